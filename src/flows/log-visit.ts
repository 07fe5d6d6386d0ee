import { Temporal } from 'temporal-polyfill';
import type { MeetingId, RecommendationId } from '../domain/identity.ts';
import type { KeptFile } from '../domain/kept-file.ts';
import { escapeMarkup } from '../domain/markup.ts';
import type { Markup } from '../domain/message.ts';
import type { Unit } from '../domain/unit.ts';
import { writeDate } from '../domain/write-moment.ts';
import type { Reader, Wording } from '../use-cases/messaging/say.ts';
import { recordVisit } from '../use-cases/visits/record-visit.ts';
import { languageOf, list, text } from './ask.ts';
import { day } from './ask-day.ts';
import { files } from './ask-files.ts';
import { type ItemWithTwin, joinedBy, twinQuestion } from './ask-twin.ts';
import { unitQuestion, unitToVisit } from './ask-unit.ts';
import { mayBeComplaint } from './ask-whether-complaint.ts';
import type { Choice, Flow, World } from './flow.ts';
import { goneLines, goneTwins, join } from './join-twin.ts';
import { itemLine, itemQuestions, raisingOf, sentLines } from './recommendation-items.ts';

type Draft = {
  readonly unit?: Choice;
  readonly date?: string;
  readonly note?: string;
  readonly photos?: readonly KeptFile[];
  readonly recommendations?: readonly Item[];
};
type Item = Required<ItemWithTwin>;

/** What a cadre saw, and what came of it; `meeting` is filled in when it follows one. */
export const logVisit: Flow<Draft> = {
  name: 'log-visit',
  version: 1,
  title: 'visit.title',
  questions: {
    unit: unitQuestion<Draft>({ ask: 'visit.ask.unit', label: 'visit.label.unit' }),
    date: day<Draft>({ ask: 'visit.ask.date', label: 'visit.label.date', looking: 'back' }),
    note: mayBeComplaint(text<Draft>({ ask: 'visit.ask.note', label: 'visit.label.note', atMost: 4000 }), {
      of: ({ note }) => note,
      words: (note) => note,
      otherwise: 'complaint.is-none-other',
    }),
    photos: files<Draft>({
      ask: 'visit.ask.photos',
      label: 'visit.label.photos',
      atMost: 10,
      only: 'photos',
      none: 'chat.no-photos',
    }),
    recommendations: list<Item, Draft>({
      item: { ...itemQuestions, twin: twinQuestion },
      more: (items) => ({ key: items === 0 ? 'recommendation.ask.any' : 'recommendation.ask.more' }),
      atMost: 10,
      label: 'recommendation.title',
    }),
  },
  async summary({ reader }, draft) {
    const head = reader.say('visit.summary', {
      unit: escapeMarkup(draft.unit.label),
      date: writeDate(Temporal.PlainDate.from(draft.date), languageOf(reader.language)),
      note: escapeMarkup(draft.note),
      photos: draft.photos.length,
      recommendations: itemsOf(draft).length,
    });
    return [head, ...itemsOf(draft).map((item, at) => lineOf(reader, item, at + 1))].join('\n');
  },
  async finish(world, draft) {
    const unit = await unitToVisit(world, draft.unit.value);
    const date = Temporal.PlainDate.from(draft.date);
    const begins = date.toZonedDateTime(world.zone).toInstant();
    const meeting = await world.store.meetings.lastAttended(
      world.actor.id,
      unit.id,
      new Date(begins.epochMilliseconds),
      new Date(begins.add({ hours: 24 }).epochMilliseconds),
    );
    const items = itemsOf(draft);
    const gone = await goneTwins(world, items.map(joinedBy));
    const joins = (item: Item) => {
      const twin = joinedBy(item);
      return twin !== undefined && !gone.has(twin);
    };
    const raised = await recordVisit(world, {
      unit,
      date,
      note: draft.note,
      photos: draft.photos.map(({ file, caption = '' }) => ({ file, caption })),
      meeting: meeting?.id as MeetingId | undefined,
      recommendations: items.filter((item) => !joins(item)).map(raisingOf),
    });
    const lines = raised.map(({ told, climb }) => sentLines(world, told, climb));
    const said = [world.reader.say('visit.recorded'), ...goneLines(world, gone), ...lines];
    return [{ text: said.join('\n\n') }, ...(await joinAll(world, unit, items.filter(joins)))];
  },
};

const itemsOf = ({ recommendations }: Pick<Draft, 'recommendations'>): readonly Item[] =>
  recommendations ?? [];

const lineOf = (reader: Reader, item: Item, number: number): Markup =>
  joinedBy(item)
    ? `${itemLine(reader, item, number)}\n   ${escapeMarkup(item.twin.label)}`
    : itemLine(reader, item, number);

/** Each that is the same as one there already; said twice of one, both words go with it. */
async function joinAll(world: World, unit: Unit, items: readonly Item[]): Promise<readonly Wording[]> {
  const texts = new Map<RecommendationId, string>();
  for (const item of items) {
    const twin = joinedBy(item);
    if (twin) texts.set(twin, [texts.get(twin), item.text].filter(Boolean).join('\n'));
  }
  const said = [];
  for (const [twin, text] of texts) said.push(...(await join(world, twin, { unit, text })));
  return said;
}
