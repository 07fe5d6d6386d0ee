import { randomUUID } from 'node:crypto';
import { readConfig } from '../../../src/config.ts';
import type { Address, InboundContent } from '../../../src/domain/channel.ts';
import type { Actor } from '../../../src/domain/permission.ts';
import { readRoster } from '../../../src/domain/roster.ts';
import { dateOf } from '../../../src/domain/time.ts';
import type { Talk } from '../../../src/flows/flow.ts';
import { takeTurn } from '../../../src/flows/take-turns.ts';
import { openHouse } from '../../../src/house.ts';
import { sweepAll } from '../../../src/jobs/sweeps.ts';
import type { Act, ActOf } from '../../../src/use-cases/app.ts';
import { changeMeeting } from '../../../src/use-cases/meetings/change-meeting.ts';
import { remindSilent } from '../../../src/use-cases/meetings/remind-silent.ts';
import { inAct } from '../../../src/use-cases/messaging/act.ts';
import { receive } from '../../../src/use-cases/messaging/receive.ts';
import { importRoster } from '../../../src/use-cases/organisation/import-roster.ts';
import { province } from '../../support/province.ts';

/** What it took to call a meeting of so many, in milliseconds; memory in MB. */
export type Called = {
  readonly invited: number;
  readonly written: number;
  readonly summary: number;
  readonly recorded: number;
  readonly queued: number;
  /** What the caller waited for while the notices were written. */
  readonly chat: readonly number[];
  readonly list: readonly number[];
  /** All who have not answered reminded; and everybody told of another place. */
  readonly reminded: number;
  readonly changed: number;
  /** After each of the calls. */
  readonly memory: readonly number[];
};

const { app, close, database } = await openHouse(readConfig(process.env));
const { store } = database;
const caller: Address = { channel: 'telegram', address: 'caller' };
const now = () => app.clock.now();

async function furnish(): Promise<string> {
  const sheets = province();
  const reading = readRoster(sheets);
  if (!('roster' in reading)) throw new Error('the province can not be read');
  await inAct(app, (act) => importRoster(act, reading.roster), now(), 300_000);
  const office = (sheets['Cán bộ'] ?? []).find(([, , , offices]) => offices === 'BT-VPTU')?.[0] ?? '';
  const root = await store.units.byCode('BT');
  if (!root) throw new Error('the province has no root');
  const people = await store.people.ofUnit(root.id, dateOf(now()), true);
  const link = (act: Act) =>
    Promise.all(
      people.map(({ id, code }, at) =>
        act.store.accounts.link(
          code === office ? caller : { channel: 'telegram', address: `phone-${at}` },
          id,
          dateOf(now()),
        ),
      ),
    );
  await inAct(app, link, now(), 300_000);
  // As after the first night.
  await database.tidy();
  return office;
}

/** One message of the caller, taken as it would be; the milliseconds until it is answered. */
async function turn(content: InboundContent): Promise<number> {
  const began = performance.now();
  const inbound = { ...caller, externalId: randomUUID(), content, language: undefined, network: undefined };
  for (const lane of await receive(app, [inbound])) while ((await takeTurn(app, lane)) !== 'nothing');
  return performance.now() - began;
}
const says = (text: string) => turn({ kind: 'text', text });

async function press(label: string): Promise<number> {
  const [last] = await store.outbox.latest(caller, 1);
  const button = last?.buttons.flat().find((one) => one.label === label);
  if (!button) throw new Error(`no ${label} in ${JSON.stringify(last).slice(0, 600)}`);
  return turn({ kind: 'press', action: button.action });
}

/** A meeting with a document, to everybody who follows a unit of any level. */
async function call(at: number, office: string) {
  await says('/moihop');
  await says(`Họp toàn tỉnh ${at}`);
  const day = now()
    .toZonedDateTimeISO(app.zone)
    .toPlainDate()
    .add({ days: 10 + 7 * at });
  const weekday = day.subtract({ days: Math.max(0, day.dayOfWeek - 5) });
  await says(`${weekday.day}/${weekday.month}/${weekday.year} 8g30`);
  const person = await store.people.byCode(office);
  const talk = (await store.conversations.lock(`person:${person?.id}`))?.state as Talk | undefined;
  if (talk?.stack.at(-1)?.at === 'startsAt') await press('Vẫn họp lúc đó');
  await says('Trung tâm hội nghị tỉnh');
  await press('Không có tài liệu');
  await press('Mời thêm');
  await press('Bỏ: người theo dõi tỉnh Bến Tre');
  for (const level of ['huyện', 'xã', 'ấp', 'tổ']) await press(`Thêm: người theo dõi các ${level} bên dưới`);
  const summary = await press('Xong');
  const recorded = await press('Gửi');
  const began = performance.now();
  await press('Gửi ngay');
  let writing = true;
  const chat: number[] = [];
  const chatting = (async () => {
    while (writing) {
      chat.push(await says('/lich'));
      // Faster than anybody types.
      await new Promise((resolve) => setTimeout(resolve, 250));
    }
  })();
  await sweepAll(app, now(), { ask: async () => {}, pass: async () => {} });
  const queued = performance.now() - began;
  writing = false;
  await chatting;
  return { summary, recorded, queued, chat };
}

async function measure(): Promise<Called> {
  const office = await furnish();
  const memory: number[] = [];
  const calls: Awaited<ReturnType<typeof call>>[] = [];
  for (let at = 0; at < 3; at++) {
    calls.push(await call(at, office));
    memory.push(process.memoryUsage().rss / 1024 / 1024);
  }
  const person = await store.people.byCode(office);
  const actor = person && (await store.people.actor(person.id, dateOf(now())));
  const offices = actor?.seats.map((seat) => seat.office) ?? [];
  const [meeting] = await store.meetings.upcomingOf(offices, dateOf(now()), 1);
  if (!meeting) throw new Error('no meeting was called');
  const invitations = await store.invitations.ofMeeting(meeting.id);
  const answer = {
    answer: 'coming' as const,
    reason: undefined,
    substitute: undefined,
    substituteId: undefined,
  };
  for (const { id } of invitations.slice(0, 3000)) await store.invitations.answer(id, answer, dateOf(now()));
  await says('/aichua');
  const list: number[] = [];
  for (let at = 0; at < 40; at++) list.push(await press(at % 2 ? 'Trang trước' : 'Trang sau'));
  const act = (work: (act: ActOf) => Promise<unknown>) =>
    inAct(app, async (open) => void (await work({ ...open, actor: actor as Actor })), now(), 300_000);
  const reminded = await timed(() => act((open) => remindSilent(open, meeting.id)));
  const { id, revision } = meeting;
  const changed = await timed(() =>
    act((open) => changeMeeting(open, { meeting: id, seen: revision, to: { place: 'Hội trường tỉnh' } })),
  );
  const most = (pick: (one: (typeof calls)[number]) => number) => Math.max(...calls.map(pick));
  const written = (await store.sendings.counts(meeting.id, dateOf(now()))).noticed;
  return {
    invited: invitations.length,
    written,
    summary: most(({ summary }) => summary),
    recorded: most(({ recorded }) => recorded),
    queued: most(({ queued }) => queued),
    chat: calls.flatMap(({ chat }) => chat),
    list,
    reminded,
    changed,
    memory,
  };
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}

process.on('message', (message: string) => {
  if (message === 'stop') void close().finally(() => process.exit(0));
  else void measure().then((called) => process.send?.(called));
});
process.send?.('ready');
