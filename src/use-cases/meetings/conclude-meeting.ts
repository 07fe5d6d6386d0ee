import { closingOf, dueOn } from '../../domain/conclusion.ts';
import type { MeetingId, OfficeId } from '../../domain/identity.ts';
import type { Meeting } from '../../domain/meeting.ts';
import { priority } from '../../domain/message.ts';
import { Refusal } from '../../domain/refusal.ts';
import { type Day, dateOf, dateOfDay, dayIn } from '../../domain/time.ts';
import type { Owner } from '../../store/conclusions.ts';
import type { Told } from '../../store/recommendation-row.ts';
import type { ActOf } from '../app.ts';
import { say } from '../messaging/say.ts';
import { climbFrom } from '../recommendations/climb.ts';
import { raiseRecommendation } from '../recommendations/raise-recommendation.ts';
import { conclusionLines } from './conclusion-wording.ts';
import { meetingToReport } from './tick-attendance.ts';
import { whenAndWhere } from './wording.ts';

export type ConclusionLine = { readonly text: string; readonly owner: OfficeId; readonly due: Day };

/** The meeting, if its office may write down what it concluded; it is written once. */
export async function meetingToConclude(act: ActOf, id: MeetingId): Promise<Meeting> {
  const meeting = await meetingToReport(act, id);
  await act.store.attendance.lock(id);
  if (await act.store.conclusions.some(id)) throw new Refusal('conclusion.written-already');
  return meeting;
}

/** The office, if it is there and near enough to the meeting's unit to be given something to do. */
export async function ownerOf(act: ActOf, meeting: Meeting, id: OfficeId): Promise<Owner> {
  const day = dateOfDay(dayIn(act.zone, act.now));
  const owner = await act.store.conclusions.owner(id, { units: [meeting.unit.id], day });
  if (!owner) throw new Refusal('conclusion.owner-gone');
  if (!owner.live) throw new Refusal('conclusion.owner-not-live', { office: owner.name });
  return owner;
}

/** What a meeting concluded is told to the invited once; each line is raised at the office that owes it, due on its day. */
export async function concludeMeeting(
  act: ActOf,
  id: MeetingId,
  lines: readonly ConclusionLine[],
): Promise<{ meeting: Meeting; raised: readonly Told[] }> {
  const meeting = await meetingToConclude(act, id);
  if (lines.length === 0) throw new Refusal('conclusion.none');
  const raised: Told[] = [];
  for (const line of lines) raised.push(await raise(act, meeting, line));
  await act.store.conclusions.add(
    lines.map(({ text, owner, due }, at) => ({
      meeting: id,
      text,
      owner,
      dueOn: due.toString(),
      recommendation: (raised[at] as Told).id,
    })),
    dateOf(act.now),
  );
  await tellTheInvited(act, meeting);
  return { meeting, raised };
}

async function raise(act: ActOf, meeting: Meeting, { text, owner, due }: ConclusionLine): Promise<Told> {
  if (dueOn(due, act.now, act.calendar()) !== 'fit') throw new Refusal('conclusion.date-past');
  const to = await ownerOf(act, meeting, owner);
  const { told } = await raiseRecommendation(act, {
    unit: meeting.unit,
    visit: undefined,
    kind: 'conclusion',
    field: await fieldOf(act, meeting, to),
    text,
    aboutOffice: false,
    owed: { to: owner, due: closingOf(due, act.calendar()), by: meeting.office },
  });
  return told;
}

/** The field by which a specialised office stands on the way up, so that what it leaves lying goes on from there. */
async function fieldOf(act: ActOf, { unit }: Meeting, owner: Owner): Promise<string | undefined> {
  for (const field of owner.kind === 'specialised' ? owner.fields : []) {
    const climb = await climbFrom(act, unit.id, field);
    if (climb.some((office) => office.id === owner.id)) return field;
  }
  return undefined;
}

async function tellTheInvited(act: ActOf, meeting: Meeting): Promise<void> {
  const [invited, lines] = [
    await act.store.attendance.of(meeting.id),
    await act.store.conclusions.of(meeting.id),
  ];
  await say(act, {
    to: invited.map(({ person }) => person).filter((id) => id !== act.actor.id),
    once: `meeting:${meeting.id}:conclusions`,
    priority: priority.notice,
    mayWait: true,
    word: (reader) => ({
      text: [
        reader.say('conclusion.told', whenAndWhere(reader, act.zone, meeting)),
        ...conclusionLines(reader, lines),
      ].join('\n'),
    }),
  });
}
