import { LineCounter, parseDocument } from 'yaml';
import { z } from 'zod';
import {
  type Ladder,
  ladderKinds,
  type RecommendationKind,
  urgencies,
  warned,
} from '../../../domain/ladder.ts';
import { longestDays } from '../../../domain/ladder-check.ts';
import type { OfficeKind } from '../../../domain/office.ts';
import type { Span } from '../../../domain/span.ts';
import { fold, tidy } from '../../../domain/vietnamese-text.ts';

/** Where in the file something can not be read, and what is said of it. */
export type UnreadLadder = { readonly line: number | undefined; readonly at: string; readonly said: string };
export type LaddersRead = {
  readonly ladders: readonly Ladder[];
  readonly problems: readonly UnreadLadder[];
};

/** Words as an office writes them, beside the keys of the program. */
const oneOf = <Key extends string>(keys: readonly Key[], also: Readonly<Record<string, Key>>) =>
  z.string().transform((said, context): Key => {
    const found = keys.find((key) => key === said.trim()) ?? also[fold(said)];
    if (found === undefined) context.addIssue({ code: 'custom', message: said });
    return found ?? (keys[0] as Key);
  });

const spanWords = /^(\d{1,4})\s*(day|days|ngay|hour|hours|gio)$/;

const span = z.union([z.string(), z.number()]).transform((said, context): Span => {
  const [, count, unit = ''] = spanWords.exec(fold(String(said))) ?? [];
  const isHours = unit.startsWith('h') || unit === 'gio';
  const most = isHours ? longestDays * 8 : longestDays;
  if (count === undefined || Number(count) > most)
    context.addIssue({ code: 'custom', message: String(said) });
  return isHours ? { hours: Number(count) } : { days: Number(count) };
});

const days = span.transform((read, context): number => {
  if ('hours' in read || read.days === 0) context.addIssue({ code: 'custom', message: JSON.stringify(read) });
  return 'days' in read ? read.days : 0;
});

const kindWords: Readonly<Record<string, RecommendationKind>> = {
  'kien nghi': 'petition',
  'phan anh': 'feedback',
  'de xuat': 'proposal',
  'kho khan': 'hardship',
  'vuong mac': 'obstacle',
  'xin y kien': 'opinion',
  'ket luan': 'conclusion',
};
const officeWords: Readonly<Record<string, OfficeKind>> = {
  'chuyen mon': 'specialised',
  'van phong': 'general',
};
const nextWords: Readonly<Record<string, string>> = {
  'van phong': 'general',
  'cap tren': 'above',
  'tren cung': 'top',
  het: 'end',
};

const place = z
  .union([z.string(), z.number()])
  .transform((said) => tidy(String(said)))
  .pipe(z.string().min(1).max(100));

const rung = z
  .strictObject({
    level: place,
    office: oneOf<OfficeKind>(['specialised', 'general'], officeWords),
    'take-up': span,
    answer: span,
    grace: span,
    warn: z
      .array(
        z.strictObject({
          before: span,
          whom: oneOf(warned, { 'co quan': 'office', 'lanh dao': 'head', 'nguoi xu ly': 'handler' }),
        }),
      )
      .max(5),
    next: place.transform((said) => nextWords[fold(said)] ?? said),
  })
  .transform(({ 'take-up': takeUp, ...rest }) => ({ ...rest, takeUp }));

const ladder = z
  .strictObject({
    kind: oneOf(ladderKinds, kindWords),
    urgency: oneOf(urgencies, { thuong: 'normal', khan: 'urgent' }).default('normal'),
    source: place,
    verified: z.boolean().default(false),
    legal: days,
    close: days,
    rungs: z.array(rung).min(1).max(50),
  })
  .transform(({ legal, close, ...rest }): Ladder => ({ ...rest, legalDays: legal, closeDays: close }));

/** Ladders as an office writes them down; all that can not be read, with its line. */
export function readLadders(text: string): LaddersRead {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  const [broken] = document.errors;
  if (broken) {
    const { line } = lines.linePos(broken.pos[0]);
    return { ladders: [], problems: [{ line, at: '', said: broken.message.split('\n')[0] ?? '' }] };
  }
  const value: unknown = document.toJS();
  const isList = Array.isArray(value);
  const read = z
    .array(ladder)
    .min(1)
    .max(50)
    .safeParse(isList ? value : [value]);
  if (read.success) return { ladders: read.data, problems: [] };
  const problems = read.error.issues.map(({ path, message }) => {
    const at = isList ? path : path.slice(1);
    const node = document.getIn(at, true) as { range?: [number, number, number] } | undefined;
    const from = node?.range?.[0];
    return {
      line: from === undefined ? undefined : lines.linePos(from).line,
      at: at.join('.'),
      said: message,
    };
  });
  return { ladders: [], problems };
}
