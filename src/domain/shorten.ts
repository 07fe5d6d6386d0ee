const characters = new Intl.Segmenter('vi', { granularity: 'grapheme' });

const isLowHalf = (unit: number): boolean => unit >= 0xdc00 && unit <= 0xdfff;

/** The last place, at most so many UTF-16 units from the start, that is between two characters as a reader sees them. */
export function cutBefore(text: string, atMost: number): number {
  if (text.length <= atMost) return text.length;
  const at = characters.segment(text).containing(atMost)?.index ?? text.length;
  if (at > 0) return at;
  // The first character alone is longer than all the room (a heap of marks): between its code points then.
  return isLowHalf(text.charCodeAt(atMost)) ? atMost - 1 : atMost;
}

/** The first place, at most so many UTF-16 units from the end, that is between two characters. */
function cutAfter(text: string, atMost: number): number {
  const from = text.length - atMost;
  const { index, segment } = characters.segment(text).containing(from) ?? { index: from, segment: '' };
  const at = index === from ? from : index + segment.length;
  if (at < text.length) return at;
  return isLowHalf(text.charCodeAt(from)) ? from + 1 : from;
}

/** The beginning of a text, in at most so many UTF-16 units with the … that stands for the rest. */
export const shorten = (text: string, atMost: number): string =>
  text.length <= atMost ? text : `${text.slice(0, cutBefore(text, atMost - 1)).trimEnd()}…`;

/** What a text begins with: all of it, its first sentence, or its first words, whichever there is room for. */
export function gist(text: string, atMost: number): string {
  if (text.length <= atMost) return text;
  // An abbreviation (TP. Bến Tre) ends in a capital.
  const [sentence] = /^[\s\S]{14,}?[\p{Ll}\p{N})][.!?](?=\s)/u.exec(text) ?? [];
  if (sentence !== undefined && sentence.length <= atMost) return sentence;
  const short = shorten(text, atMost);
  const words = short.slice(0, short.lastIndexOf(' ')).replace(/[\s,;:–-]+$/, '');
  return words.length > atMost / 2 ? `${words}…` : short;
}

/** A file's name by its end, which says what kind of file it is. */
export const shortenFileName = (name: string, atMost: number): string =>
  name.length <= atMost ? name : `…${name.slice(cutAfter(name, atMost - 1)).trimStart()}`;
