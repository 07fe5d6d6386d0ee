import type { MeetingId } from '../domain/identity.ts';
import { shortId } from '../domain/identity.ts';
import type { Meeting } from '../domain/meeting.ts';
import { changedAspects, type MeetingFacts, readContent } from '../domain/meeting-change.ts';
import { type Changed, changeMeeting as change } from '../use-cases/meetings/change-meeting.ts';
import { agendaLines, changeText } from '../use-cases/meetings/change-wording.ts';
import { openMeeting } from '../use-cases/meetings/open-meeting.ts';
import { isUrgent } from '../use-cases/meetings/tell-change.ts';
import { whenAndWhere } from '../use-cases/meetings/wording.ts';
import type { Reader, Wording } from '../use-cases/messaging/say.ts';
import { given, text, zonedOf } from './ask.ts';
import { meetingContent } from './ask-meeting-content.ts';
import { meetingMoment } from './ask-meeting-moment.ts';
import type { Choice, Flow, World } from './flow.ts';
import { changeButtons, hearerLines, postponedButtons, unreachedLine } from './meeting-office.ts';

export type Part = 'time' | 'place' | 'content';

type Draft = {
  /** With the words of what it is now. */
  readonly meeting?: Choice;
  readonly seen?: number;
  readonly part?: Part;
  /** Of the meeting as it is: an hour alone is an hour of that day. */
  readonly day?: string;
  readonly startsAt?: string;
  readonly place?: string;
  readonly content?: string;
};

const asks = (part: Part) => (draft: Draft) => draft.part === part;
const now = (key: string) => (draft: Draft) => ({ key, values: { now: draft.meeting?.label ?? '' } });

/** What the part is now, as it is shown above the question. */
export function partWords(reader: Reader, zone: string, meeting: Meeting, part: Part): string {
  if (part === 'content')
    return [meeting.subject, ...meeting.agenda.map((point, at) => `${at + 1}. ${point}`)].join('\n');
  return part === 'place' ? meeting.place : whenAndWhere(reader, zone, meeting).when;
}

function factsOf(draft: Draft, zone: string): Partial<MeetingFacts> {
  switch (draft.part) {
    case 'time':
      return draft.startsAt ? { startsAt: zonedOf(draft.startsAt, zone).toInstant() } : {};
    case 'place':
      return draft.place ? { place: draft.place } : {};
    default:
      return readContent(draft.content ?? '');
  }
}

/** Đổi giờ, Đổi địa điểm, Đổi nội dung: one part of a meeting that was called. */
export const changeMeeting: Flow<Draft> = {
  name: 'change-meeting',
  version: 1,
  title: 'change.title',
  questions: {
    meeting: given,
    seen: given,
    part: given,
    day: given,
    startsAt: meetingMoment<Draft>({
      day: ({ day }) => day,
      ask: now('change.ask.time'),
      label: 'meeting.label.startsAt',
      when: asks('time'),
    }),
    place: text<Draft>({
      ask: now('change.ask.place'),
      label: 'meeting.label.place',
      atMost: 200,
      when: asks('place'),
    }),
    content: meetingContent<Draft>({
      ask: now('change.ask.content'),
      label: 'meeting.label.subject',
      when: asks('content'),
    }),
  },
  async summary(world, draft) {
    const { reader, zone } = world;
    const before = await openMeeting(world, draft.meeting.value as MeetingId);
    const after = { ...before, ...factsOf(draft, zone) };
    if (changedAspects(before, after).length === 0) return reader.say('change.nothing');
    const urgent = isUrgent(world, before, after);
    return [changeText(reader, zone, { before, after, urgent }), '', await hearerLines(world, after)].join(
      '\n',
    );
  },
  async finish(world, draft) {
    const { reader, zone } = world;
    const meeting = draft.meeting.value as MeetingId;
    const changed = await change(world, { meeting, seen: draft.seen, to: factsOf(draft, zone) });
    if (changed.outcome === 'same') return [{ text: reader.say('change.nothing') }];
    return outcomeOf(world, changed, 'change.done');
  },
};

/** What the office is told of a change it has made, or was too late for. */
export function outcomeOf(
  { reader, zone }: World,
  changed: Exclude<Changed, { outcome: 'same' }>,
  done: string,
): readonly Wording[] {
  const { meeting } = changed;
  if (changed.outcome === 'overtaken') {
    const facts = { ...whenAndWhere(reader, zone, meeting), agenda: agendaLines(meeting.agenda) };
    return [
      { text: reader.say('change.overtaken', facts).trimEnd(), buttons: changeButtons(reader, meeting.id) },
    ];
  }
  const { reached, unreached, told } = changed.hearers;
  const text =
    told.length === 0
      ? reader.say(`${done}-untold`)
      : [
          reader.say(done, { count: reached.length }),
          ...(unreached.length > 0 ? [unreachedLine(reader, unreached)] : []),
        ].join('\n');
  const answers = { label: reader.say('meeting.see-answers'), action: `m:${shortId(meeting.id)}` };
  if (meeting.postponed) return [{ text, buttons: [postponedButtons(reader, meeting.id)] }];
  return [{ text, buttons: meeting.cancelledAt ? [] : [[answers]] }];
}
