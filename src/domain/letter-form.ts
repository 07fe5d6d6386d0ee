import type { OfficeKind } from './office.ts';
import { type Unit, unitName } from './unit.ts';
import { fold } from './vietnamese-text.ts';

/** The form of the Party's offices (Hướng dẫn 36-HD/VPTW), or of the state's (Nghị định 30/2020/NĐ-CP). */
export type LetterForm = 'party' | 'state';
export const letterForms: readonly LetterForm[] = ['party', 'state'];

export type Issuer = {
  readonly name: string;
  readonly kind: OfficeKind;
  /** As it was set; otherwise it follows from the name. */
  readonly form: LetterForm | undefined;
  readonly unit: Unit;
};

const ofParty =
  /\b(tinh|thanh|huyen|quan|thi|dang) uy\b|^(dang bo|chi bo|uy ban kiem tra|ban to chuc|ban tuyen giao|ban dan van|ban noi chinh|ban xay dung dang)\b/;
const ofState = /\b(ubnd|hdnd|uy ban nhan dan|hoi dong nhan dan)\b/;

/** A general office is a committee's unless its name says otherwise, a specialised one is the state's. */
export function formOf({ name, kind, form }: Omit<Issuer, 'unit'>): LetterForm {
  if (form) return form;
  const words = fold(name);
  if (ofParty.test(words)) return 'party';
  if (ofState.test(words)) return 'state';
  return kind === 'general' ? 'party' : 'state';
}

/** Who writes, as the head of a letter names it: itself, and in the line above what it belongs to. */
export type Letterhead = { readonly above: string | undefined; readonly name: string };

export function letterheadOf(issuer: Issuer): Letterhead {
  const { above, name } = formOf(issuer) === 'party' ? partyHead(issuer) : stateHead(issuer);
  return { above: above?.toLocaleUpperCase('vi'), name: name.toLocaleUpperCase('vi') };
}

const committee = /^(.+?) ((?:tỉnh|thành|huyện|quận|thị|đảng) [uủ][yỷ](?: .*)?)$/iu;

/** A body of a committee stands below it: Đảng ủy xã Mỹ Thạnh, then Văn phòng. A committee stands below the organisation above. */
function partyHead({ name, unit }: Issuer): Letterhead {
  const [, body, above] = committee.exec(name.normalize('NFC')) ?? [];
  if (body && above) return { name: body, above: placed(above, unit) };
  return { name: placed(name, unit), above: unit.parent && `Đảng bộ ${unit.parent}` };
}

/** Tỉnh ủy of the roster is Tỉnh ủy Bến Tre on paper. */
const placed = (committeeName: string, { name }: Unit): string =>
  committeeName.trim().split(/\s+/).length === 2 ? `${committeeName} ${name}` : committeeName;

const ofPeoplesCommittee = /^(so|phong|ban|van phong|thanh tra|trung tam)\b/;

/** A body of the people's committee stands below it; of others what is above them is not known here. */
function stateHead({ name, unit }: Issuer): Letterhead {
  if (!ofPeoplesCommittee.test(fold(name))) return { name, above: undefined };
  const place = ` ${unitName(unit)}`;
  const isNamed = name.toLocaleLowerCase('vi').endsWith(place.toLocaleLowerCase('vi'));
  return {
    name: isNamed ? name.slice(0, -place.length) : name,
    above: `UBND${place}`,
  };
}

const joining = new Set(['va', 'cua', 've']);

/** What stands for the office in the sign of its letters, by the first letters of its name: VPTU, SGTVT, UBND. */
export function abbreviationOf({ name, unit }: Pick<Issuer, 'name' | 'unit'>): string {
  const place = ` ${unitName(unit)}`.toLocaleLowerCase('vi');
  const full = name.normalize('NFC').trim();
  const own = full.toLocaleLowerCase('vi').endsWith(place) ? full.slice(0, -place.length) : full;
  const words = own.split(/\s+/).filter((word) => !joining.has(fold(word)));
  return words.map(firstLetter).join('');
}

const isAbbreviation = (word: string): boolean => word.length > 1 && word === word.toLocaleUpperCase('vi');

function firstLetter(word: string): string {
  if (isAbbreviation(word)) return word;
  return /^đ/iu.test(word) ? 'Đ' : fold(word).charAt(0).toUpperCase();
}
