import type { MeetingId, PersonId } from '../../domain/identity.ts';
import { isSoon, type Meeting } from '../../domain/meeting.ts';
import { priority } from '../../domain/message.ts';
import { dateOfDay, dayIn } from '../../domain/time.ts';
import type { Reach } from '../../store/accounts.ts';
import type { Told } from '../../store/changes.ts';
import { noticeKey } from '../../store/sendings.ts';
import type { Act, ActOf } from '../app.ts';
import { type Reader, say, type Wording } from '../messaging/say.ts';
import { calendarFile } from './calendar-file.ts';
import { sendNotice } from './notice.ts';

/** Who is to hear of a change: on the phone the notice went to, else on the next; and who can not be told. */
export type Hearers = {
  readonly told: readonly Told[];
  readonly reached: readonly Reach[];
  readonly unreached: readonly string[];
};

export async function hearersOf(act: Act, meeting: Meeting): Promise<Hearers> {
  const key = noticeKey(meeting.id);
  const day = dateOfDay(dayIn(act.zone, act.now));
  const told = await act.store.changes.told(meeting.id, key);
  const people = told.map(({ person }) => person);
  const before = await act.store.changes.reachedBy(key, people, day);
  const there = new Set(before.map(({ person }) => person));
  const next = await act.store.accounts.reach(
    people.filter((person) => !there.has(person)),
    day,
  );
  const reached = [...before, ...next];
  const heard = new Set(reached.map(({ person }) => person));
  return {
    told,
    reached,
    unreached: told.filter(({ person }) => !heard.has(person)).map(({ name }) => name),
  };
}

/**
 * Word of it goes out at once, whatever the hour: the meeting is near, as it was or as it is. For the time of one that was
 * put off nobody waits any more.
 */
export function isUrgent({ now }: Act, before: Meeting, after: Meeting): boolean {
  if (before.postponed) return !after.cancelledAt && isSoon(after, now);
  return isSoon(before, now) || isSoon(after, now);
}

type Telling = {
  readonly before: Meeting;
  readonly after: Meeting;
  readonly word: (reader: Reader, hearer: Told | undefined) => Wording;
};

/** Tells everybody who had been told, and who called the meeting where another has changed it; how many were. */
export async function tellChange(act: ActOf, { before, after, word }: Telling): Promise<Hearers> {
  const { told, ...others } = await hearersOf(act, after);
  const renewed = after.cancelledAt ? new Set<PersonId>() : await renew(act, after, told);
  const calledOff = after.cancelledAt ? await takeBack(act, after, told) : new Set<PersonId>();
  const hearers = new Map(told.map((one) => [one.person, one]));
  const left = told.map(({ person }) => person).filter((one) => !renewed.has(one) && !calledOff.has(one));
  const caller = after.calledBy === act.actor.id || hearers.has(after.calledBy) ? [] : [after.calledBy];
  const urgent = isUrgent(act, before, after);
  if (urgent) await hurry(act, after, left.length);
  const file = left.length > 0 ? await calendarFile(act, after) : undefined;
  await say(act, {
    to: [...left, ...caller],
    at: others.reached.filter(({ person }) => !renewed.has(person) && !calledOff.has(person)),
    once: `${changeKey(after.id)}${after.revision}`,
    priority: urgent ? priority.urgent : priority.notice,
    mayWait: !urgent,
    word(reader, person) {
      const wording = word(reader, hearers.get(person));
      const name = reader.say('change.calendar-name');
      return file && hearers.has(person)
        ? { ...wording, files: [{ file: { ...file, name }, buttons: [] }] }
        : wording;
    },
  });
  return { told, ...others };
}

async function hurry(act: Act, { id }: Meeting, told: number): Promise<void> {
  await act.store.changes.hurry(changeKey(id), priority.urgent);
  act.log.info({ meeting: id, told }, 'an urgent change is told at any hour');
}

const changeKey = (meeting: MeetingId): string => `meeting:${meeting}:change:`;

const takeBack = async (
  act: Act,
  meeting: Meeting,
  told: readonly Told[],
): Promise<ReadonlySet<PersonId>> => {
  const waiting = told.filter(({ waits, invitation }) => waits && invitation).map(({ person }) => person);
  return new Set(await act.store.sendings.takeBack(meeting.id, waiting));
};

/** Of whose notice nothing has left gets another in its stead, with what holds now. */
async function renew(act: ActOf, meeting: Meeting, told: readonly Told[]): Promise<ReadonlySet<PersonId>> {
  const back = await takeBack(act, meeting, told);
  const guests = told.flatMap(({ person, name, invitation, insteadOf }) =>
    back.has(person) && invitation ? [{ id: person, name, invitation, insteadOf }] : [],
  );
  const documents = await act.store.documents.ofMeeting(meeting.id);
  if (guests.length > 0) await sendNotice(act, { meeting, documents, guests });
  return back;
}
