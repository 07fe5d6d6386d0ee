import type { MeetingId } from '../domain/identity.ts';
import { cancelMeeting as cancel } from '../use-cases/meetings/cancel-meeting.ts';
import { cancelText } from '../use-cases/meetings/change-wording.ts';
import { openMeeting } from '../use-cases/meetings/open-meeting.ts';
import { isUrgent } from '../use-cases/meetings/tell-change.ts';
import { given, text } from './ask.ts';
import { outcomeOf } from './change-meeting.ts';
import type { Choice, Flow } from './flow.ts';
import { hearerLines } from './meeting-office.ts';

type Draft = { readonly meeting?: Choice; readonly seen?: number; readonly reason?: string };

/** Hoãn/Hủy họp: why. */
export const cancelMeeting: Flow<Draft> = {
  name: 'cancel-meeting',
  version: 1,
  title: 'change.cancel-title',
  questions: {
    meeting: given,
    seen: given,
    reason: text<Draft>({
      ask: (draft) => ({ key: 'change.ask.reason', values: { now: draft.meeting?.label ?? '' } }),
      label: 'meeting.label.reason',
      atMost: 500,
    }),
  },
  async summary(world, { meeting, reason }) {
    const before = await openMeeting(world, meeting.value as MeetingId);
    const after = { ...before, cancelReason: reason };
    const urgent = isUrgent(world, before, after);
    const told = await hearerLines(world, before);
    return [cancelText(world.reader, world.zone, { after, urgent }), '', told].join('\n');
  },
  async finish(world, { meeting, seen, reason }) {
    const outcome = await cancel(world, { meeting: meeting.value as MeetingId, seen, reason });
    return outcomeOf(world, outcome, 'change.cancel-done');
  },
};
