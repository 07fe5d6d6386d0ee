import { setTimeout as wait } from 'node:timers/promises';
import { Temporal } from 'temporal-polyfill';
import { readConfig } from '../../src/config.ts';
import { rosterSheets } from '../../src/domain/roster/sheets.ts';
import { readRoster } from '../../src/domain/roster.ts';
import { openHouse as openInside } from '../../src/house.ts';
import { inAct } from '../../src/use-cases/messaging/act.ts';
import { importRoster } from '../../src/use-cases/organisation/import-roster.ts';
import { type FakeTelegram, startFakeTelegram } from '../support/fake-telegram.ts';
import { pdf } from '../support/samples.ts';
import { newStorage, type Row, type Storage } from '../support/storage.ts';
import { type Chance, chanceOf } from './chance.ts';
import { type House, openHouse } from './house.ts';
import { type Round, settled } from './rounds.ts';
import { player } from './story.ts';

const subject = 'Họp toàn thể';
const chatOf = (at: number): number => 2001 + at;
const secretaryChat = 1001;

const sheetsOf = (phones: number) => ({
  'Đơn vị': [
    rosterSheets['Đơn vị'].headers,
    ['T', 'Thử', 'tỉnh', 'Tỉnh', '', '', ''],
    ['T.X', 'Một', 'xã', 'Xã', 'T', '', ''],
  ],
  'Cơ quan': [rosterSheets['Cơ quan'].headers, ['T.X-VP', 'Văn phòng xã Một', 'T.X', 'Văn phòng', '']],
  'Cán bộ': [
    rosterSheets['Cán bộ'].headers,
    ['VP', 'Trần Thị Thư Ký', 'Chánh Văn phòng', 'T.X-VP', 'Lãnh đạo', ''],
    ...many(phones, (at) => [`C${at}`, `Nguyễn Văn ${at}`, 'Cán bộ', '', '', '']),
  ],
  'Phân công': [
    rosterSheets['Phân công'].headers,
    ...many(phones, (at) => [`C${at}`, 'T.X', 'Phối hợp', '01/01/2018', '', '', '']),
  ],
});

const many = <Item>(count: number, make: (at: number) => Item): Item[] =>
  Array.from({ length: count }, (_, at) => make(at));

// Where it is about ten in the morning whenever this runs: at night the word that all is sent waits for the day.
const east = ((46 - Temporal.Now.zonedDateTimeISO('UTC').hour) % 24) - 12;
const zone = `Etc/GMT${east > 0 ? '-' : '+'}${Math.abs(east)}`;

/** A commune with so many followers, each linked to a phone: in real use, by the real clock. */
async function furnish({ env }: Storage, phones: number): Promise<void> {
  const house = await openInside(
    readConfig({ ...env, TIME_ZONE: zone, DEMO: '0', PORT: '0', HOST: '127.0.0.1', LOG_LEVEL: 'error' }),
  );
  try {
    const reading = readRoster(sheetsOf(phones));
    if (!('roster' in reading)) throw new Error(`the roster can not be read: ${JSON.stringify(reading)}`);
    await inAct(house.app, (act) => importRoster(act, reading.roster));
    const { people, accounts } = house.database.store;
    const link = async (code: string, chat: number) => {
      const person = await people.byCode(code);
      if (!person) throw new Error(`no ${code}`);
      await accounts.link({ channel: 'telegram', address: String(chat) }, person.id, new Date());
    };
    await link('VP', secretaryChat);
    for (let at = 0; at < phones; at++) await link(`C${at}`, chatOf(at));
  } finally {
    await house.close();
  }
}

/** Within a day, so that nothing waits for the end of a night. */
function soon(): string {
  const at = Temporal.Now.zonedDateTimeISO(zone).add({ hours: 20 });
  return `${at.day}/${at.month}/${at.year} ${at.hour}g${String(at.minute).padStart(2, '0')}`;
}

async function calls(secretary: ReturnType<typeof player>): Promise<void> {
  secretary.says('/moihop');
  await secretary.sees(/Nội dung cuộc họp/);
  secretary.says(subject);
  await secretary.sees(/Họp lúc nào/);
  secretary.says(soon());
  if (/nghỉ/.test(await secretary.sees(/Họp ở đâu|nghỉ/))) {
    secretary.chooses('Vẫn họp lúc đó');
    await secretary.sees(/Họp ở đâu/);
  }
  secretary.says('Hội trường');
  await secretary.sees(/Tài liệu gửi kèm/);
  secretary.sends('Báo cáo.pdf', pdf, 'application/pdf');
  await secretary.sees(/Đã nhận/);
  secretary.chooses('Xong');
  await secretary.sees(/Giấy mời sẽ gửi tới/);
  secretary.chooses('Gửi');
  await secretary.sees(/Đã ghi giấy mời/);
  secretary.chooses('Gửi ngay');
}

