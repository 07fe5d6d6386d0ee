import type { InvitationId, MeetingId } from '../domain/identity.ts';
import type { Meeting } from '../domain/meeting.ts';
import { openInvitation } from '../use-cases/meetings/answer-invitation.ts';
import { openMeeting } from '../use-cases/meetings/open-meeting.ts';
import { postponedMeeting } from '../use-cases/meetings/resume-meeting.ts';
import { answerButtons, whenAndWhere } from '../use-cases/meetings/wording.ts';
import { cancelMeeting } from './cancel-meeting.ts';
import { changeMeeting, type Part, partWords } from './change-meeting.ts';
import type { Turned } from './converse.ts';
import { anyFlow, type World } from './flow.ts';
import { resumeMeeting } from './resume-meeting.ts';

type Pressed<Id extends string> = (world: World, id: Id, more: string) => Promise<Turned>;

const change =
  (part: Part): Pressed<string> =>
  async (world, id) => {
    const meeting = await openMeeting(world, id as MeetingId);
    const label = partWords(world.reader, world.zone, meeting, part);
    const day = meeting.startsAt.toZonedDateTimeISO(world.zone).toPlainDate().toString();
    const draft = { meeting: { value: id, label }, seen: meeting.revision, part, day };
    return { start: anyFlow(changeMeeting), draft };
  };

const cancel: Pressed<string> = async (world, id) => {
  const meeting = await openMeeting(world, id as MeetingId);
  return { start: anyFlow(cancelMeeting), draft: about(world, meeting) };
};

const resume: Pressed<string> = async (world, id) => {
  const meeting = await postponedMeeting(world, id as MeetingId);
  return { start: anyFlow(resumeMeeting), draft: about(world, meeting) };
};

/** What was put off is not held at all: which of the two need not be asked. */
const callOff: Pressed<string> = async (world, id) => {
  const meeting = await postponedMeeting(world, id as MeetingId);
  const how = { value: 'off', label: world.reader.say('change.way.off') };
  return { start: anyFlow(cancelMeeting), draft: { ...about(world, meeting), how } };
};

/** The meeting as the flows about the whole of it begin with. */
const about = ({ reader, zone }: World, meeting: Meeting) => ({
  meeting: { value: meeting.id, label: `${whenAndWhere(reader, zone, meeting).when}: ${meeting.subject}` },
  seen: meeting.revision,
});

export const changeVerbs: Readonly<Record<string, Pressed<string>>> = {
  xt: change('time'),
  xp: change('place'),
  xc: change('content'),
  xh: cancel,
  xr: resume,
  xo: callOff,
};

/** An answer by a button from before a change is asked for again, with what holds now. */
export const unlessChanged =
  (run: Pressed<InvitationId>): Pressed<InvitationId> =>
  async (world, id, revision) => {
    const { reader, zone } = world;
    const { meeting } = await openInvitation(world, id);
    if (Number(revision || 0) >= meeting.revision) return run(world, id, revision);
    const text = reader.say('change.old-notice', whenAndWhere(reader, zone, meeting));
    return { say: [{ text, buttons: answerButtons(reader, id, meeting.revision) }] };
  };
