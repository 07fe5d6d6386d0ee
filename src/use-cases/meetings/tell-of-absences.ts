import { missedPairs } from '../../domain/attendance.ts';
import type { PersonId } from '../../domain/identity.ts';
import { escapeMarkup } from '../../domain/markup.ts';
import type { Meeting } from '../../domain/meeting.ts';
import { priority } from '../../domain/message.ts';
import { levelAbove, type RungOffice } from '../../domain/rung.ts';
import { dateOfDay, dayIn, type Instant } from '../../domain/time.ts';
import { fullUnitName } from '../../domain/unit.ts';
import { writeDate } from '../../domain/write-moment.ts';
import type { KeptBy } from '../../store/attendance.ts';
import type { Act } from '../app.ts';
import { type Reader, say, type Wording } from '../messaging/say.ts';
import { climbFrom } from '../recommendations/climb.ts';
import { historyButton } from './attendance-wording.ts';
import { written } from './wording.ts';

/** Who missed two of the unit's meetings in a row without a word is named to the office of the level above, once. */
export async function tellOfAbsences(act: Act, meeting: Meeting): Promise<void> {
  const kept = await act.store.attendance.keptByAbsent(meeting.id, act.zone);
  const found = byPerson(kept).flatMap(([by, history]) =>
    missedPairs(history)
      .filter((pair) => pair.some((one) => one.meeting === meeting.id))
      .map((pair) => ({ by, pair })),
  );
  if (found.length === 0) return;
  const above = await officeAbove(act, meeting);
  if (!above) return;
  const staff = await act.store.people.staff(above.id, dateOfDay(dayIn(act.zone, act.now)));
  for (const { pair, by } of found)
    await say(act, {
      to: staff.map(({ id }) => id).filter((id) => id !== by.person),
      once: `absences:${by.person}:${pair.map((one) => one.meeting).join(':')}`,
      priority: priority.notice,
      mayWait: true,
      word: (reader) => wording(act, reader, meeting, by, [pair[0].startsAt, pair[1].startsAt]),
    });
}

function byPerson(kept: readonly KeptBy[]): readonly (readonly [KeptBy, readonly KeptBy[]])[] {
  const histories = new Map<PersonId, KeptBy[]>();
  for (const one of kept) histories.set(one.person, [...(histories.get(one.person) ?? []), one]);
  return [...histories.values()].flatMap((history) => (history[0] ? [[history[0], history] as const] : []));
}

/** The general office above the meeting's unit; nobody is above the province. */
async function officeAbove(act: Act, { unit, office }: Meeting): Promise<RungOffice | undefined> {
  const climb = await climbFrom(act, unit.id, undefined);
  const landing = levelAbove(climb, office);
  return landing && landing.office.rank < unit.rank ? landing.office : undefined;
}

function wording(
  act: Act,
  reader: Reader,
  { unit }: Meeting,
  by: { readonly person: PersonId; readonly name: string; readonly post: string },
  missed: readonly [Instant, Instant],
): Wording {
  const [first, second] = missed.map((at) =>
    writeDate(at.toZonedDateTimeISO(act.zone).toPlainDate(), written(reader)),
  );
  const values = {
    name: escapeMarkup(by.name),
    post: escapeMarkup(by.post),
    unit: escapeMarkup(fullUnitName(unit)),
    first: first ?? '',
    second: second ?? '',
  };
  const button = historyButton(reader, by.person);
  return {
    text: reader.say('attendance.absences.told', values),
    buttons: [[button]],
    digest: {
      title: 'attendance.absences.many',
      line: reader.say('attendance.absences.line', values),
      button: { ...button, label: by.name },
    },
  };
}
