/** The text of a file as offices save it: UTF-8, Excel's Unicode text, or Windows of before; undefined when it is none. */
export function readVietnamese(bytes: Uint8Array): string | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return decode(bytes, 'utf-16le');
  return decode(bytes, 'utf-8') ?? vietnameseOnly(decode(bytes, 'windows-1258')?.normalize('NFC'));
}

function decode(bytes: Uint8Array, encoding: string): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    return undefined;
  }
}

// ASCII, the marks of Vietnamese, đ, and the signs that offices type.
const foreign =
  /(?!\p{ASCII}|[Đđ“”‘’–—…•·°₫\u00a0])[^\p{M}]|(?![\u0300\u0301\u0302\u0303\u0306\u0309\u031B\u0323])\p{M}/u;

// Every byte is a letter of Windows-1258; only those that make Vietnamese say that it was meant.
const vietnameseOnly = (text: string | undefined): string | undefined =>
  text === undefined || foreign.test(text.normalize('NFD')) ? undefined : text;
