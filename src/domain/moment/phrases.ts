import type { PartOfDay, Said } from './said.ts';
import type { Line } from './tokens.ts';

type Meaning = Partial<Said>;
type Entry = readonly [phrase: string, meaning: Meaning];

const weekdays: readonly (readonly string[])[] = [
  ['thu hai', 'thu 2', 't 2', 'monday'],
  ['thu ba', 'thu 3', 't 3', 'tuesday'],
  ['thu tu', 'thu 4', 't 4', 'wednesday'],
  ['thu nam', 'thu 5', 't 5', 'thursday'],
  ['thu sau', 'thu 6', 't 6', 'friday'],
  ['thu bay', 'thu 7', 't 7', 'saturday'],
  ['chu nhat', 'chua nhat', 'cn', 'sunday'],
];

const parts: Record<PartOfDay, readonly string[]> = {
  morning: ['sang', 'morning'],
  noon: ['trua', 'noon'],
  afternoon: ['chieu', 'afternoon'],
  evening: ['toi', 'evening'],
  night: ['dem', 'khuya', 'night'],
  am: ['am', 'sa'],
  pm: ['pm', 'ch'],
};

const days: Record<string, number> = {
  'hom nay': 0,
  'bua nay': 0,
  nay: 0,
  today: 0,
  mai: 1,
  tomorrow: 1,
  mot: 2,
  kia: 2,
  'hom qua': -1,
  'bua qua': -1,
  yesterday: -1,
  'hom kia': -2,
  'bua kia': -2,
};

const spans: Record<string, number> = {
  nay: 0,
  sau: 1,
  toi: 1,
  truoc: -1,
  roi: -1,
  qua: -1,
  'vua roi': -1,
  'vua qua': -1,
};
const englishSpans: Record<string, number> = { this: 0, next: 1, last: -1 };

const weekdayEntries = weekdays.flatMap((names, index) =>
  names.flatMap((name): Entry[] => [
    [name, { weekday: index + 1 }],
    [`${name} nay`, { weekday: index + 1, weeksAhead: 0 }],
    ...Object.entries(englishSpans).map(([word, weeksAhead]): Entry => {
      return [`${word} ${name}`, { weekday: index + 1, weeksAhead }];
    }),
  ]),
);

const partEntries = Object.entries(parts).flatMap(([part, names]) =>
  names.flatMap((name): Entry[] => [
    [name, { part: part as PartOfDay }],
    [`${name} qua`, { part: part as PartOfDay, daysAhead: -1 }],
  ]),
);

const spanEntries = Object.entries(spans).flatMap(([word, ahead]): Entry[] => [
  [`tuan ${word}`, { weeksAhead: ahead }],
  [`thang ${word}`, { monthsAhead: ahead }],
  [`nam ${word}`, { yearsAhead: ahead }],
]);

const englishSpanEntries = Object.entries(englishSpans).flatMap(([word, ahead]): Entry[] => [
  [`${word} week`, { weeksAhead: ahead }],
  [`${word} month`, { monthsAhead: ahead }],
  [`${word} year`, { yearsAhead: ahead }],
]);

const phrases = new Map<string, Meaning>([
  ...weekdayEntries,
  ...partEntries,
  ...spanEntries,
  ...englishSpanEntries,
  ...Object.entries(days).map(([name, daysAhead]): Entry => [name, { daysAhead }]),
  ['tonight', { part: 'evening', daysAhead: 0 }],
  ['nam ngoai', { yearsAhead: -1 }],
  // Only the diacritics tell June (tháng sáu) from next month (tháng sau), and the coming (tới) from evening (tối).
  ['tháng sáu', { month: 6 }],
  ['thang tu', { month: 4 }],
  ['tới', { toward: 'forward' }],
  ['vua roi', { toward: 'back' }],
  ['vua qua', { toward: 'back' }],
  ...['hang thang', 'moi thang', 'every month', 'monthly'].map((name): Entry => [name, { everyMonth: true }]),
]);

const longest = 3;

/** The longest phrase that begins here, by its exact spelling before its bare letters. */
export function phraseAt(line: Line, at: number): { said: Meaning; next: number } | undefined {
  for (let length = longest; length > 0; length -= 1) {
    const tokens = line.tokens.slice(at, at + length);
    const said =
      phrases.get(tokens.map((token) => token.exact).join(' ')) ??
      phrases.get(tokens.map((token) => token.word).join(' '));
    if (said) return { said, next: at + tokens.length };
  }
  return undefined;
}

export const isPartOfDay = (word: string): boolean =>
  Object.values(parts).some((names) => names.includes(word));

const months = [
  'january february march april may june july august september october november december',
  'jan feb mar apr may jun jul aug sep oct nov dec',
].map((names) => names.split(' '));

export function englishMonth(word: string): number | undefined {
  const index = Math.max(...months.map((names) => names.indexOf(word)));
  return index < 0 ? undefined : index + 1;
}
