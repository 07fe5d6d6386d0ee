// Prisma remembers what its last hundred steps were given, twice: with thousands of rows a statement that were 400 MB.
const writtenAtOnce = 400;
const readAtOnce = 5000;

export async function writeInParts<Row>(
  rows: readonly Row[],
  write: (part: readonly Row[]) => Promise<unknown>,
): Promise<void> {
  for (let at = 0; at < rows.length; at += writtenAtOnce) await write(rows.slice(at, at + writtenAtOnce));
}

/** `read` gives at most so many rows behind the last one. */
export async function readInParts<Row extends object>(
  keep: (row: Row) => Row,
  read: (last: Row | undefined, atMost: number) => Promise<readonly Row[]>,
): Promise<readonly Row[]> {
  const rows: Row[] = [];
  for (;;) {
    const part = await read(rows.at(-1), readAtOnce);
    for (const row of part) rows.push(keep(row));
    if (part.length < readAtOnce) return rows;
  }
}

/** Copies rows so that a text that stands in many of them is in memory once; but for columns that differ in every row. */
export function sharedTexts(): <Row extends object>(...unlike: readonly (keyof Row)[]) => (row: Row) => Row {
  const known = new Map<string, string>();
  const shared = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(shared);
    if (typeof value !== 'string') return value;
    const before = known.get(value);
    if (before === undefined) known.set(value, value);
    return before ?? value;
  };
  return <Row extends object>(...unlike: readonly (keyof Row)[]) => {
    const differs = new Set<PropertyKey>(unlike);
    return (row: Row) => {
      const copy: Record<string, unknown> = {};
      for (const [column, value] of Object.entries(row))
        copy[column] = differs.has(column) ? value : shared(value);
      return copy as Row;
    };
  };
}
