import type { MeetingId } from '../../domain/identity.ts';
import type { Meeting, MeetingDocument, Sending } from '../../domain/meeting.ts';
import { mayCallMeeting } from '../../domain/permission.ts';
import { Refusal } from '../../domain/refusal.ts';
import { dateOf, dateOfDay, dayIn } from '../../domain/time.ts';
import type { Standing } from '../../store/sendings.ts';
import type { ActOf } from '../app.ts';
import { sendNotices } from './send-notices.ts';

/** How far it is: of those invited so many have the notice, so many wait for it, so many can not be reached. */
export type Progress = {
  readonly meeting: Meeting;
  readonly sending: Sending;
  readonly invited: number;
  readonly left: number;
  readonly waiting: number;
  readonly unreached: number;
};

async function locked(act: ActOf, id: MeetingId): Promise<{ meeting: Meeting; standing: Standing }> {
  const standing = await act.store.sendings.lock(id);
  const meeting = standing && (await act.store.meetings.byId(id));
  if (!meeting) throw new Refusal('sending.undone-before');
  if (!mayCallMeeting(act.actor, meeting.office)) throw new Refusal('chat.not-yours');
  return { meeting, standing };
}

export async function progressOf(act: ActOf, id: MeetingId): Promise<Progress> {
  const { meeting, standing } = await locked(act, id);
  const { sendings } = act.store;
  const today = dateOfDay(dayIn(act.zone, act.now));
  const { invited, noticed, unwritten } = await sendings.counts(id, today);
  const { waiting, failed } = await sendings.underway(id);
  const left = Math.max(0, noticed - waiting - failed);
  return {
    meeting,
    sending: standing.sending,
    invited,
    left,
    waiting: waiting + unwritten,
    unreached: Math.max(0, invited - left - waiting - unwritten),
  };
}

/** Nobody waits for the two minutes: what fits into one act is written now, the rest by the sweep. */
export async function sendNow(act: ActOf, id: MeetingId): Promise<{ changed: boolean; meeting: Meeting }> {
  const { meeting, standing } = await locked(act, id);
  if (standing.sending !== 'held') return { changed: false, meeting };
  await start(act, id);
  return { changed: true, meeting };
}

/** Of what has not left nothing leaves any more. */
export async function stopSending(
  act: ActOf,
  id: MeetingId,
): Promise<{ changed: boolean; meeting: Meeting }> {
  const { meeting, standing } = await locked(act, id);
  if (standing.sending !== 'sending' && standing.sending !== 'held') return { changed: false, meeting };
  await act.store.sendings.takeBack(id);
  await act.store.sendings.stand(id, 'stopped', undefined);
  return { changed: true, meeting };
}

/** To those who have not been told. */
export async function resumeSending(
  act: ActOf,
  id: MeetingId,
): Promise<{ changed: boolean; meeting: Meeting }> {
  const { meeting, standing } = await locked(act, id);
  if (meeting.cancelledAt) throw new Refusal('answering.cancelled');
  if (standing.sending !== 'stopped') return { changed: false, meeting };
  await start(act, id);
  return { changed: true, meeting };
}

async function start(act: ActOf, id: MeetingId): Promise<void> {
  await act.store.sendings.stand(id, 'sending', dateOf(act.now));
  await sendNotices(act, id);
}

/** As long as nothing has left the meeting is taken back as if it had never been called. */
export async function undoMeeting(
  act: ActOf,
  id: MeetingId,
): Promise<
  Awaited<ReturnType<ActOf['store']['sendings']['draftOf']>> & {
    readonly meeting: Meeting;
    readonly documents: readonly MeetingDocument[];
  }
> {
  const { meeting, standing } = await locked(act, id);
  if (standing.sending !== 'held') throw new Refusal('sending.too-late-to-undo');
  const draft = await act.store.sendings.draftOf(id);
  const documents = await act.store.documents.ofMeeting(id);
  await act.store.sendings.undo(id);
  return { ...draft, meeting, documents };
}
