import { type SeriesId, shortId } from '../domain/identity.ts';
import { escapeMarkup } from '../domain/markup.ts';
import type { Button } from '../domain/message.ts';
import { mayCallMeeting, seatsThatCall } from '../domain/permission.ts';
import { Refusal } from '../domain/refusal.ts';
import type { Planned, Series } from '../domain/series.ts';
import { shorten } from '../domain/shorten.ts';
import { fullUnitName } from '../domain/unit.ts';
import { writeDate, writeTimeFirst } from '../domain/write-moment.ts';
import { comingOf } from '../use-cases/series/series-dates.ts';
import { holidayLines, occurrenceLine, ruleLine } from '../use-cases/series/wording.ts';
import { languageOf } from './ask.ts';
import type { Turned } from './converse.ts';
import { endSeries } from './end-series.ts';
import { anyFlow, type World } from './flow.ts';
import { moveOccurrence } from './move-occurrence.ts';
import { planSeries } from './plan-series.ts';
import { skipOccurrence } from './skip-occurrence.ts';

const shownSeries = 30;
const shownDates = 6;

/** /dinhky: the series of my offices, and a new one. */
export async function seriesOfMine(world: World): Promise<Turned> {
  const { actor, reader, store } = world;
  const offices = seatsThatCall(actor).map(({ office }) => office);
  if (offices.length === 0) return { say: [{ text: reader.say('meeting.not-yours-to-call') }] };
  const running = await store.series.running({ offices, units: [] }, shownSeries);
  const another = [{ label: reader.say('series.new'), action: 'c:datdinhky' }];
  if (running.length === 0) return { say: [{ text: reader.say('series.none'), buttons: [another] }] };
  const lines = running.map((one) => reader.say('series.list-line', facts(world, one)));
  const buttons = running.map((one) => [
    { label: shorten(one.subject, 40), action: `sv:${shortId(one.id)}` },
  ]);
  return {
    say: [{ text: [reader.say('series.list'), ...lines].join('\n'), buttons: [...buttons, another] }],
  };
}

/** A new one. */
export async function newSeries(world: World): Promise<Turned> {
  const seats = seatsThatCall(world.actor);
  const [only] = seats;
  if (!only) return { say: [{ text: world.reader.say('meeting.not-yours-to-call') }] };
  const label = `${only.officeName} (${fullUnitName(only.unit)})`;
  return seats.length === 1
    ? { start: anyFlow(planSeries), preset: { office: { value: only.office, label } } }
    : { start: anyFlow(planSeries) };
}

const facts = ({ reader }: World, one: Series) => ({
  subject: escapeMarkup(one.subject),
  office: escapeMarkup(one.officeName),
  kind: reader.say(`series.kind.${one.kind}`),
  rule: ruleLine(reader, one.rule),
  place: escapeMarkup(one.place),
  days: one.noticeDays,
});

async function seriesSeen({ store, actor }: World, id: SeriesId): Promise<Series> {
  const series = await store.series.byId(id);
  if (!series || !mayCallMeeting(actor, series.office)) throw new Refusal('chat.not-yours');
  if (series.endedAt) throw new Refusal('series.ended-before');
  return series;
}

/** One series with its next dates; a date pressed can be left out or moved. */
export async function viewSeries(world: World, id: SeriesId): Promise<Turned> {
  const { reader, zone } = world;
  const series = await seriesSeen(world, id);
  const coming = (await comingOf(world, [series], { atMost: shownDates })).get(id) ?? [];
  const dates = coming.map((planned) => occurrenceLine(reader, zone, planned));
  const text = [
    reader.say('series.card', facts(world, series)),
    ...holidayLines(reader, series.rule),
    '',
    reader.say('series.next-dates'),
    ...dates,
    '',
    reader.say('series.pick-date'),
  ].join('\n');
  const end = [{ label: reader.say('series.end'), action: `se:${shortId(id)}` }];
  return { say: [{ text, buttons: [...dateButtons(world, series, coming), end] }] };
}

const dateButtons = ({ reader, zone }: World, { id }: Series, coming: readonly Planned[]): Button[][] =>
  coming.flatMap(({ on, startsAt }) =>
    startsAt
      ? [
          [
            {
              label: writeDate(startsAt.toZonedDateTimeISO(zone), languageOf(reader.language)),
              action: `so:${shortId(id)}:${on.replaceAll('-', '')}`,
            },
          ],
        ]
      : [],
  );

/** A button of one occurrence: what it is (so), leaving it out (sk), moving it (sm). */
export async function occurrencePressed(
  world: World,
  verb: string,
  id: SeriesId,
  date: string,
): Promise<Turned> {
  const on = /^\d{8}$/.test(date) ? date.replace(/(....)(..)(..)/, '$1-$2-$3') : '';
  const series = await seriesSeen(world, id);
  const coming = (await comingOf(world, [series], { atMost: 60 })).get(id) ?? [];
  const planned = coming.find((one) => one.on === on);
  if (!planned) throw new Refusal('series.no-such-occurrence');
  if (!planned.startsAt) throw new Refusal('series.skipped-before');
  if (verb === 'so') return { say: [occurrenceCard(world, series, planned)] };
  const when = writeTimeFirst(
    planned.startsAt.toZonedDateTimeISO(world.zone),
    languageOf(world.reader.language),
  );
  const about = { series: id, on, subject: series.subject, when, announced: planned.meeting !== undefined };
  return { start: verb === 'sk' ? anyFlow(skipOccurrence) : anyFlow(moveOccurrence), draft: { about } };
}

function occurrenceCard({ reader, zone }: World, series: Series, planned: Planned) {
  const key = `${shortId(series.id)}:${planned.on.replaceAll('-', '')}`;
  const line = occurrenceLine(reader, zone, planned).replace(/^• /, '');
  return {
    text: reader.say('series.occurrence', { subject: escapeMarkup(series.subject), line }),
    buttons: [
      [
        { label: reader.say('series.skip'), action: `sk:${key}` },
        { label: reader.say('series.move'), action: `sm:${key}` },
      ],
      ...(planned.meeting
        ? [[{ label: reader.say('meeting.see-answers'), action: `m:${shortId(planned.meeting)}` }]]
        : []),
    ],
  };
}

export async function beginEnd(world: World, id: SeriesId): Promise<Turned> {
  const { subject } = await seriesSeen(world, id);
  return { start: anyFlow(endSeries), draft: { about: { series: id, subject } } };
}
