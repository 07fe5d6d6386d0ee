import { fold } from './vietnamese-text.ts';

const yes = new Set(['dong y', ...'co da dc duoc ok oke okay u uh um vang y yes'.split(' ')]);
const no = new Set('hong khg kh khong k ko n no'.split(' '));

/** What is typed for yes or no, as people type it in a hurry; undefined where it is neither. */
export function readYesNo(typed: string): boolean | undefined {
  const said = fold(typed)
    .replace(/[.,!]+$/, '')
    .replace(/ (?:a|nha|nhe)$/, '');
  return yes.has(said) ? true : no.has(said) ? false : undefined;
}
