import fc from 'fast-check';
import ICAL from 'ical.js';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import { type MeetingId, newId, type OfficeId, type PersonId } from '../../../src/domain/identity.ts';
import type { Meeting } from '../../../src/domain/meeting.ts';
import { instant } from '../../../src/domain/time.ts';
import { tidy } from '../../../src/domain/vietnamese-text.ts';
import { calendarText } from '../../../src/use-cases/meetings/calendar-file.ts';

const zone = 'Asia/Ho_Chi_Minh';
const now = Temporal.Instant.from('2018-11-19T08:00:00+07:00');

const meeting: Meeting = {
  id: newId<MeetingId>(0),
  kind: 'committee',
  agenda: ['Đánh giá tháng 11', 'Nhiệm vụ tháng 12; việc khác, nếu có'],
  revision: 3,
  cancelledAt: undefined,
  postponed: false,
  sending: 'sent',
  unit: {} as Meeting['unit'],
  office: 'o' as OfficeId,
  officeName: 'Văn phòng Đảng ủy xã Mỹ Thạnh',
  calledBy: 'p' as PersonId,
  subject: 'Họp Đảng ủy thường kỳ tháng 12',
  place: 'Hội trường UBND xã',
  startsAt: Temporal.Instant.from('2018-12-05T08:00:00+07:00'),
};

function read(written: string) {
  const calendar = new ICAL.Component(ICAL.parse(written));
  const component = calendar.getFirstSubcomponent('vevent')!;
  const event = new ICAL.Event(component);
  const zoneFound = new ICAL.Timezone(calendar.getFirstSubcomponent('vtimezone')!);
  ICAL.TimezoneService.register(zoneFound, zoneFound.tzid);
  const start = component.getFirstProperty('dtstart')!;
  return {
    method: calendar.getFirstPropertyValue('method'),
    uid: event.uid,
    sequence: event.sequence,
    summary: event.summary,
    place: event.location,
    description: event.description ?? '',
    status: component.getFirstPropertyValue('status'),
    stamp: component.getFirstPropertyValue('dtstamp')!.toString(),
    organiser: component.getFirstProperty('organizer')!.getParameter('cn'),
    zone: start.getParameter('tzid'),
    startsAt: instant(
      (start.getFirstValue() as InstanceType<typeof ICAL.Time>)
        .convertToZone(ICAL.Timezone.utcTimezone)
        .toJSDate(),
    ).toString(),
  };
}

describe('the calendar file of a meeting', () => {
  it('is read by a calendar program as it is meant', () => {
    expect(read(calendarText(meeting, { zone, now }))).toEqual({
      method: 'REQUEST',
      uid: meeting.id,
      sequence: 3,
      summary: 'Họp Đảng ủy thường kỳ tháng 12',
      place: 'Hội trường UBND xã',
      description: '1. Đánh giá tháng 11\n2. Nhiệm vụ tháng 12; việc khác, nếu có',
      status: 'CONFIRMED',
      stamp: '2018-11-19T01:00:00Z',
      organiser: 'Văn phòng Đảng ủy xã Mỹ Thạnh',
      zone,
      startsAt: '2018-12-05T01:00:00Z',
    });
  });

  it('calls the same event off', () => {
    const read1 = read(calendarText({ ...meeting, revision: 4, cancelledAt: now }, { zone, now }));
    expect(read1).toMatchObject({ method: 'CANCEL', status: 'CANCELLED', sequence: 4, uid: meeting.id });
  });

  it('has lines of at most 75 bytes, ended as the format wants', () => {
    const written = calendarText({ ...meeting, subject: 'Đánh giá, xếp loại '.repeat(20) }, { zone, now });
    const lines = written.split('\r\n');
    expect(lines.filter((line) => Buffer.byteLength(line) > 75)).toEqual([]);
    expect(lines.some((line) => line.includes('\n'))).toBe(false);
  });

  it('of another zone has the hour of that zone', () => {
    const there = read(calendarText(meeting, { zone: 'Europe/Paris', now }));
    expect(there).toMatchObject({ zone: 'Europe/Paris', startsAt: '2018-12-05T01:00:00Z' });
  });

  it('gives back whatever was put in', () => {
    const mark = fc.constantFrom(
      '\\',
      ';',
      ',',
      ':',
      '"',
      '\n',
      'ườ',
      'Đ',
      '🔴',
      'BEGIN:VEVENT',
      '\\n',
      "'",
      '^',
    );
    const words = fc
      .array(fc.oneof(mark, fc.string({ unit: 'grapheme', maxLength: 30 })), { maxLength: 12 })
      .map((parts) => tidy(parts.join('')))
      .filter((text) => text !== '');
    const facts = fc.record({
      subject: words,
      place: words,
      officeName: words,
      agenda: fc.array(words, { maxLength: 4 }),
      revision: fc.nat(50),
      minutes: fc.nat(2_000_000),
    });
    fc.assert(
      fc.property(facts, ({ minutes, ...given }) => {
        const startsAt = now.add({ minutes });
        const found = read(calendarText({ ...meeting, ...given, startsAt }, { zone, now }));
        expect(found).toMatchObject({
          summary: given.subject,
          place: given.place,
          description: given.agenda.map((point, at) => `${at + 1}. ${point}`).join('\n'),
          sequence: given.revision,
          startsAt: startsAt.toString(),
        });
        expect(found.organiser).toBe(
          given.officeName.replaceAll('"', '”').replaceAll('\\', '/').replaceAll('\n', ' '),
        );
      }),
      { numRuns: 300 },
    );
  });
});
