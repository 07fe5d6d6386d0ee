/** dd/MM/yyyy (also with - or .), yyyy-MM-dd, or the number that Excel keeps a day as → ISO; undefined for what is no day of the calendar. */
export function readDay(text: string): string | undefined {
  if (/^\d{5}$/.test(text)) return dayOfSerial(Number(text));
  const plain = text.replace(/ 00?:00(:00)?$/, '');
  const written = /^(?<day>\d{1,2}) ?([/.-]) ?(?<month>\d{1,2}) ?\2 ?(?<year>\d{4})$/.exec(plain);
  const iso = /^(?<year>\d{4})-(?<month>\d{2})-(?<day>\d{2})$/.exec(plain);
  const { day, month, year } = (written ?? iso)?.groups ?? {};
  if (!day || !month || !year || Number(year) < 1900 || Number(year) > 2200) return undefined;
  const date = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)));
  return date.getUTCMonth() + 1 === Number(month) ? date.toISOString().slice(0, 10) : undefined;
}

const oneDay = 86_400_000;

/** Days since the last day of 1899, as a cell holds them that lost its format. */
const dayOfSerial = (days: number): string =>
  new Date(Date.UTC(1899, 11, 30) + days * oneDay).toISOString().slice(0, 10);

/** The other way: dd/MM/yyyy. */
export const writeDay = (iso: string): string => iso.split('-').reverse().join('/');

/** 25, 1200 or 1.200. */
export function readCount(text: string): number | undefined {
  return /^(\d{1,7}|\d{1,3}\.\d{3})$/.test(text) ? Number(text.replace('.', '')) : undefined;
}

/** What `;` separates, without the empty ones. */
export const readList = (text: string): readonly string[] =>
  text
    .split(';')
    .map((item) => item.trim())
    .filter((item) => item !== '');
