import type { MeetingId } from '../domain/identity.ts';
import { cancelMeeting as cancel, cancellable } from '../use-cases/meetings/cancel-meeting.ts';
import { cancelText } from '../use-cases/meetings/change-wording.ts';
import { isUrgent } from '../use-cases/meetings/tell-change.ts';
import { given, oneOf, text } from './ask.ts';
import { outcomeOf } from './change-meeting.ts';
import type { Choice, Flow } from './flow.ts';
import { hearerLines } from './meeting-office.ts';

type Draft = {
  readonly meeting?: Choice;
  readonly seen?: number;
  readonly how?: Choice;
  readonly reason?: string;
};

/** Held some other day, or not at all. */
const ways = ['postponed', 'off'] as const;

const now = (key: string) => (draft: Draft) => ({ key, values: { now: draft.meeting?.label ?? '' } });

/** Hoãn/Hủy họp: which of the two, and why. */
export const cancelMeeting: Flow<Draft> = {
  name: 'cancel-meeting',
  version: 1,
  title: 'change.cancel-title',
  questions: {
    meeting: given,
    seen: given,
    how: oneOf<Draft>({
      ask: now('change.ask.how'),
      label: 'change.label.how',
      choices: async ({ reader }) =>
        ways.map((value) => ({ value, label: reader.say(`change.way.${value}`) })),
    }),
    reason: text<Draft>({
      ask: ({ how }) => ({ key: `change.ask.reason-${how?.value ?? 'off'}` }),
      label: 'meeting.label.reason',
      atMost: 500,
    }),
  },
  async summary(world, { meeting, how, reason }) {
    const before = await cancellable(world, meeting.value as MeetingId);
    const after = { ...before, cancelReason: reason, postponed: how.value === 'postponed' };
    const urgent = isUrgent(world, before, after);
    const told = await hearerLines(world, before);
    return [cancelText(world.reader, world.zone, { after, urgent }), '', told].join('\n');
  },
  async finish(world, { meeting, seen, how, reason }) {
    const postponed = how.value === 'postponed';
    const outcome = await cancel(world, { meeting: meeting.value as MeetingId, seen, postponed, reason });
    return outcomeOf(world, outcome, postponed ? 'change.postpone-done' : 'change.cancel-done');
  },
};
