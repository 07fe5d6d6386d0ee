import { fold } from './vietnamese-text.ts';

/** Who signs: for whom, in whose place, as what; without a name it is left to be written. */
export type Signature = {
  /** The collective it is signed for (thay mặt). */
  readonly behalf: string | undefined;
  /** The chief it is signed for (ký thay). */
  readonly instead: string | undefined;
  readonly post: string;
  readonly name: string | undefined;
};

type Head = { readonly name: string; readonly post: string };
/** By the folded beginning of an office's name: the post of its chief, and the collective where it is one. */
type Chief = { readonly office: RegExp; readonly post: string; readonly collective?: 'committee' | 'people' };

const chiefs: readonly Chief[] = [
  { office: /^(tinh|thanh|huyen|quan|thi|dang) uy\b/, post: 'Bí thư', collective: 'committee' },
  { office: /^(ubnd|uy ban nhan dan)\b/, post: 'Chủ tịch', collective: 'people' },
  { office: /^van phong\b/, post: 'Chánh Văn phòng' },
  { office: /^(so|trung tam|cong an tinh)\b/, post: 'Giám đốc' },
  { office: /^phong\b/, post: 'Trưởng phòng' },
  { office: /^ban\b/, post: 'Trưởng ban' },
  { office: /^uy ban kiem tra\b/, post: 'Chủ nhiệm' },
  { office: /^thanh tra\b/, post: 'Chánh Thanh tra' },
  { office: /^cong an\b/, post: 'Trưởng Công an' },
];
const anyChief = 'Thủ trưởng cơ quan';

/** By its chief, where they are among those who lead it here, else by a deputy in the chief's place. */
export function signatureOf(office: string, heads: readonly Head[]): Signature {
  const chief = chiefs.find((one) => one.office.test(fold(office)));
  const post = chief?.post ?? anyChief;
  const behalf = chief?.collective && collectiveOf(office, chief.collective);
  const first = heads.find((head) => holds(head.post, post, office));
  if (first) return { behalf, instead: undefined, post, name: first.name };
  const deputy = heads.find((head) => holds(head.post, `Phó ${post}`, office));
  if (!deputy) return { behalf, instead: undefined, post, name: undefined };
  // A committee's deputy secretary signs for the committee, not for the secretary.
  const instead = chief?.collective === 'committee' ? undefined : post;
  return { behalf, instead, post: `Phó ${post}`, name: deputy.name };
}

const collectiveOf = (office: string, collective: 'committee' | 'people'): string =>
  collective === 'people' ? 'Ủy ban nhân dân' : office.split(/\s+/).slice(0, 2).join(' ');

/** Chánh Văn phòng Tỉnh ủy is the chief of Văn phòng Tỉnh ủy; Giám đốc Trung tâm Y tế is not that of Sở Y tế. */
function holds(held: string, post: string, office: string): boolean {
  const [words, wanted] = [fold(held), fold(post)];
  if (words === wanted) return true;
  if (!words.startsWith(`${wanted} `) && !words.startsWith(`${wanted},`)) return false;
  const rest = words
    .slice(wanted.length)
    .replace(/^ thuong truc\b/, '')
    .replace(/^[ ,]+/, '');
  return fold(office).includes(rest);
}
