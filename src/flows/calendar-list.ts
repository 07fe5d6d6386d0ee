import { longId, type SeriesId, shortId } from '../domain/identity.ts';
import { escapeMarkup } from '../domain/markup.ts';
import type { Button, Markup } from '../domain/message.ts';
import { mayCallMeeting, seatsThatCall } from '../domain/permission.ts';
import { Refusal } from '../domain/refusal.ts';
import type { Planned, Series } from '../domain/series.ts';
import { shorten } from '../domain/shorten.ts';
import { dateOf, earlier, type Instant } from '../domain/time.ts';
import { writeShortDate, writeTimeFirst } from '../domain/write-moment.ts';
import type { ListedMeeting, MeetingMark } from '../store/meeting-calendar.ts';
import { comingOf } from '../use-cases/series/series-dates.ts';
import { languageOf } from './ask.ts';
import type { Turned } from './converse.ts';
import type { World } from './flow.ts';
import { sightOf } from './meeting-sight.ts';

const weeks = 8;
const shown = 10;
const seriesAtMost = 50;
const postponedAtMost = 5;

/** A meeting that was called, or a date of a series to come. */
type Entry = {
  readonly at: Instant;
  readonly id: string;
  readonly line: Markup;
  readonly button: Button | undefined;
};

/** /lich: the next weeks of the person and their offices. `after` tells where the page before it ended. */
export async function upcoming(world: World, after?: string): Promise<Turned> {
  const { reader, now } = world;
  const mark = readMark(after);
  const until = now.add({ hours: weeks * 7 * 24 });
  const entries = [...(await called(world, until, mark)), ...(await planned(world, until, mark))].sort(
    inTime,
  );
  const page = entries.slice(0, shown);
  const last = page.at(-1);
  const others = otherLists(world);
  const putOff = after ? [] : await postponed(world);
  if (!last) {
    const text = [reader.say(after ? 'calendar.no-more' : 'calendar.none', { weeks }), ...linesOf(putOff)];
    return { say: [{ text: text.join('\n'), buttons: [...buttonsOf(putOff), ...others] }] };
  }
  const more =
    entries.length > shown
      ? [
          [
            {
              label: reader.say('calendar.more'),
              action: `lp:${last.at.epochMilliseconds.toString(36)}.${shortId(last.id)}`,
            },
          ],
        ]
      : [];
  const listed = [...page, ...putOff];
  return {
    say: [
      {
        text: [reader.say('calendar.head', { weeks }), ...linesOf(listed)].join('\n'),
        buttons: [...buttonsOf(listed), ...more, ...others],
      },
    ],
  };
}

type Shown = Pick<Entry, 'line' | 'button'>;
const linesOf = (entries: readonly Shown[]): readonly Markup[] => entries.map(({ line }) => line);
const buttonsOf = (entries: readonly Shown[]): Button[][] =>
  entries.flatMap(({ button }) => (button ? [[button]] : []));

/** What my offices have put off without saying until when. */
async function postponed({ store, actor, reader, zone }: World): Promise<readonly Shown[]> {
  const offices = seatsThatCall(actor).map(({ office }) => office);
  const found = offices.length === 0 ? [] : await store.meetings.postponedOf(offices, postponedAtMost);
  return found.map(({ id, startsAt, subject }) => ({
    line: reader.say('calendar.postponed', {
      when: writeTimeFirst(startsAt.toZonedDateTimeISO(zone), languageOf(reader.language)),
      subject: escapeMarkup(shorten(subject, 120)),
    }),
    button: {
      label: shorten(`${reader.say('calendar.postponed-button')}: ${subject}`, 40),
      action: `mv:${shortId(id)}`,
    },
  }));
}

const inTime = (a: Entry, b: Entry): number =>
  a.at.epochMilliseconds - b.at.epochMilliseconds || (a.id < b.id ? -1 : 1);

const isBehind = ({ at, id }: Pick<Entry, 'at' | 'id'>, mark: MeetingMark | undefined): boolean =>
  mark === undefined ||
  at.epochMilliseconds > mark.at.getTime() ||
  (at.epochMilliseconds === mark.at.getTime() && id > mark.id);

function readMark(written: string | undefined): MeetingMark | undefined {
  if (written === undefined) return undefined;
  const [at = '', short = ''] = written.split('.');
  const id = longId(short);
  if (!id || !/^[0-9a-z]{1,9}$/.test(at)) throw new Refusal('chat.old-button');
  return { at: new Date(Number.parseInt(at, 36)), id };
}

const otherLists = ({ reader, actor }: World): Button[][] => [
  [{ label: reader.say('command.hopcu'), action: 'c:hopcu' }],
  ...(seatsThatCall(actor).length > 0 ? [[{ label: reader.say('command.dinhky'), action: 'c:dinhky' }]] : []),
];

async function called(
  world: World,
  until: Instant,
  after: MeetingMark | undefined,
): Promise<readonly Entry[]> {
  const { store, actor, now } = world;
  const found = await store.meetingCalendar.ahead(sightOf(actor), {
    from: dateOf(now),
    until: dateOf(until),
    after,
    atMost: shown + 1,
  });
  return found.map((meeting) => entryOf(world, meeting));
}

function entryOf(world: World, { id, startsAt, subject, officeName, invited, answer }: ListedMeeting): Entry {
  const { reader, zone } = world;
  const mine = invited ? ` ${reader.say(`calendar.mine.${answer ?? 'silent'}`)}` : '';
  return {
    at: startsAt,
    id,
    line: reader.say('calendar.line', { ...lineValues(world, startsAt, subject, officeName) }) + mine,
    button: { label: shorten(`${shortDay(startsAt, zone)}: ${subject}`, 40), action: `mv:${shortId(id)}` },
  };
}

const shortDay = (at: Instant, zone: string): string => writeShortDate(at.toZonedDateTimeISO(zone));

const lineValues = ({ reader, zone }: World, at: Instant, subject: string, office: string) => ({
  when: writeTimeFirst(at.toZonedDateTimeISO(zone), languageOf(reader.language)),
  subject: escapeMarkup(shorten(subject, 120)),
  office: escapeMarkup(office),
});

/** Dates of the series that concern the person, of which no notice has gone out yet. */
async function planned(
  world: World,
  until: Instant,
  after: MeetingMark | undefined,
): Promise<readonly Entry[]> {
  const { store, actor } = world;
  const units = actor.follows.map(({ unit }) => unit.id);
  const running = await store.series.running({ offices: sightOf(actor).offices, units }, seriesAtMost);
  const coming = await comingOf(world, running, { atMost: weeks * 2, until });
  return running.flatMap((series) =>
    (coming.get(series.id) ?? []).flatMap((one) => plannedEntry(world, series, one, until, after)),
  );
}

function plannedEntry(
  world: World,
  series: Series,
  { startsAt, meeting, on }: Planned,
  until: Instant,
  after: MeetingMark | undefined,
): readonly Entry[] {
  if (!startsAt || meeting || !earlier(startsAt, until)) return [];
  if (!isBehind({ at: startsAt, id: series.id }, after)) return [];
  const { reader, actor, zone } = world;
  const action = `so:${shortId(series.id)}:${on.replaceAll('-', '')}`;
  const label = shorten(`${shortDay(startsAt, zone)}: ${series.subject}`, 40);
  return [
    {
      at: startsAt,
      id: series.id as SeriesId,
      line: reader.say('calendar.planned', lineValues(world, startsAt, series.subject, series.officeName)),
      button: mayCallMeeting(actor, series.office) ? { label, action } : undefined,
    },
  ];
}
