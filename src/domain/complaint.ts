import { fold } from './vietnamese-text.ts';

// Khiếu nại, tố cáo: another legal procedure. The words stand in every report of an office (giải quyết khiếu nại, tố cáo;
// không có khiếu nại); only where they may be somebody's own is the person asked.

/** The text may be a complaint or a denunciation of somebody. */
export function suggestsComplaint(text: string): boolean {
  const plain = text.normalize('NFC').toLowerCase();
  const hasMarks = fold(plain) !== plain.replace(/\s+/g, ' ').trim();
  return plain
    .split(/[.;!?\n]+/)
    .some((sentence) => mentionsIn(sentence).some((mention) => isTheirs(mention, hasMarks)));
}

type Mention = { readonly words: string; readonly left: string; readonly right: string };

// A syllable may lack its marks, but never has others: tổ cáo, tô cao are other words.
const complaint = '(?:khiếu|khieu) (?:nại|nai|kiện|kien)';
const denunciation = '(?:tố|to) (?:cáo|cao)';
const joined = '(?: ?[,/–-] ?| và | va | hoặc | hoac | hay | & | )';
const mentioned = new RegExp(
  `(?<![\\p{L}\\p{M}])(?:${complaint}|${denunciation})(?:${joined}(?:${complaint}|${denunciation}))*(?![\\p{L}\\p{M}])`,
  'gu',
);

/** Each with what stands before and behind it, without diacritics. */
function mentionsIn(sentence: string): readonly Mention[] {
  const line = sentence.replace(/\s+/g, ' ');
  return [...line.matchAll(mentioned)].map(({ 0: words, index }) => ({
    words,
    left: fold(line.slice(0, index)),
    right: fold(line.slice(index + words.length)),
  }));
}

function isTheirs({ words, left, right }: Mention, hasMarks: boolean): boolean {
  if (/(?:^| )nang$/.test(left) || isTall(words, left, right, hasMarks)) return false;
  if (neglected.test(left) || unanswered.test(right)) return true;
  if (none.test(left)) return false;
  return somebody.test(right) || !(ofReports.test(left) || toReports.test(right));
}

const someone =
  '(?:ong|ba|anh|chi|co|chu|bac|ho|toi|dong chi|can bo|chu tich|bi thu|truong|pho|cong an|gia dinh|mot so|nhieu|nguoi)';
const somebody = new RegExp(`^,? ?(?:cua |ve viec |viec |doi voi |hanh vi )*${someone}(?![a-z])`);
const neglected = /(?:khong|chua)(?: \S+){0,2} (?:giai quyet|xu ly|tra loi)(?: \S+){0,3}$/;
const unanswered =
  /^(?: \S+){0,6} (?:nhung |ma )?(?:khong|chua)(?: ai| duoc| co)* (?:giai quyet|xu ly|tra loi)/;

const filed =
  '(?: (?:nao|cac|nhung|don|thu|vu|viec|vu viec|truong hop|y kien|nguoi dan|ho dan|ai|tinh trang))*';
const none = new RegExp(
  `(?:^| )(?:khong|chua|khong con|chua co)(?: (?:co|con|phat sinh|xay ra|de xay ra|nhan duoc|tiep nhan|ghi nhan|phai))*${filed}$`,
);

const reported =
  'giai quyet|xu ly|tiep cong dan|tiep dan|tiep nhan|thanh tra|kiem tra|cong tac|phap luat(?: ve)?|luat|nghi dinh|thong tu|quy dinh(?: ve)?|tuyen truyen|pho bien|tap huan|hoi nghi|bao cao(?: ve)?|tinh hinh|tinh trang|phong ngua|phong chong|han che|giam|theo doi|thong ke|tong hop|so|ty le|phan mem|so lieu|ban|phong|linh vuc';
const between =
  '(?: (?:kip thoi|dut diem|tot|nhanh|hieu qua|ve|cac|nhung|don|thu|vu|viec|vu viec|loai|phan anh|kien nghi|va|cong dan)|,)*';
const ofReports = new RegExp(`(?:^|[ ,])(?:${reported})${between}$`);
const toReports =
  /^ ?(?:giam|khong tang|dong nguoi|vuot cap|keo dai giam|(?:da |deu )*duoc giai quyet|(?:nam|thang|quy) |la quyen|cua cong dan)/;

const heights = /(?:^| )(?:cay|nha|tuong|cot|dap|de|ban|hang|cua|cong|cau|thap|san|rat|qua|kha|cang|yeu|be)$/;
const denounced = /(?:^| )(?:don|bi|nguoi|dan|thu|viec|noi dung|dang|da|co|deu|toi|ba con)$/;

/** To cao may be "big and tall" where the rest is written with its marks, or of what stands tall. */
function isTall(words: string, left: string, right: string, hasMarks: boolean): boolean {
  if (/^tố cao/u.test(words)) return /(?:^| )yeu$/.test(left);
  if (!/^to cao$/.test(words)) return false;
  if (heights.test(left)) return true;
  return hasMarks && !denounced.test(left) && !somebody.test(right);
}

/** The law on denunciations that is in force on a day. */
export const denunciationLaw = (day: string): 2011 | 2018 => (day < '2019-01-01' ? 2011 : 2018);
