import { Temporal } from 'temporal-polyfill';
import { shortId } from '../domain/identity.ts';
import { escapeMarkup } from '../domain/markup.ts';
import { readPeriod } from '../domain/read-period.ts';
import { Refusal } from '../domain/refusal.ts';
import { shorten } from '../domain/shorten.ts';
import { dateOf, dayIn } from '../domain/time.ts';
import { tidy } from '../domain/vietnamese-text.ts';
import { writeDate, writeShortDate } from '../domain/write-moment.ts';
import type { ListedMeeting } from '../store/meeting-calendar.ts';
import type { Wording } from '../use-cases/messaging/say.ts';
import { languageOf, text } from './ask.ts';
import type { Turned } from './converse.ts';
import { anyFlow, type Choice, type Flow, type World } from './flow.ts';
import { sightOf } from './meeting-sight.ts';

type Draft = { readonly said?: string };

const shown = 8;
/** As the words ride in a button: small letters without diacritics, joined by a dash. */
const wordsAtMost = 40;
const all = 'tat ca';

const periods = async ({ reader }: World): Promise<readonly Choice[]> => [
  { value: 'this', label: reader.say('calendar.this-month') },
  { value: 'last', label: reader.say('calendar.last-month') },
  { value: 'all', label: reader.say('calendar.all') },
];
const periodSaid: Readonly<Record<string, string>> = { this: 'tháng này', last: 'tháng trước', all };

/** Cuộc họp đã qua: by month, by words of the subject. */
export const findMeeting: Flow<Draft> = {
  name: 'find-meeting',
  version: 1,
  title: 'command.hopcu',
  questions: {
    said: {
      ...text<Draft>({ ask: 'calendar.ask', label: 'calendar.label', atMost: 100 }),
      choices: periods,
      choose: async (value) => ({ outcome: 'answer', value: periodSaid[value] ?? all }),
      takesNumbers: true,
    },
  },
  finish: async (world, { said }) => [await found(world, wantedOf(world, said), 0)],
};

/** /hopcu, with or without what is looked for behind it. */
export async function lookForMeetings(world: World, said = ''): Promise<Turned> {
  const wanted = shorten(tidy(said), 100);
  return wanted === ''
    ? { start: anyFlow(findMeeting) }
    : { say: [await found(world, wantedOf(world, wanted), 0)] };
}

type Wanted = { readonly period: string | undefined; readonly words: readonly string[] };

function wantedOf({ zone, now }: World, said: string): Wanted {
  const { period, words } = readPeriod(said, dayIn(zone, now));
  return { period, words: words.join(' ') === all ? [] : fitting(words) };
}

/** As many as a button can carry. */
function fitting(words: readonly string[]): readonly string[] {
  const kept: string[] = [];
  for (const word of words) if ([...kept, word].join('-').length <= wordsAtMost) kept.push(word);
  return kept;
}

/** The next page. `key`: how many were shown, and of which time. */
export async function moreMeetings(world: World, key: string, words: string): Promise<Turned> {
  const [, offset, period] = /^(\d{1,5})\.(\d{4}(?:-(?:0[1-9]|1[0-2]))?|0)$/.exec(key) ?? [];
  if (offset === undefined || !/^[a-z0-9-]{0,40}$/.test(words)) throw new Refusal('chat.old-button');
  const wanted = {
    period: period === '0' ? undefined : period,
    words: words.split('-').filter((word) => word !== ''),
  };
  return { say: [await found(world, wanted, Number(offset))] };
}

const longAgo = '1970-01-01';

function spanOf(
  { zone, now }: World,
  period: string | undefined,
): { readonly from: Date; readonly until: Date } {
  const midnight = (day: Temporal.PlainDate) => day.toZonedDateTime(zone).toInstant();
  const isMonth = period?.length === 7;
  const first = Temporal.PlainDate.from(period ? (isMonth ? `${period}-01` : `${period}-01-01`) : longAgo);
  const end = period ? midnight(first.add(isMonth ? { months: 1 } : { years: 1 })) : now;
  return {
    from: dateOf(midnight(first)),
    until: dateOf(end.epochMilliseconds < now.epochMilliseconds ? end : now),
  };
}

async function found(world: World, wanted: Wanted, offset: number): Promise<Wording> {
  const { store, reader, actor } = world;
  const page = { ...spanOf(world, wanted.period), words: wanted.words, offset, atMost: shown };
  const { meetings, total } = await store.meetingCalendar.past(sightOf(actor), page);
  if (meetings.length === 0) {
    const again = [[{ label: reader.say('calendar.again'), action: 'c:hopcu' }]];
    return { text: reader.say(offset > 0 ? 'calendar.no-more' : 'calendar.nothing-past'), buttons: again };
  }
  const until = offset + meetings.length;
  const part = total > meetings.length ? [reader.say('calendar.part', { from: offset + 1, to: until })] : [];
  const key = `${until}.${wanted.period ?? '0'}:${wanted.words.join('-')}`;
  const more = until < total ? [[{ label: reader.say('calendar.more'), action: `hp:${key}` }]] : [];
  return {
    text: [
      reader.say('calendar.past', { count: total }),
      ...part,
      ...meetings.map((one) => line(world, one)),
    ].join('\n'),
    buttons: [...meetings.map((one) => button(world, one)), ...more],
  };
}

function line({ reader, zone }: World, { startsAt, subject, officeName, cancelled }: ListedMeeting): string {
  const text = reader.say('calendar.past-line', {
    date: writeDate(startsAt.toZonedDateTimeISO(zone), languageOf(reader.language)),
    subject: escapeMarkup(shorten(subject, 120)),
    office: escapeMarkup(officeName),
  });
  return cancelled ? `${text} ${reader.say('calendar.cancelled')}` : text;
}

const button = ({ zone }: World, { id, startsAt, subject }: ListedMeeting) => [
  {
    label: shorten(`${writeShortDate(startsAt.toZonedDateTimeISO(zone))}: ${subject}`, 40),
    action: `mv:${shortId(id)}`,
  },
];
