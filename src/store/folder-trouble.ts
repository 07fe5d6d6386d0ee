import { SetupRefusal } from '../domain/setup-refusal.ts';

const file = 'it, or what is to hold it, is a file. Set DATA_DIR to a folder.';
const forbidden = 'this user may not write there. Give the folder to this user, or set DATA_DIR to another.';
const readOnly = 'its disk is read-only. Set DATA_DIR to a folder on another disk.';
const full = 'its disk is full. Make room there, or set DATA_DIR to a folder on another disk.';

const troubles = new Map([
  ['EEXIST', file],
  ['ENOTDIR', file],
  ['EACCES', forbidden],
  ['EPERM', forbidden],
  ['EROFS', readOnly],
  ['ENOSPC', full],
  ['EDQUOT', full],
]);

/** The embedded database is WebAssembly, whose errors have numbers for names. */
const numbered = new Map([
  [2, 'EACCES'],
  [19, 'EDQUOT'],
  [51, 'ENOSPC'],
  [63, 'EPERM'],
  [69, 'EROFS'],
]);

/** What is wrong with the data folder, as a sentence for the operator where it is something to mend. */
export function folderTrouble(folder: string, error: unknown): unknown {
  if (error instanceof SetupRefusal) return error;
  const { name, code, errno = 0 } = error as NodeJS.ErrnoException;
  const known = name === 'ErrnoError' ? numbered.get(errno) : code;
  if (!known || !/^E[A-Z]+$/.test(known)) return error;
  const why = troubles.get(known) ?? `it can not be made or opened (${known}). Set DATA_DIR to another.`;
  return new SetupRefusal(`The data folder ${folder} can not be used: ${why}`);
}
