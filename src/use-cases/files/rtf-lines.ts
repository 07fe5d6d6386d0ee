/** Destinations whose content nobody reads. */
const unseen =
  /^(?:fonttbl|colortbl|stylesheet|info|pict|themedata|colorschememapping|datastore|latentstyles|object|fldinst)$/;
const breaks = /^(?:par|line|cell|row|tab|page|sect|pard)$/;
const lineAtMost = 4000;

type Group = { readonly isUnseen: boolean; readonly fallback: number };

/** The text of an RTF file, line by line. */
export async function* linesOfRtf(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const groups: Group[] = [];
  let group: Group = { isUnseen: false, fallback: 1 };
  let line = '';
  let skip = 0;
  let held = '';
  const say = (text: string) => {
    if (skip > 0) skip--;
    else if (!group.isUnseen && line.length < lineAtMost) line += text;
  };
  for await (const piece of padded(pieces)) {
    held += Buffer.from(piece).toString('latin1');
    let rest = 0;
    for (const token of held.matchAll(
      /\\'([0-9a-f]{2})|\\([a-z]{1,32})(-?\d{1,10})? ?|\\([^a-z'])|([{}])|([^\\{}\r\n])|[\r\n]+/gi,
    )) {
      // A word at the very end may go on in the next piece.
      if (token.index + token[0].length > held.length - wordAtMost) break;
      rest = token.index + token[0].length;
      const [, byte, word, number, symbol, brace, plain] = token;
      if (brace === '{') groups.push(group);
      else if (brace === '}') group = groups.pop() ?? group;
      else if (byte !== undefined) say(cp1258(Number.parseInt(byte, 16)));
      else if (plain !== undefined) say(plain);
      else if (symbol === '*') group = { ...group, isUnseen: true };
      else if (symbol === '~') say(' ');
      else if (word === 'u' && number !== undefined) {
        say(String.fromCharCode(Number(number) & 0xffff));
        skip = group.fallback;
      } else if (word === 'uc') group = { ...group, fallback: Number(number ?? 1) };
      else if (word !== undefined && unseen.test(word)) group = { ...group, isUnseen: true };
      else if (word !== undefined && breaks.test(word)) {
        yield line;
        line = '';
        skip = 0;
      }
    }
    held = held.slice(rest);
  }
  yield line;
}

/** Blanks at the end push out what waits for the rest of its word. */
async function* padded(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  yield* pieces;
  yield Buffer.alloc(wordAtMost * 2, ' ');
}

const wordAtMost = 48;

const vietnamese = new TextDecoder('windows-1258');
const cp1258 = (byte: number): string => vietnamese.decode(Uint8Array.of(byte));
