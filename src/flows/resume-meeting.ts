import type { MeetingId } from '../domain/identity.ts';
import { resumedText } from '../use-cases/meetings/change-wording.ts';
import { postponedMeeting, resumeMeeting as resume, resumed } from '../use-cases/meetings/resume-meeting.ts';
import { isUrgent } from '../use-cases/meetings/tell-change.ts';
import { given, zonedOf } from './ask.ts';
import { meetingMoment } from './ask-meeting-moment.ts';
import { outcomeOf } from './change-meeting.ts';
import type { Choice, Flow } from './flow.ts';
import { hearerLines } from './meeting-office.ts';

type Draft = {
  /** With the words of what it was. */
  readonly meeting?: Choice;
  readonly seen?: number;
  readonly startsAt?: string;
};

/** Báo lịch họp mới: what was put off has a day. */
export const resumeMeeting: Flow<Draft> = {
  name: 'resume-meeting',
  version: 1,
  title: 'change.resume',
  questions: {
    meeting: given,
    seen: given,
    startsAt: meetingMoment<Draft>({
      ask: ({ meeting }) => ({ key: 'change.ask.resume', values: { was: meeting?.label ?? '' } }),
      label: 'meeting.label.startsAt',
    }),
  },
  async summary(world, { meeting, startsAt }) {
    const { reader, zone } = world;
    const before = await postponedMeeting(world, meeting.value as MeetingId);
    const after = resumed(before, zonedOf(startsAt, zone).toInstant());
    const urgent = isUrgent(world, before, after);
    return [resumedText(reader, zone, { before, after, urgent }), '', await hearerLines(world, after)].join(
      '\n',
    );
  },
  async finish(world, { meeting, seen, startsAt }) {
    const outcome = await resume(world, {
      meeting: meeting.value as MeetingId,
      seen,
      startsAt: zonedOf(startsAt, world.zone).toInstant(),
    });
    return outcomeOf(world, outcome, 'change.resume-done');
  },
};
