import ical, { ICalAttendeeType, ICalCalendarMethod, ICalEventStatus } from 'ical-generator';
import type { KeptFile } from '../../domain/kept-file.ts';
import type { Meeting } from '../../domain/meeting.ts';
import { dateOf, type Instant } from '../../domain/time.ts';
import { tidy } from '../../domain/vietnamese-text.ts';
import type { Act } from '../app.ts';

export const calendarMime = 'text/calendar';

// Nobody reads letters here; the format wants an address. RFC 2606 keeps .invalid from ever being one.
const nobody = 'khong-tra-loi@ba-nam.invalid';

type Moment = { readonly zone: string; readonly now: Instant };

/** The meeting as a calendar program takes it up: the same event at every revision, called off when it is cancelled. */
export function calendarText(meeting: Meeting, { zone, now }: Moment): string {
  const start = meeting.startsAt.toZonedDateTimeISO(zone);
  const cancelled = meeting.cancelledAt !== undefined;
  const calendar = ical({
    method: cancelled ? ICalCalendarMethod.CANCEL : ICalCalendarMethod.REQUEST,
    prodId: { company: 'Ba Nam', product: 'Ba Nam', language: 'VI' },
    // Named here, the zone would also be that of DTSTAMP, which must be UTC.
    timezone: { name: null, generator: () => zoneOf(zone, start.offset) },
  });
  const organiser = quotable(meeting.officeName) || 'Ba Nam';
  const event = calendar.createEvent({
    id: meeting.id,
    sequence: meeting.revision,
    // By the hour: what is sent in batches is one file to a platform.
    stamp: dateOf(now.round({ smallestUnit: 'hour', roundingMode: 'floor' })),
    start,
    timezone: zone,
    summary: tidy(meeting.subject),
    location: tidy(meeting.place),
    description: meeting.agenda.map((point, at) => `${at + 1}. ${tidy(point)}`).join('\n'),
    status: cancelled ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
    organizer: { name: organiser, email: nobody },
  });
  event.createAttendee({ name: organiser, email: nobody, type: ICalAttendeeType.GROUP });
  return calendar.toString();
}

/** Inside a quoted parameter there is no way to write these but ^, which RFC 6868 makes a sign of its own. */
const quotable = (name: string): string =>
  tidy(name).replaceAll('^', '^^').replaceAll('"', '”').replaceAll('\\', '/').replaceAll('\n', ' ');

/** With the offset of the meeting's own day: of other days nothing is said. */
function zoneOf(zone: string, offset: string): string {
  const written = offset.replace(':', '');
  return [
    'BEGIN:VTIMEZONE',
    `TZID:${zone}`,
    'BEGIN:STANDARD',
    'DTSTART:19700101T000000',
    `TZOFFSETFROM:${written}`,
    `TZOFFSETTO:${written}`,
    'END:STANDARD',
    'END:VTIMEZONE',
  ].join('\r\n');
}

/** One file for everybody invited: a platform that has it once is sent no second copy. */
export async function calendarFile(
  act: Pick<Act, 'store' | 'zone' | 'now'>,
  meeting: Meeting,
): Promise<Omit<KeptFile, 'name'>> {
  const bytes = Buffer.from(calendarText(meeting, act));
  const file = await act.store.files.make(bytes, calendarMime, dateOf(act.now));
  return { file, mime: calendarMime, size: bytes.length };
}
