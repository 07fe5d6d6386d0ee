/** Names and strings of a PDF are bytes: here they are text of one byte a character. */
export type Name = { readonly name: string };
export type Ref = { readonly ref: number };
export type Text = { readonly text: string };
export type Operator = { readonly operator: string };
export type Dictionary = ReadonlyMap<string, Value>;
export type Value = number | Name | Ref | Text | Operator | Dictionary | readonly Value[];

export const isDictionary = (value: Value | undefined): value is Dictionary => value instanceof Map;
export const nameOf = (value: Value | undefined): string | undefined =>
  typeof value === 'object' && 'name' in value ? value.name : undefined;

export type Reader = {
  /** The next value or operator; undefined at the end. */
  readonly next: () => Value | undefined;
  readonly at: () => number;
  readonly skipTo: (at: number) => void;
};

const end = Symbol('end of a list');
const blank = /[\0\t\n\f\r ]*(?:%[^\r\n]*[\0\t\n\f\r ]*)*/y;
const regular = /[^\0\t\n\f\r ()<>[\]{}/%]*/y;

/** Reads what stands in a PDF, one value after the other. */
export function readerOf(text: string, from = 0): Reader {
  let at = from;
  const take = (pattern: RegExp): string => {
    pattern.lastIndex = at;
    const found = pattern.exec(text)?.[0] ?? '';
    at += found.length;
    return found;
  };
  const list = (): Value[] => {
    const items: Value[] = [];
    for (let item = one(); item !== end && item !== undefined; item = one()) push(items, item);
    return items;
  };
  function one(): Value | typeof end | undefined {
    take(blank);
    const mark = text[at];
    if (mark === undefined) return undefined;
    if (mark === '/') {
      at++;
      return {
        name: take(regular).replace(/#([0-9a-f]{2})/gi, (_, hex) =>
          String.fromCharCode(Number.parseInt(hex, 16)),
        ),
      };
    }
    if (mark === '(') return { text: literal() };
    if (mark === '[') {
      at++;
      return list();
    }
    if (mark === '<') return text[at + 1] === '<' ? dictionary() : { text: hexadecimal() };
    if (mark === ']' || mark === '>' || mark === '}' || mark === '{' || mark === ')') {
      at += mark === '>' && text[at + 1] === '>' ? 2 : 1;
      return end;
    }
    const word = take(regular);
    return /^[+-]?(?:\d+\.?\d*|\.\d+)$/.test(word) ? Number(word) : { operator: word };
  }
  function dictionary(): Dictionary {
    at += 2;
    const items = list();
    const found = new Map<string, Value>();
    for (let index = 0; index + 1 < items.length; index += 2) {
      const value = items[index + 1];
      const key = nameOf(items[index]);
      if (key !== undefined && value !== undefined) found.set(key, value);
    }
    return found;
  }
  function hexadecimal(): string {
    const close = text.indexOf('>', at);
    const digits = text.slice(at + 1, close < 0 ? undefined : close).replace(/[^0-9a-f]/gi, '');
    at = close < 0 ? text.length : close + 1;
    return Buffer.from(digits.length % 2 ? `${digits}0` : digits, 'hex').toString('latin1');
  }
  function literal(): string {
    let depth = 0;
    let said = '';
    for (; at < text.length; at++) {
      const mark = text[at] ?? '';
      if (mark === '\\') said += escaped();
      else if (mark === '(') said += depth++ > 0 ? mark : '';
      else if (mark !== ')') said += mark;
      else if (--depth > 0) said += mark;
      else break;
    }
    at++;
    return said;
  }
  function escaped(): string {
    const octal = /^[0-7]{1,3}/.exec(text.slice(at + 1, at + 4))?.[0];
    at += octal?.length ?? 1;
    if (octal) return String.fromCharCode(Number.parseInt(octal, 8) & 0xff);
    const mark = text[at] ?? '';
    return escapes[mark] ?? mark;
  }
  return {
    next() {
      let found = one();
      while (found === end) found = one();
      return found;
    },
    at: () => at,
    skipTo: (to) => {
      at = to;
    },
  };
}

const escapes: Readonly<Record<string, string>> = {
  n: '\n',
  r: '\r',
  t: '\t',
  b: '\b',
  f: '\f',
  '\n': '',
  '\r': '',
};

/** `12 0 R` is a reference. */
function push(items: Value[], item: Value): void {
  const isRef = typeof item === 'object' && 'operator' in item && item.operator === 'R';
  if (!isRef) return void items.push(item);
  items.pop();
  const number = items.pop();
  items.push({ ref: typeof number === 'number' ? number : -1 });
}