async function killAgain(
  house: House,
  fake: FakeTelegram,
  chance: Chance,
  phones: number,
  tell: (name: string) => void,
) {
  for (let left = 3; left > 0; left--) {
    await house.base();
    const method = chance.oneOf(['sendMessage', 'sendMessage', 'sendDocument']);
    const times = chance.between(1, Math.max(2, Math.floor(phones / 5)));
    await Promise.race([fake.called(method, times), wait(3_000)]);
    await wait(chance.between(0, 30));
    await house.kill();
    tell(`${method}×${times}`);
    house.start();
  }
}

/** A notice with a document to so many phones, the process killed in the middle of it: each has all of it once, or is marked. */
export async function playBroadcast(
  server: string | undefined,
  phones: number,
  seed: number,
): Promise<Round> {
  const began = performance.now();
  const fake = await startFakeTelegram();
  const storage = await newStorage(server);
  const kills: string[] = [];
  const updates: number[] = [];
  await furnish(storage, phones);
  for (let at = 0; at < phones; at++) fake.phone(chatOf(at)).meet();
  const house = openHouse({
    ...storage.env,
    DEMO: '0',
    TIME_ZONE: zone,
    TELEGRAM_BOT_TOKEN: fake.token,
    TELEGRAM_API_ROOT: fake.apiRoot,
    TELEGRAM_MODE: 'polling',
  });
  const stop = new AbortController();
  try {
    await house.base();
    const secretary = player(fake.phone(secretaryChat).meet(), (update) => updates.push(update));
    const work = async () => {
      await calls(secretary);
      // One answer never comes, though the message has arrived.
      fake.fail('sendMessage', { kind: 'reset', processed: true });
      await killAgain(house, fake, chanceOf(seed), phones, (name) => kills.push(name));
      await secretary.sees(/Đã gửi xong giấy mời/, 60_000 + phones * 500);
      await settled(house, stop.signal);
      await house.stop();
    };
    await Promise.race([work(), house.failed]);
    return {
      ...(await prove(storage, fake, phones)),
      kills,
      updates: updates.length,
      log: house.log(),
      seconds: since(began),
    };
  } catch (error) {
    const problems = [error instanceof Error ? error.message : String(error)];
    return {
      problems,
      kills,
      seconds: since(began),
      perhapsTwice: 0,
      seenTwice: 0,
      updates: 0,
      log: house.log(),
    };
  } finally {
    stop.abort();
    await house.kill();
    await fake.close();
    await storage.drop();
  }
}

const since = (began: number): number => (performance.now() - began) / 1000;

async function prove(storage: Storage, fake: FakeTelegram, phones: number) {
  const [rows, invitations] = await storage.read(async (ask) => [
    await ask(`select once, address, state, perhaps_twice from outbox where once like 'meeting:%:notice:%'`),
    await ask(`select count(*)::int as invited, count(noticed_at)::int as noticed from invitations`),
  ]);
  const twice = new Set(rows.filter((row) => row.perhaps_twice).map((row) => `${row.address}${partOf(row)}`));
  const problems: string[] = [];
  let seenTwice = 0;
  const expected = phones * parts.length;
  if (rows.length !== expected) problems.push(`${rows.length} messages instead of ${expected}`);
  const [count] = invitations;
  if (count?.invited !== phones || count?.noticed !== phones)
    problems.push(`invited: ${JSON.stringify(count)}`);
  problems.push(
    ...rows.filter(({ state }) => state !== 'sent').map(({ once, state }) => `${once} is ${state}`),
  );
  for (let at = 0; at < phones; at++) {
    const entries = fake.phone(chatOf(at)).transcript;
    const seen = {
      text: entries.filter(({ file, text }) => !file && text.includes(subject)).length,
      document: entries.filter(({ file }) => file?.name === 'Báo cáo.pdf').length,
      calendar: entries.filter(({ file }) => file?.name.endsWith('.ics')).length,
    };
    for (const part of parts) {
      if (seen[part] === 1) continue;
      seenTwice += 1;
      if (seen[part] === 0 || !twice.has(`${chatOf(at)}${part}`))
        problems.push(`phone ${at} has the ${part} ${seen[part]} times`);
    }
    if (entries.findIndex(({ file }) => file) < entries.findIndex(({ text }) => text.includes(subject)))
      problems.push(`phone ${at} has the document before the notice`);
  }
  return { problems, perhapsTwice: twice.size, seenTwice };
}

/** What each phone gets, in the order of the keys. */
const parts = ['text', 'document', 'calendar'] as const;

const partOf = ({ once }: Row): (typeof parts)[number] | undefined =>
  parts[Number(/:person:[0-9a-f-]{36}(?::(\d+))?$/.exec(String(once))?.[1] ?? 0)];
