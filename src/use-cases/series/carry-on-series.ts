import type { SeriesId } from '../../domain/identity.ts';
import { escapeMarkup, escapeValues } from '../../domain/markup.ts';
import { priority } from '../../domain/message.ts';
import { type Actor, seatsThatCall } from '../../domain/permission.ts';
import { Refusal } from '../../domain/refusal.ts';
import { type Series, type ToMake, toMake } from '../../domain/series.ts';
import { dateOf, dateOfDay, dayIn } from '../../domain/time.ts';
import { nextOpening } from '../../domain/work-calendar.ts';
import { writeTimeFirst } from '../../domain/write-moment.ts';
import type { Act } from '../app.ts';
import { callMeeting } from '../meetings/call-meeting.ts';
import { heldWording } from '../meetings/sending-wording.ts';
import { written } from '../meetings/wording.ts';
import { say } from '../messaging/say.ts';
import { calendarNow } from './series-dates.ts';

/** Announces the occurrences whose notice is due, each once, and says when the next is; what begins before that is past is left. */
export async function carryOnSeries(act: Act, id: SeriesId): Promise<void> {
  const series = await act.store.series.lock(id);
  if (!series || series.endedAt) return;
  const calendar = await calendarNow(act);
  const made = (await act.store.series.made([id], dateOf(act.now))).get(id) ?? [];
  const { due, next } = toMake(series, { calendar, made, now: act.now });
  const refused: string[] = [];
  for (const one of due) if (!(await announce(act, series, one))) refused.push(one.on);
  // Refused now, it may be possible when the office is at work again: somebody follows the unit by then.
  const again = refused.length > 0 ? nextOpening(act.now, calendar) : undefined;
  const at = again && (!next || again.epochMilliseconds < next.epochMilliseconds) ? again : next;
  const last = due.findLast(({ on }) => !refused.includes(on));
  await act.store.series.schedule(id, at && dateOf(at), last?.on);
}

async function announce(act: Act, series: Series, { on, startsAt }: ToMake): Promise<boolean> {
  const actor = await callerOf(act, series);
  const seat = actor && seatsThatCall(actor).find(({ office }) => office === series.office);
  if (!seat) {
    act.log.error(
      { alert: true, series: series.id },
      'nobody of the office is there to call a meeting of a series',
    );
    return false;
  }
  try {
    const { subject, place, kind } = series;
    const { meeting, ...held } = await callMeeting(
      { ...act, actor },
      { seat, kind, subject, place, startsAt, documents: [] },
    );
    await act.store.series.bind(meeting.id, series.id, on, kind);
    // Nobody is looking at the moment: whoever calls it can still take it back.
    await say(act, {
      to: [meeting.calledBy],
      once: `meeting:${meeting.id}:held`,
      priority: priority.notice,
      word: (reader) => heldWording(reader, act.zone, meeting, { ...held, sendAt: held.sendAt ?? act.now }),
    });
    return true;
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    await tellRefused(act, series, { on, startsAt }, error);
    return false;
  }
}

/** Who planned the series, as long as they sit in the office; then its head, then anybody of it. */
async function callerOf(act: Act, { calledBy, office }: Series): Promise<Actor | undefined> {
  const day = dateOfDay(dayIn(act.zone, act.now));
  const staff = await act.store.people.staff(office, day);
  for (const id of [calledBy, ...staff.map((person) => person.id)]) {
    const actor = await act.store.people.actor(id, day);
    if (actor && seatsThatCall(actor).some((seat) => seat.office === office)) return actor;
  }
  return undefined;
}

async function tellRefused(
  act: Act,
  series: Series,
  { on, startsAt }: ToMake,
  refusal: Refusal,
): Promise<void> {
  const staff = await act.store.people.staff(series.office, dateOfDay(dayIn(act.zone, act.now)));
  await say(act, {
    to: staff.map(({ id }) => id),
    once: `series:${series.id}:${on}:refused`,
    priority: priority.notice,
    mayWait: true,
    word: (reader) => ({
      text: reader.say('series.told.refused', {
        when: writeTimeFirst(startsAt.toZonedDateTimeISO(act.zone), written(reader)),
        subject: escapeMarkup(series.subject),
        why: reader.say(refusal.code, escapeValues(refusal.values)),
      }),
    }),
  });
}
