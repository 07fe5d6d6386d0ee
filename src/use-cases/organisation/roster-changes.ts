import type { OfficeId, PersonId, UnitId } from '../../domain/identity.ts';
import type { Day } from '../../domain/time.ts';

export type Changes = {
  readonly added: number;
  readonly changed: number;
  /** What now has a last day. */
  readonly ended: number;
  readonly untouched: number;
  /** What the tables hold and the roster does not say: it stays as it is. */
  readonly missing: readonly string[];
};

/** More than a third of what the tables hold is not in the roster: its file may have lost some rows, or all of them. */
export const isFarFromWhole = ({ changed, ended, untouched, missing }: Changes): boolean =>
  missing.length * 3 > changed + ended + untouched + missing.length;

export type Ids = {
  readonly unit: ReadonlyMap<string, UnitId>;
  readonly office: ReadonlyMap<string, OfficeId>;
  readonly person: ReadonlyMap<string, PersonId>;
  readonly make: <Id extends string>() => Id;
};

export function idOf<Id>(ids: ReadonlyMap<string, Id>, code: string): Id {
  const id = ids.get(code);
  if (id === undefined) throw new Error(`The roster speaks of ${code}, which it does not hold.`);
  return id;
}

/** By which day the roster is true, and whether what it no longer names gets a last day. */
export type Bearing = { readonly today: Day; readonly endMissing: boolean };

export const isOver = ({ until }: { readonly until: string | null }, { today }: Bearing): boolean =>
  until !== null && until < today.toString();

/** The last day of what ends today. */
export const lastDay = ({ today }: Bearing): string => today.subtract({ days: 1 }).toString();

export type Planned<Row> = { readonly rows: readonly Row[]; readonly changes: Changes };

type Comparing<Row> = {
  readonly keyOf: (row: Row) => string;
  readonly ends?: (before: Row, after: Row) => boolean;
  /** Worked out from the rest: written, but no change to speak of. */
  readonly derived?: keyof Row;
};

/** The rows that are new or differ from the stored ones, and the counts. Rows given are compared as they are. */
export function compare<Row extends object>(
  wanted: readonly Row[],
  stored: ReadonlyMap<string, Row>,
  { keyOf, ends, derived }: Comparing<Row>,
): { readonly rows: readonly Row[]; readonly changes: Omit<Changes, 'missing'> } {
  const rows: Row[] = [];
  const changes = { added: 0, changed: 0, ended: 0, untouched: 0 };
  for (const row of wanted) {
    const before = stored.get(keyOf(row));
    const differing = before ? differences(before, row) : [];
    if (!before) changes.added += 1;
    else if (differing.every((key) => key === derived)) changes.untouched += 1;
    else if (ends?.(before, row)) changes.ended += 1;
    else changes.changed += 1;
    if (!before || differing.length > 0) rows.push(row);
  }
  return { rows, changes };
}

const differences = <Row extends object>(stored: Row, wanted: Row): readonly (keyof Row)[] =>
  (Object.keys(wanted) as (keyof Row)[]).filter((key) => !sameValue(stored[key], wanted[key]));

const sameValue = (a: unknown, b: unknown): boolean =>
  a === b || (Array.isArray(a) && Array.isArray(b) && a.join('\n') === b.join('\n'));

export const byKey = <Row>(rows: readonly Row[], keyOf: (row: Row) => string): ReadonlyMap<string, Row> =>
  new Map(rows.map((row) => [keyOf(row), row]));

export const codeOf = ({ code }: { readonly code: string }): string => code;

export const missingCodes = (
  stored: readonly { readonly code: string }[],
  given: readonly { readonly code: string }[],
): readonly string[] => {
  const there = new Set(given.map(codeOf));
  return stored.map(codeOf).filter((code) => !there.has(code));
};

/** Does it exist on the day of the import. */
export const stands = ({ validUntil }: { readonly validUntil: string | null }, { today }: Bearing): boolean =>
  validUntil === null || validUntil > today.toString();
