// Since 2018 mobile numbers have ten digits; rosters still hold the eleven of before.
const formerPrefixes: ReadonlyMap<string, string> = new Map([
  ...['2', '3', '4', '5', '6', '7', '8', '9'].map((last): [string, string] => [`16${last}`, `3${last}`]),
  ['120', '70'],
  ['121', '79'],
  ['122', '77'],
  ['126', '76'],
  ['128', '78'],
  ['123', '83'],
  ['124', '84'],
  ['125', '85'],
  ['127', '81'],
  ['129', '82'],
  ['186', '56'],
  ['188', '58'],
  ['199', '59'],
]);

const mobile = /^[35789]\d{8}$/;
const landline = /^2\d{9}$/;

// Also the dashes that a word processor makes of hyphens, and the apostrophe that keeps a nought in a cell.
const betweenDigits = /[\s.()\p{Pd}'’]/gu;

/** A Vietnamese number as it is usually written → +84…; undefined when it is none. */
export function readPhone(text: string): string | undefined {
  const digits = text.replace(/\(0\)/g, '').replace(betweenDigits, '');
  const national = /^(?:(?:\+|00)84|84(?=\d{9})|0)?(\d+)$/.exec(digits)?.[1];
  if (national === undefined) return undefined;
  const current = withoutFormerPrefix(national.replace(/^0/, ''));
  return mobile.test(current) || landline.test(current) ? `+84${current}` : undefined;
}

function withoutFormerPrefix(national: string): string {
  const prefix = national.length === 10 ? formerPrefixes.get(national.slice(0, 3)) : undefined;
  return prefix === undefined ? national : prefix + national.slice(3);
}

/** True for a number of one person rather than of an office. */
export const isMobile = (phone: string): boolean => mobile.test(phone.replace(/^\+84/, ''));

/** As one dials it in the country: 0912345678. */
export const nationalPhone = (phone: string): string => phone.replace(/^\+84/, '0');
