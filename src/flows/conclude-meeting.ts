import { Temporal } from 'temporal-polyfill';
import { conclusionsAtMost, dueOn, workingDayAfter } from '../domain/conclusion.ts';
import { type MeetingId, type OfficeId, shortId } from '../domain/identity.ts';
import { escapeMarkup } from '../domain/markup.ts';
import type { Button, Markup } from '../domain/message.ts';
import { maySeeMeeting, maySeeRecommendation } from '../domain/permission.ts';
import { Refusal } from '../domain/refusal.ts';
import { writeDate } from '../domain/write-moment.ts';
import {
  concludeMeeting as conclude,
  meetingToConclude,
  ownerOf,
} from '../use-cases/meetings/conclude-meeting.ts';
import { conclusionLine, conclusionLines } from '../use-cases/meetings/conclusion-wording.ts';
import { meetingToReport } from '../use-cases/meetings/tick-attendance.ts';
import { whenAndWhere } from '../use-cases/meetings/wording.ts';
import { given, languageOf, list, text } from './ask.ts';
import { day } from './ask-day.ts';
import { ownerQuestion } from './ask-owner.ts';
import { complaintIn } from './ask-whether-complaint.ts';
import type { Turned } from './converse.ts';
import { anyFlow, type Choice, type Flow, type Question, type Reading, type World } from './flow.ts';

type Line = { readonly text?: string; readonly owner?: Choice; readonly due?: string };
type Draft = {
  readonly meeting?: string;
  readonly lines?: readonly Required<Line>[];
};

/** A working day ahead; for a day off the next working day is offered. */
function workingDay(): Question<string, Line, World> {
  const asked = day<Line>({ ask: 'conclusion.ask.due', label: 'conclusion.label.due', looking: 'forward' });
  const fitting = (iso: string, world: World): Reading<string> => {
    const calendar = world.calendar();
    const due = Temporal.PlainDate.from(iso);
    const fit = dueOn(due, world.now, calendar);
    const date = writeDate(due, languageOf(world.reader.language));
    if (fit === 'fit') return { outcome: 'answer', value: iso };
    if (fit === 'past') return { outcome: 'refused', sentence: { key: 'chat.date-past', values: { date } } };
    const next = workingDayAfter(due, calendar);
    const label = writeDate(next, languageOf(world.reader.language));
    return {
      outcome: 'which',
      sentence: { key: 'conclusion.day-off', values: { date } },
      choices: [{ value: next.toString(), label }],
    };
  };
  return {
    ...asked,
    async read(said, context) {
      const reading = await asked.read(said, context);
      return reading.outcome === 'answer' ? fitting(reading.value, context.world) : reading;
    },
    choose: async (value, { world }) => fitting(value, world),
  };
}

/** Kết luận: what the meeting decided, line by line, each with the office that does it and its day. */
export const concludeMeeting: Flow<Draft> = {
  name: 'conclude-meeting',
  version: 1,
  title: 'conclusion.title',
  questions: {
    meeting: given,
    lines: list<Required<Line>, Draft>({
      item: {
        text: complaintIn(
          text<Line>({ ask: 'conclusion.ask.text', label: 'conclusion.label.text', atMost: 1000 }),
          'complaint.is-none-other',
        ),
        owner: ownerQuestion<Line>({ ask: 'conclusion.ask.owner', label: 'conclusion.label.owner' }),
        due: workingDay(),
      },
      more: (lines) => ({
        key: lines === 0 ? 'conclusion.ask.any' : 'conclusion.ask.more',
        values: { count: lines },
      }),
      atMost: conclusionsAtMost,
      label: 'conclusion.title',
    }),
  },
  async summary(world, draft) {
    const { reader, zone, store } = world;
    const meeting = await meetingToReport(world, draft.meeting as MeetingId);
    const invited = await store.attendance.of(meeting.id);
    const lines = linesOf(draft).map(({ text: said, owner, due }) => ({
      text: said,
      ownerName: owner.label,
      dueOn: due,
    }));
    return [
      reader.say('conclusion.summary', whenAndWhere(reader, zone, meeting)),
      ...conclusionLines(reader, lines),
      ...(await unreached(world, draft)),
      reader.say('conclusion.goes-to', { count: invited.length }),
    ].join('\n');
  },
  async finish(world, draft) {
    const { reader } = world;
    const lines = linesOf(draft).map(({ text: said, owner, due }) => ({
      text: said,
      owner: owner.value as OfficeId,
      due: Temporal.PlainDate.from(due),
    }));
    const { raised } = await conclude(world, draft.meeting as MeetingId, lines);
    const numbers = raised.map(({ number, officeName }) =>
      reader.say('conclusion.raised', { number, office: escapeMarkup(officeName) }),
    );
    return [{ text: [reader.say('conclusion.written', { count: raised.length }), ...numbers].join('\n') }];
  },
};

const linesOf = ({ lines }: Pick<Draft, 'lines'>): readonly Required<Line>[] => lines ?? [];

/** Offices nobody of which can be told today: said before it is sent. */
async function unreached(world: World, draft: Required<Draft>): Promise<readonly Markup[]> {
  const meeting = await meetingToReport(world, draft.meeting as MeetingId);
  const ids = new Set(linesOf(draft).map(({ owner }) => owner.value as OfficeId));
  const owners = await Promise.all([...ids].map((id) => ownerOf(world, meeting, id)));
  return owners
    .filter(({ reachable }) => !reachable)
    .map(({ name }) => world.reader.say('conclusion.owner-unreached', { office: escapeMarkup(name) }));
}

/** The first line is asked for at once. */
export async function beginConclusions(world: World, id: MeetingId): Promise<Turned> {
  await meetingToConclude(world, id);
  return { start: anyFlow(concludeMeeting), draft: { meeting: id, lines: [{}] } };
}

/** What was concluded and where each line stands, for those who may see the meeting. */
export async function viewConclusions(world: World, id: MeetingId): Promise<Turned> {
  const { store, actor, reader, zone } = world;
  const meeting = await store.meetings.byId(id);
  const invited = (await store.invitations.of(id, actor.id)) !== undefined;
  if (!meeting || !maySeeMeeting(actor, meeting, invited)) throw new Refusal('chat.not-yours');
  const lines = await store.conclusions.of(id);
  if (lines.length === 0) return { say: [{ text: reader.say('conclusion.none-yet') }] };
  const raised = await store.recommendations.byIds(
    lines.flatMap(({ recommendation }) => (recommendation ? [recommendation] : [])),
  );
  const known = new Map(raised.map((told) => [told.id, told]));
  const written = lines.map((line, at) => {
    const told = line.recommendation && known.get(line.recommendation);
    const text = conclusionLine(reader, line, at + 1);
    return told ? `${text} ${reader.say(`conclusion.state.${told.state}`)}` : text;
  });
  const buttons: readonly (readonly Button[])[] = raised
    .filter((told) => maySeeRecommendation(actor, told))
    .map((told) => [{ label: told.number, action: `rv:${shortId(told.id)}` }]);
  const head = reader.say('conclusion.told', whenAndWhere(reader, zone, meeting));
  return { say: [{ text: [head, ...written].join('\n'), buttons }] };
}
