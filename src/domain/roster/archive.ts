/** What the directory of a ZIP archive says of it, before anything of it is unpacked. */
export type Archive = {
  readonly names: readonly string[];
  /** Bytes of all entries together when they are unpacked; Infinity where an entry does not say. */
  readonly unpacked: number;
};

const endOfDirectory = 0x06054b50;
const entryOfDirectory = 0x02014b50;
const endLength = 22;
const entryLength = 46;
const longestComment = 0xffff;

export function readArchive(bytes: Uint8Array): Archive | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = endOf(view);
  if (end === undefined) return undefined;
  const names: string[] = [];
  let unpacked = 0;
  let at = view.getUint32(end + 16, true);
  while (at + entryLength <= view.byteLength && view.getUint32(at, true) === entryOfDirectory) {
    const nameLength = view.getUint16(at + 28, true);
    names.push(new TextDecoder().decode(bytes.subarray(at + entryLength, at + entryLength + nameLength)));
    unpacked += sizeOf(view, at);
    at += entryLength + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
  return names.length > 0 ? { names, unpacked } : undefined;
}

function endOf(view: DataView): number | undefined {
  const first = Math.max(0, view.byteLength - endLength - longestComment);
  for (let at = view.byteLength - endLength; at >= first; at -= 1)
    if (view.getUint32(at, true) === endOfDirectory) return at;
  return undefined;
}

function sizeOf(view: DataView, at: number): number {
  const isWrittenAfter = (view.getUint16(at + 8, true) & 0x08) !== 0;
  const packed = view.getUint32(at + 20, true);
  const unpacked = view.getUint32(at + 24, true);
  // Whoever unpacks trusts a size that is there; one that is not there bounds nothing.
  const isSilent = unpacked === 0 && (packed > 2 || isWrittenAfter);
  return isSilent ? Number.POSITIVE_INFINITY : unpacked;
}
