import { followersOnly } from '../domain/audience.ts';
import type { MeetingId } from '../domain/identity.ts';
import { progressWording } from '../use-cases/meetings/sending-wording.ts';
import {
  progressOf,
  resumeSending,
  sendNow,
  stopSending,
  undoMeeting,
} from '../use-cases/meetings/steer-sending.ts';
import { callMeeting, type MeetingDraft, officeChoices } from './call-meeting.ts';
import type { Turned } from './converse.ts';
import { anyFlow, type World } from './flow.ts';

export async function sendingProgress(world: World, id: MeetingId): Promise<Turned> {
  return { say: [progressWording(world.reader, world.zone, await progressOf(world, id))] };
}

const after =
  (steer: typeof sendNow) =>
  async (world: World, id: MeetingId): Promise<Turned> => {
    await steer(world, id);
    return sendingProgress(world, id);
  };

export const sendAtOnce = after(sendNow);
export const stopNotices = after(stopSending);
export const resumeNotices = after(resumeSending);

/** Taken back, it is a draft again: to be changed and sent, or thrown away. */
export async function takeBackMeeting(world: World, id: MeetingId): Promise<Turned> {
  const { meeting, documents, audience = followersOnly, agenda } = await undoMeeting(world, id);
  const office = officeChoices(world).find(({ value }) => value === meeting.office);
  const draft: MeetingDraft = {
    undone: id,
    ...(office && { office }),
    kind: { value: meeting.kind, label: world.reader.say(`sending.kind.${meeting.kind}`) },
    subject: meeting.subject,
    startsAt: meeting.startsAt.toZonedDateTimeISO(world.zone).toPlainDateTime().toString(),
    place: meeting.place,
    agenda: agenda.join('\n'),
    audience,
    documents: documents.map(({ file, name, mime, size, caption }) => ({
      file,
      name,
      mime,
      size,
      ...(caption !== '' && { caption }),
    })),
  };
  return { start: anyFlow(callMeeting), draft, before: [{ key: 'sending.undone' }] };
}
