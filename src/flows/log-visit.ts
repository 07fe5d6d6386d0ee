import { Temporal } from 'temporal-polyfill';
import type { MeetingId } from '../domain/identity.ts';
import type { KeptFile } from '../domain/kept-file.ts';
import { escapeMarkup } from '../domain/markup.ts';
import { writeDate } from '../domain/write-moment.ts';
import { recordVisit } from '../use-cases/visits/record-visit.ts';
import { day, languageOf, list, text } from './ask.ts';
import { files } from './ask-files.ts';
import { unitQuestion, unitToVisit } from './ask-unit.ts';
import { mayBeComplaint } from './ask-whether-complaint.ts';
import type { Choice, Flow } from './flow.ts';
import { type Item, itemLine, itemQuestions, raisingOf, sentLines } from './recommendation-items.ts';

type Draft = {
  readonly unit?: Choice;
  readonly date?: string;
  readonly note?: string;
  readonly photos?: readonly KeptFile[];
  readonly recommendations?: readonly Required<Item>[];
};

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
    recommendations: list<Required<Item>, Draft>({
      item: itemQuestions,
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
    return [head, ...itemsOf(draft).map((item, at) => itemLine(reader, item, at + 1))].join('\n');
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
    const raised = await recordVisit(world, {
      unit,
      date,
      note: draft.note,
      photos: draft.photos.map(({ file, caption = '' }) => ({ file, caption })),
      meeting: meeting?.id as MeetingId | undefined,
      recommendations: itemsOf(draft).map(raisingOf),
    });
    const lines = raised.map(({ told, climb }) => sentLines(world, told, climb));
    return [{ text: [world.reader.say('visit.recorded'), ...lines].join('\n\n') }];
  },
};

const itemsOf = ({ recommendations }: Pick<Draft, 'recommendations'>): readonly Required<Item>[] =>
  recommendations ?? [];
