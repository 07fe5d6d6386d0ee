import { Temporal } from 'temporal-polyfill';
import { expect, it } from 'vitest';
import type { Attendee } from '../../../src/domain/attendance.ts';
import { features } from '../../../src/domain/channel.ts';
import { type InvitationId, newId, type PersonId } from '../../../src/domain/identity.ts';
import { plain } from '../../../src/domain/markup.ts';
import type { Meeting } from '../../../src/domain/meeting.ts';
import { loadLocales } from '../../../src/locales.ts';
import { buttonsAtMost } from '../../../src/store/outbox.ts';
import { attendanceList, inRollOrder, pageOf } from '../../../src/use-cases/meetings/attendance-wording.ts';
import { readerOf } from '../../../src/use-cases/messaging/say.ts';

const reader = readerOf({ translate: loadLocales() }, 'vi');
const meeting = {
  id: newId(0),
  unit: { word: 'xã', name: 'Mỹ Thạnh', parent: 'huyện Ba Tri' },
  officeName: 'Văn phòng Đảng ủy xã Mỹ Thạnh',
  subject: 'x'.repeat(500),
  place: 'Hội trường xã',
  startsAt: Temporal.Instant.from('2018-11-19T08:00:00+07:00'),
} as unknown as Meeting;
const names = ['Nguyễn Thị Ánh', 'Trần Văn Bình', 'Lê Thị Đào', 'Phạm Quốc Dũng', 'Nguyễn Văn An'];
const attendees: readonly Attendee[] = Array.from({ length: 30 }, (_, at) => ({
  invitation: newId<InvitationId>(at),
  person: newId<PersonId>(at),
  name: `${names[at % names.length]}`,
  post: '',
  answer: at % 2 ? 'absent' : 'coming',
  reason: at % 2 ? 'y'.repeat(500) : undefined,
  substitute: undefined,
  attendance: undefined,
}));
const page = (at: number) => attendanceList(reader, 'Asia/Ho_Chi_Minh', meeting, attendees, at);
const toggles = (at: number) =>
  page(at)
    .buttons!.flat()
    .filter(({ action }) => /^a[ac]:/.test(action));

it('shows everybody on some page, by given name, each with one button, whatever is ticked', () => {
  const all = [0, 1, 2].flatMap(toggles).map(({ action }) => action.slice(3));
  expect(all).toHaveLength(30);
  expect(new Set(all).size).toBe(30);
  expect(inRollOrder(attendees).map(({ name }) => name)).toEqual(
    ['Nguyễn Văn An', 'Nguyễn Thị Ánh', 'Trần Văn Bình', 'Phạm Quốc Dũng', 'Lê Thị Đào'].flatMap((name) =>
      Array.from({ length: 6 }, () => name),
    ),
  );
  const ticked = attendees.map((one) => ({ ...one, attendance: 'absent' as const }));
  expect(inRollOrder(ticked).map(({ invitation }) => invitation)).toEqual(
    inRollOrder(attendees).map(({ invitation }) => invitation),
  );
  inRollOrder(attendees).forEach(({ invitation }, place) => {
    expect(pageOf(attendees, invitation)).toBe(Math.floor(place / 12));
  });
});

it('leads from page to page, and ends each with Xong', () => {
  const ways = (at: number) =>
    page(at)
      .buttons!.flat()
      .filter(({ action }) => !/^a[ac]:/.test(action))
      .map(({ label }) => label);
  expect([0, 1, 2].map(ways)).toEqual([
    ['Xem tiếp', 'Xong'],
    ['Trang trước', 'Xem tiếp', 'Xong'],
    ['Trang trước', 'Xong'],
  ]);
});

it('is one message on every channel, however long the reasons are', () => {
  const moved = attendees.map((one) => ({
    ...one,
    answer: undefined,
    before: { answer: 'absent' as const, reason: 'y'.repeat(500), substitute: undefined },
  }));
  const pages = [attendees, moved].flatMap((list) =>
    [0, 1, 2].map((at) => attendanceList(reader, 'Asia/Ho_Chi_Minh', meeting, list, at)),
  );
  for (const { text, buttons = [] } of pages) {
    expect(buttons.flat().length).toBeLessThanOrEqual(buttonsAtMost);
    const asLines = buttons.flat().reduce((sum, { label }) => sum + label.length + 7, 0);
    expect(plain(text).length + asLines).toBeLessThanOrEqual(features['zalo-bot'].textAtMost);
    for (const { action } of buttons.flat()) expect(Buffer.byteLength(action)).toBeLessThanOrEqual(64);
  }
});
