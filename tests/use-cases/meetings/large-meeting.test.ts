import { Temporal } from 'temporal-polyfill';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readConfig } from '../../../src/config.ts';
import type { MeetingId } from '../../../src/domain/identity.ts';
import { rosterSheets } from '../../../src/domain/roster/sheets.ts';
import { readRoster } from '../../../src/domain/roster.ts';
import { dateOf } from '../../../src/domain/time.ts';
import { type House, openHouse } from '../../../src/house.ts';
import { sweepAll } from '../../../src/jobs/sweeps.ts';
import { answerInvitation } from '../../../src/use-cases/meetings/answer-invitation.ts';
import { callMeeting } from '../../../src/use-cases/meetings/call-meeting.ts';
import { remindOfMeeting } from '../../../src/use-cases/meetings/remind-of-meeting.ts';
import { inAct } from '../../../src/use-cases/messaging/act.ts';
import { importRoster } from '../../../src/use-cases/organisation/import-roster.ts';
import { testDatabase } from '../../support/world.ts';

const followers = 620;
const unlinked = 5;
const many = <Item>(make: (at: number) => Item): Item[] =>
  Array.from({ length: followers }, (_, at) => make(at));

const sheets = {
  'Đơn vị': [rosterSheets['Đơn vị'].headers, ['T', 'Thử', 'tỉnh', 'Tỉnh', '', '', '']],
  'Cơ quan': [rosterSheets['Cơ quan'].headers, ['T-VP', 'Văn phòng tỉnh Thử', 'T', 'Văn phòng', '']],
  'Cán bộ': [
    rosterSheets['Cán bộ'].headers,
    ['VP', 'Trần Thị Thư Ký', 'Chánh Văn phòng', 'T-VP', 'Lãnh đạo', ''],
    ...many((at) => [`C${at}`, `Nguyễn Văn ${at}`, 'Cán bộ', '', '', '']),
  ],
  'Phân công': [
    rosterSheets['Phân công'].headers,
    ...many((at) => [`C${at}`, 'T', 'Phối hợp', '01/01/2018', '', '', '']),
  ],
};

const called = Temporal.Instant.from('2018-11-19T09:00:00+07:00');
const startsAt = Temporal.Instant.from('2018-11-28T09:00:00+07:00');
const office = { channel: 'telegram', address: 'VP' } as const;
let house: House;
let meeting: MeetingId;
let drop: () => Promise<void>;

beforeAll(async () => {
  const database = await testDatabase();
  drop = database.drop;
  house = await openHouse(
    readConfig({ ...database.env, DEMO: '0', PORT: '0', HOST: '127.0.0.1', LOG_LEVEL: 'error' }),
  );
  const reading = readRoster(sheets);
  if (!('roster' in reading)) throw new Error('the roster can not be read');
  await inAct(house.app, (act) => importRoster(act, reading.roster), called);
  const { people, accounts } = house.database.store;
  await accounts.link(office, (await people.byCode('VP'))!.id, dateOf(called));
  for (let at = unlinked; at < followers; at++) {
    const { id } = (await people.byCode(`C${at}`))!;
    await accounts.link({ channel: 'telegram', address: String(at) }, id, dateOf(called));
  }
  meeting = await inAct(
    house.app,
    async (act) => {
      const { id } = (await act.store.people.byCode('VP'))!;
      const actor = (await act.store.people.actor(id, dateOf(act.now)))!;
      const call = { seat: actor.seats[0]!, subject: 'Họp', place: 'Hội trường', startsAt, documents: [] };
      return (await callMeeting({ ...act, actor }, { ...call, atOnce: true })).meeting.id;
    },
    called,
  );
});
afterAll(async () => {
  await house.close();
  await drop();
});

it('a reminder to many goes in short transactions, to each once, also with two workers', async () => {
  const { meetings } = house.database.store;
  const [due] = await meetings.dueForReminder(dateOf(startsAt), 9);
  const now = Temporal.Instant.fromEpochMilliseconds(due!.at.getTime());
  const written: number[] = [];
  const look = () =>
    inAct(
      house.app,
      async (act) => {
        await remindOfMeeting(act, meeting, due!.at);
        written.push(act.outgoing.length);
      },
      now,
    );
  const isDue = async () => (await meetings.dueForReminder(dateOf(now), 9)).length > 0;
  while (await isDue()) await Promise.all([look(), look()]);
  const some = written.filter((count) => count > 0);
  expect(Math.max(...some)).toBe(300);
  expect(some.reduce((sum, count) => sum + count, 0)).toBe(followers - unlinked);
  const everybody = (await house.database.store.invitations.ofMeeting(meeting)).map(({ person }) => person);
  const key = `meeting:${meeting}:reminder:3d:${startsAt.epochMilliseconds / 1000}`;
  expect(await house.database.store.accounts.unsaid(key, everybody, dateOf(now), 9)).toEqual([]);
});

it('answers that come within a quarter of an hour are told to the office together, when it is over', async () => {
  const { store } = house.database;
  const at = (time: string) => Temporal.Instant.from(`2018-11-20T${time}+07:00`);
  const answers = async (code: string, time: string) => {
    const { id } = (await store.people.byCode(code))!;
    const invitation = (await store.invitations.of(meeting, id))!;
    await inAct(
      house.app,
      async (act) => {
        const actor = (await act.store.people.actor(id, dateOf(act.now)))!;
        await answerInvitation({ ...act, actor }, invitation.id, { answer: 'coming' });
      },
      at(time),
    );
  };
  const waiting = async (time: string) =>
    (await store.outbox.waiting(dateOf(at(time)))).filter(({ address }) => address === office.address);
  const gathered = async (time: string) => {
    await sweepAll(house.app, at(time), { ask: async () => {}, pass: async () => {} });
    return (await waiting(time)).map(({ items, notBefore }) => ({
      count: items?.length,
      at: notBefore?.toISOString(),
    }));
  };
  const end = dateOf(at('09:15')).toISOString();
  for (const n of [0, 1, 2, 3]) await answers(`C${unlinked + n}`, `09:0${1 + n}`);
  expect((await waiting('09:05')).map(({ notBefore }) => notBefore?.toISOString())).toEqual([
    end,
    end,
    end,
    end,
  ]);
  expect(await gathered('09:10')).toEqual([{ count: 4, at: end }]);
  await answers(`C${unlinked + 4}`, '09:14');
  expect(await gathered('09:14:30')).toEqual([{ count: 5, at: end }]);
  await answers(`C${unlinked + 5}`, '09:16');
  const next = dateOf(at('09:30')).toISOString();
  expect(await gathered('09:17')).toEqual([{ count: 1, at: next }]);
});
