import { fold, tidy } from './vietnamese-text.ts';

// The marks of state secrets: MẬT, TỐI MẬT, TUYỆT MẬT. On paper they are a stamp that stands alone; the same syllable in
// a sentence (mật độ, gắn bó mật thiết, bí mật) is a word like others.

/** As older fonts of eight bits write them: TCVN3 (whose capitals are small letters), VNI. */
const oldFonts = /^(?:(?:tuyÖt |tèi )?m(?:Ë|ë)t|(?:TUYEÄT |TOÁI )?MAÄT)$/;
/** Without blanks: stamps set their letters apart, and so do some who write PDFs. */
const inCapitals = /^(?:ĐỘMẬT:?)?(?:TUYỆT|TỐI)?MẬT$/;
const inWords = /^(?:độ mật ?: ?(?:tuyệt |tối )?mật|độ (?:tuyệt|tối) mật|(?:tuyệt|tối) mật)$/i;
const copyNumber = /(?:bản số|số bản|bản sao số|số)\s*:?\s*[\d./\s…_-]*$/i;
const longest = 120;

/** The line of a text is a stamp and nothing else; `above` is the line before it. */
export function isSecretStamp(line: string, above = ''): boolean {
  if (line.length > longest) return false;
  const bare = tidy(line.replaceAll('\n', ' '))
    .replace(copyNumber, '')
    .replace(/^[^\p{L}]+|[^\p{L}]+$/gu, '')
    .replace(/\s+/g, ' ');
  if (inWords.test(bare) || oldFonts.test(bare)) return true;
  return inCapitals.test(bare.replaceAll(' ', '')) && !goesOn.test(tidy(above).replaceAll(' ', ''));
}

/** A heading broken before its last word: BẢO VỆ BÍ / MẬT. */
const goesOn = /(?:BÍ|BẢO|CƠ)$/;

const before =
  'bí bảo cơ cẩn kín túi sỏi ống dịch rỉ lấy ong đường trăng ngọt gan vị thân hoa nuôi uống pha độ';
const after =
  'độ thiết ong mã khẩu thám vụ lệnh báo danh nghị ước tông đàm mía gấu đạo đàm hàm nhân thư ngọt hoa rừng';
const wordsBefore = new Set(before.split(' '));
const wordsAfter = new Set(after.split(' '));

/** The name of a file, or what is written with it, says that it is secret. */
export function saysSecret(written: string): boolean {
  const text = tidy(written).replace(/\.[a-z0-9]{2,5}$/i, '');
  if (text.split(/[\n.;:()[\]{}–—]|\s-\s|_/).some((part) => isSecretStamp(part) || isWithoutMarks(part)))
    return true;
  if (/^(?:tài liệu|văn bản|công văn|hồ sơ|độ) mật(?![\p{L}])/iu.test(text)) return true;
  const words = text.match(/[\p{L}\p{M}]+/gu) ?? [];
  return words.some((word, at) => isMarkAmong(word, words[at - 1] ?? '', words[at + 1] ?? ''));
}

/** TOI MAT, TUYET MAT, typed without diacritics and alone: MAT might be anything. */
const isWithoutMarks = (part: string): boolean =>
  /^(?:tuyet mat|toi mat)$/.test(fold(part)) && isCapital(part.trim());

const isCapital = (word: string): boolean => word === word.toUpperCase() && word !== word.toLowerCase();

function isMarkAmong(word: string, left: string, right: string): boolean {
  if (word !== 'MẬT') return false;
  if (/^(?:TỐI|TUYỆT)$/.test(left)) return !wordsAfter.has(right.toLowerCase());
  return !wordsBefore.has(left.toLowerCase()) && !wordsAfter.has(right.toLowerCase());
}
