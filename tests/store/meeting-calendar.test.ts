import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { MeetingId, OfficeId, PersonId, UnitId } from '../../src/domain/identity.ts';
import { type Bare, bareDatabase } from './bare.ts';

let bare: Bare;
const [unit, office, person] = [randomUUID(), randomUUID(), randomUUID()];
beforeAll(async () => {
  bare = await bareDatabase();
  await bare.rows(`insert into levels (rank, key, name) values (9, 'test', 'Xã')`);
  await bare.rows(
    `insert into units (id, code, name, word, folded, rank, lineage) values ($1::uuid, 'X', 'X', 'xã', 'xa x', 9, array[$1::uuid])`,
    unit,
  );
  await bare.rows(
    `insert into offices (id, code, name, unit_id, kind) values ($1::uuid, 'X-VP', 'Văn phòng xã X', $2::uuid, 'general')`,
    office,
    unit,
  );
  await bare.rows(
    `insert into people (id, code, name, post) values ($1::uuid, 'P', 'Lê An', 'Cán bộ')`,
    person,
  );
});
afterAll(() => bare.close());

async function meeting(subject: string, startsAt: string): Promise<MeetingId> {
  const id = randomUUID();
  await bare.rows(
    `insert into meetings (id, unit_id, office_id, called_by_id, subject, place, starts_at, called_at)
     values ($1::uuid, $2::uuid, $3::uuid, $4::uuid, $5, 'Hội trường', $6::timestamptz, $6::timestamptz)`,
    id,
    unit,
    office,
    person,
    subject,
    startsAt,
  );
  return id as MeetingId;
}

it('conclusions are read in their order, with who must do them by when', async () => {
  const id = await meeting('Họp', '2018-11-05T01:00:00Z');
  for (const [position, text] of [
    [1, 'Báo cáo tiến độ'],
    [0, 'Sửa cầu ấp 3'],
  ] as const)
    await bare.rows(
      `insert into conclusions (id, meeting_id, position, text, owner_id, due_on, created_at)
       values ($1::uuid, $2::uuid, $3::int, $4, $5::uuid, '2018-12-31'::date, now())`,
      randomUUID(),
      id,
      position,
      text,
      office,
    );
  expect(await bare.store.meetingCalendar.conclusions(id, 10)).toEqual([
    { text: 'Sửa cầu ấp 3', owner: 'Văn phòng xã X', dueOn: '2018-12-31', number: undefined },
    { text: 'Báo cáo tiến độ', owner: 'Văn phòng xã X', dueOn: '2018-12-31', number: undefined },
  ]);
});

it('words of a subject are found at the beginnings of its words, whatever the diacritics and capitals', async () => {
  await meeting('ĐÁNH GIÁ tiêu chí nông thôn mới', '2018-10-05T01:00:00Z');
  await meeting('Họp đột xuất', '2018-10-06T01:00:00Z');
  const find = async (...words: string[]) => {
    const looking = { person: person as PersonId, offices: [office as OfficeId], over: [] as UnitId[] };
    const span = { from: new Date('2018-10-01'), until: new Date('2018-11-01'), offset: 0, atMost: 5 };
    const { meetings } = await bare.store.meetingCalendar.past(looking, { ...span, words });
    return meetings.map(({ subject }) => subject);
  };
  expect(await find('danh', 'nong')).toEqual(['ĐÁNH GIÁ tiêu chí nông thôn mới']);
  expect(await find('dot')).toEqual(['Họp đột xuất']);
  expect(await find('anh')).toEqual([]);
  expect(await find()).toEqual(['Họp đột xuất', 'ĐÁNH GIÁ tiêu chí nông thôn mới']);
});
