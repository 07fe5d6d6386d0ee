import { fold } from './vietnamese-text.ts';

// Words that stand in every recommendation, or say only what kind of place it is about.
const empty = new Set(
  `ai ap bi cac cach can cang chi cho chua co con cua cung da dang day de den deu di do dong duoc gi hay hien het hom
  huyen it khi khong khu la lai len luc ma mot nao nay nen nghi ngay nguoi nhieu nhu nhung noi o qua ra rang rat roi sau se
  tai the thi tinh to toi tren trong tu tung va van vao ve vi viec voi vua xa xin`.split(/\s+/),
);

/** The words that say something, in their order. */
const wordsIn = (text: string): readonly string[] =>
  (fold(text).match(/[\p{L}\p{N}]+/gu) ?? []).filter((word) => !empty.has(word));

const wordWeight = 1;
// A Vietnamese word is mostly two syllables: one alone says little.
const pairWeight = 2;

/** What a text is compared by, each with its weight. */
function termsOf(text: string): ReadonlyMap<string, number> {
  const words = wordsIn(text);
  const pairs = words.slice(1).map((word, at) => `${words[at]} ${word}`);
  return new Map([
    ...words.map((word) => [word, wordWeight] as const),
    ...pairs.map((pair) => [pair, pairWeight] as const),
  ]);
}

const weightOf = (terms: ReadonlyMap<string, number>): number =>
  [...terms.values()].reduce((sum, weight) => sum + weight, 0);

/** How alike what two texts speak of is: 0 with no word in common, 1 where all are. Nobody's spelling or order of sentences matters. */
export const likeness = (a: string, b: string): number => likenessTo(a)(b);

/** As `likeness`, to many texts. */
export function likenessTo(text: string): (other: string) => number {
  const mine = termsOf(text);
  const all = weightOf(mine);
  return (other) => {
    const theirs = termsOf(other);
    const shared = [...mine].reduce((sum, [term, weight]) => sum + (theirs.has(term) ? weight : 0), 0);
    // Of a short text and a long one about the same thing the long one has much else.
    return shared === 0 ? 0 : Math.min(1, shared / Math.sqrt(all * weightOf(theirs)));
  };
}
