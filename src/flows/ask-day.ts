import { Temporal } from 'temporal-polyfill';
import { readMoment } from '../domain/read-moment.ts';
import { writeDate, writeMoment } from '../domain/write-moment.ts';
import {
  type Asked,
  answer,
  common,
  languageOf,
  noChoices,
  noSuchChoice,
  nowIn,
  quoted,
  refused,
  wantsText,
  zonedOf,
} from './ask.ts';
import type { Question, Reading, Sentence, World } from './flow.ts';

/** A day, typed as people type it; read back in full in the summary. ISO in the draft. */
export function day<Draft, In extends World = World>(
  asked: Asked<Draft, In> & { readonly looking: 'forward' | 'back' },
): Question<string, Draft, In> {
  return {
    ...common(asked),
    takesNumbers: true,
    choices: async ({ reader }) =>
      asked.looking === 'back'
        ? [
            { value: 'today', label: reader.say('chat.today') },
            { value: 'yesterday', label: reader.say('chat.yesterday') },
          ]
        : [],
    async choose(value, { world }) {
      const today = nowIn(world).toPlainDate();
      return answer((value === 'yesterday' ? today.subtract({ days: 1 }) : today).toString());
    },
    show: (value, { reader }) => writeDate(Temporal.PlainDate.from(value), languageOf(reader.language)),
    async read(said, { world }) {
      if (!('text' in said)) return wantsText();
      const now = nowIn(world);
      const read = readMoment(said.text, { now, looking: asked.looking });
      if (read.outcome !== 'read' || !read.date) return unclear(read, said.text);
      if (asked.looking === 'back' && Temporal.PlainDate.compare(read.date, now.toPlainDate()) > 0)
        return refused('chat.date-ahead');
      const solar =
        read.solar && understood(writeDate(read.date, languageOf(world.reader.language)), read.solar);
      return tooFar(read.date, asked.looking, world) ?? answer(read.date.toString(), solar || undefined);
    },
  };
}

/** A day and an hour ahead, together or one after the other; read back in full. ISO with the hour in the draft once it is whole. */
export function moment<Draft, In extends World = World>(
  asked: Asked<Draft, In> & {
    /** The day that is meant where only an hour is said. */
    readonly day?: (draft: Draft) => string | undefined;
  },
): Question<string, Draft, In> {
  return {
    ...common(asked),
    takesNumbers: true,
    choices: noChoices,
    choose: noSuchChoice,
    show: (value, { reader, zone }) => writeMoment(zonedOf(value, zone), languageOf(reader.language)),
    async read(said, { world, before, draft }) {
      if (!('text' in said)) return wantsText();
      const now = nowIn(world);
      const read = readMoment(said.text, { now, looking: 'forward' });
      if (read.outcome === 'monthly') return refused('chat.monthly-not-here');
      if (read.outcome !== 'read') return unclear(read, said.text);
      return justGone(said.text, read, world) ?? whole(read, before ?? asked.day?.(draft), now, world);
    },
  };
}

/** What was typed may be meant otherwise than it was read: mùng 5 by the moon, a day of last week that becomes one of next year. */
const understood = (when: string, solar: boolean): Sentence => ({
  key: solar ? 'chat.understood-solar' : 'chat.understood',
  values: { when },
});

/** Without a year a day looks forward; one that has just gone is rather a mistake than nearly a year away. */
function justGone(typed: string, { date }: ReadDay, world: World): Reading<never> | undefined {
  const now = nowIn(world);
  const today = now.toPlainDate();
  if (!date || Temporal.PlainDate.compare(date, today.add({ months: 10 })) < 0) return undefined;
  const back = readMoment(typed, { now, looking: 'back' });
  if (back.outcome !== 'read' || !back.date || back.date.equals(date)) return undefined;
  if (Temporal.PlainDate.compare(back.date, today.subtract({ months: 2 })) < 0) return undefined;
  const [gone, ahead] = [back.date, date].map((day) => writeDate(day, languageOf(world.reader.language)));
  return refused('chat.date-gone', { gone: gone ?? '', ahead: ahead ?? '' });
}

type ReadDay = Extract<ReturnType<typeof readMoment>, { outcome: 'read' }>;

/** A day without an hour is kept while the hour is asked for. */
function whole(
  { date, time, solar }: ReadDay,
  before: string | undefined,
  now: Temporal.ZonedDateTime,
  world: World,
): Reading<string> {
  const language = languageOf(world.reader.language);
  const taken = (moment: Temporal.PlainDateTime) =>
    answer(moment.toString(), understood(writeMoment(moment, language), solar));
  const day = date ?? pendingDay(before);
  if (!day) {
    return time && Temporal.PlainTime.compare(time, now.toPlainTime()) > 0
      ? taken(now.toPlainDate().toPlainDateTime(time))
      : refused('chat.which-day');
  }
  const far = tooFar(day, 'forward', world);
  if (far) return far;
  const read = writeDate(day, language);
  if (!time)
    return {
      outcome: 'more',
      value: day.toString(),
      sentence: { key: solar ? 'chat.which-hour-solar' : 'chat.which-hour', values: { date: read } },
    };
  const moment = day.toPlainDateTime(time);
  if (Temporal.PlainDateTime.compare(moment, now.toPlainDateTime()) <= 0)
    return refused('chat.date-past', { date: read });
  return taken(moment);
}

const yearsAtMost = { back: 5, forward: 2 };

/** A year mistyped is a day that nobody means. */
function tooFar(
  day: Temporal.PlainDate,
  looking: 'forward' | 'back',
  world: World,
): Reading<never> | undefined {
  const years = yearsAtMost[looking];
  const today = nowIn(world).toPlainDate();
  const beyond =
    looking === 'back'
      ? Temporal.PlainDate.compare(day, today.subtract({ years })) < 0
      : Temporal.PlainDate.compare(day, today.add({ years })) > 0;
  const date = writeDate(day, languageOf(world.reader.language));
  return beyond ? refused(`chat.date-too-${looking === 'back' ? 'old' : 'far'}`, { date, years }) : undefined;
}

const pendingDay = (before: string | undefined): Temporal.PlainDate | undefined =>
  before ? Temporal.PlainDate.from(before.slice(0, 10)) : undefined;

function unclear(read: ReturnType<typeof readMoment>, said: string): Reading<never> {
  return refused(read.outcome === 'no-such-date' ? 'chat.no-such-date' : 'chat.date-unclear', {
    said: quoted('said' in read ? read.said : said),
  });
}
