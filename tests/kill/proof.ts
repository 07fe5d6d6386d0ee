import type { Entry as HistoryEntry } from '../../src/domain/entry.ts';
import { fold } from '../../src/domain/history.ts';
import type { Content } from '../../src/domain/message.ts';
import { instant } from '../../src/domain/time.ts';
import type { Phone } from '../support/fake-telegram/phone.ts';
import type { Entry } from '../support/fake-telegram/world.ts';
import type { Ask, Row } from '../support/storage.ts';
import { grouped } from './grouped.ts';
import { written } from './story.ts';

type Said = {
  readonly id: string;
  readonly once: string;
  readonly channel: string;
  readonly address: string;
  readonly priority: number;
  readonly content: Content;
  readonly state: string;
  readonly attempts: number;
  readonly perhaps_twice: boolean;
  readonly reference: string | null;
};

export type Found = {
  readonly problems: readonly string[];
  /** Rows whose sending was cut off, and how many of them a person really saw more than once. */
  readonly perhapsTwice: number;
  readonly seenTwice: number;
  /** Everything that was said to anybody, without the figures: the same in every round. */
  readonly said: readonly string[];
};

export type Played = {
  readonly updates: readonly number[];
  readonly phones: readonly Phone[];
  readonly number: string;
};

/** Looks whether nothing was lost and nothing done or said twice. */
export async function prove(ask: Ask, { updates, phones, number }: Played): Promise<Found> {
  const rows = (await ask(
    `select id::text, once, channel, address, priority, content, state, attempts, perhaps_twice, reference
     from outbox order by id`,
  )) as unknown as readonly Said[];
  const seen = phones.map((phone) => provesScreen(phone, rows));
  return {
    problems: [
      ...(await provesInbox(ask, updates, rows)),
      ...(await provesFacts(ask)),
      ...(await provesHistory(ask, number)),
      ...(await provesReminders(ask)),
      ...rows.filter(({ state }) => state !== 'sent').map((row) => `outbox ${nameOf(row)} is ${row.state}`),
      ...seen.flatMap(({ problems }) => problems),
    ],
    perhapsTwice: rows.filter((row) => row.perhaps_twice).length,
    seenTwice: seen.reduce((sum, { seenTwice }) => sum + seenTwice, 0),
    said: rows.map((row) => `${row.channel}:${row.address} ${textOf(row).replaceAll(/\d+/g, '#')}`).sort(),
  };
}

const nameOf = ({ id, once }: Said): string => `${id} (${once})`;
const textOf = ({ content }: Said): string => (content.kind === 'text' ? content.text : content.caption);

async function provesInbox(
  ask: Ask,
  updates: readonly number[],
  rows: readonly Said[],
): Promise<readonly string[]> {
  const stored = await ask(`select id::text, external_id, state from inbox where channel = 'telegram'`);
  const others = await ask(`select id::text, channel, state from inbox where channel <> 'telegram'`);
  const byUpdate = grouped(stored, (row) => /\d+$/.exec(String(row.external_id))?.[0] ?? '');
  const answered = new Set(rows.map(({ once }) => /^reply:(\d+):/.exec(once)?.[1]));
  return [
    ...updates.flatMap((update) => {
      const kept = byUpdate.get(String(update)) ?? [];
      return kept.length === 1 ? [] : [`update ${update} is ${kept.length} times in the inbox`];
    }),
    ...(stored.length === updates.length ? [] : [`${updates.length} updates, ${stored.length} in the inbox`]),
    ...stored.filter(({ state }) => state !== 'handled').map(({ id, state }) => `inbox ${id} is ${state}`),
    ...stored.filter(({ id }) => !answered.has(String(id))).map(({ id }) => `inbox ${id} was not answered`),
    ...others.map(({ id, channel }) => `inbox ${id} came from ${channel}, where nobody wrote`),
  ];
}

const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`;

async function provesFacts(ask: Ask): Promise<readonly string[]> {
  const meeting = `meetings m where m.subject = ${quoted(written.subject)}`;
  const visit = `visits v where v.note = ${quoted(written.note)}`;
  const recommendation = `recommendations r where r.text = ${quoted(written.recommendation)}`;
  const cadre = `(select id from people where code = 'BT-AN')`;
  const once: Readonly<Record<string, string>> = {
    meeting,
    visit,
    recommendation,
    'document of the meeting': `documents d join ${meeting} and d.meeting_id = m.id`.replace(
      ' where ',
      ' on ',
    ),
    'photo of the visit': `visit_photos p join ${visit} and p.visit_id = v.id`.replace(' where ', ' on '),
    'recommendation of the visit': `recommendations r join ${visit} and r.visit_id = v.id`.replace(
      ' where ',
      ' on ',
    ),
    'answer of the cadre':
      `invitations i join ${meeting} and i.meeting_id = m.id and i.person_id = ${cadre} and i.answer = 'coming'`.replace(
        ' where ',
        ' on ',
      ),
    'receipt of the document':
      `receipts r join documents d on d.id = r.document_id join ${meeting} and d.meeting_id = m.id and r.person_id = ${cadre} and r.read_at is not null`.replace(
        ' where ',
        ' on ',
      ),
  };
  const problems: string[] = [];
  for (const [what, where] of Object.entries(once)) {
    const [row] = await ask(`select count(*)::int as times from ${where}`);
    if (row?.times !== 1) problems.push(`${what}: ${row?.times} times`);
  }
  const linked = await ask(
    `select address from accounts where channel = 'telegram' and person_id is not null`,
  );
  if (linked.length !== 4) problems.push(`${linked.length} phones are linked`);
  return problems;
}

const steps = 'raised, warned, moved, taken-up, answered, confirmed';

async function provesHistory(ask: Ask, number: string): Promise<readonly string[]> {
  const [row] = await ask(`select *, id::text as key from recommendations where number = ${quoted(number)}`);
  if (!row) return [`there is no ${number || 'recommendation with a number'}`];
  const events = await ask(
    `select at, what, by_id::text, data, position from recommendation_events
     where recommendation_id = '${row.key}' order by position`,
  );
  const whats = events.map(({ what }) => what).join(', ');
  const gap = events.some(({ position }, at) => position !== at);
  const entries = events.map(({ at, what, by_id, data }) => ({
    at: instant(at as Date),
    by: by_id ?? undefined,
    what,
    data,
  })) as unknown as readonly HistoryEntry[];
  const difference = differs(fold(entries), row);
  return [
    ...(whats === steps ? [] : [`the history of ${number} is: ${whats}`]),
    ...(gap ? [`the history of ${number} has a gap`] : []),
    ...(difference ? [`the history of ${number} says otherwise: ${difference}`] : []),
  ];
}

function differs(folded: ReturnType<typeof fold>, row: Row): string {
  const time = (date: unknown) => (date instanceof Date ? date.getTime() : null);
  const told = {
    state: row.state,
    office: row.office_id,
    handler: row.handler_id,
    deadline: time(row.deadline),
    nextStep: row.next_step,
    nextStepAt: time(row.next_step_at),
    atTop: row.at_top,
    events: row.events,
  };
  const counted = folded && {
    state: folded.state,
    office: folded.office,
    handler: folded.handler ?? null,
    deadline: folded.deadline?.epochMilliseconds ?? null,
    nextStep: folded.nextStep ?? null,
    nextStepAt: folded.nextStepAt?.epochMilliseconds ?? null,
    atTop: folded.atTop,
    events: folded.events,
  };
  const [one, other] = [JSON.stringify(told), JSON.stringify(counted)];
  return one === other ? '' : `${one} ≠ ${other}`;
}

async function provesReminders(ask: Ask): Promise<readonly string[]> {
  const rows = await ask(
    `select p.code, split_part(o.once, ':', 4) as key, count(*)::int as times
     from outbox o join people p on p.id = o.person_id where o.once like 'meeting:%:reminder:%' group by 1, 2`,
  );
  const own = rows.filter(({ code }) => code === 'BT-AN').map(({ key }) => String(key));
  return [
    ...rows
      .filter(({ times }) => times !== 1)
      .map(({ code, key, times }) => `${code} was reminded ${times} times, ${key} before`),
    ...(own.sort().join() === '1d,2h,3d' ? [] : [`the cadre was reminded at: ${own.join() || 'no time'}`]),
  ];
}

const htmlAndFile = ({ html, file }: Entry): string => JSON.stringify([html, file?.name ?? '']);
const asSeen = (row: Said): string =>
  JSON.stringify([textOf(row), row.content.kind === 'file' ? row.content.name : '']);

/** Every bubble is one row of the outbox, and every row one bubble, but for those marked. */
function provesScreen({ chatId, transcript }: Phone, all: readonly Said[]) {
  const rows = all.filter(({ channel, address }) => channel === 'telegram' && address === String(chatId));
  const bubbles = transcript.filter(({ from }) => from === 'bot');
  const byReference = new Map(rows.map((row) => [row.reference, row]));
  const times = new Map<Said, number>();
  const shown: Said[] = [];
  const problems: string[] = [];
  const count = (row: Said) => {
    times.set(row, (times.get(row) ?? 0) + 1);
    if (!shown.includes(row)) shown.push(row);
  };
  for (const bubble of bubbles) {
    const row = byReference.get(`${chatId}:${bubble.messageId}`);
    const again = rows.find(
      (one) =>
        one.perhaps_twice && asSeen(one) === htmlAndFile(bubble) && (times.get(one) ?? 0) < one.attempts,
    );
    const saying = row ?? again;
    if (saying) count(saying);
    else problems.push(`${chatId} saw what nothing in the outbox says: ${bubble.html || bubble.file?.name}`);
    if (row && asSeen(row) !== htmlAndFile(bubble))
      problems.push(`${chatId} saw something else than ${nameOf(row)}`);
  }
  for (const row of rows) {
    const seen = times.get(row) ?? 0;
    const atMost = row.perhaps_twice ? row.attempts : 1;
    if (seen < 1 || seen > atMost) problems.push(`${chatId} saw ${nameOf(row)} ${seen} times`);
  }
  return {
    problems: [...problems, ...inOrder(chatId, shown)],
    seenTwice: [...times.values()].filter((n) => n > 1).length,
  };
}

/** What is equally urgent is read in the order it was said. */
function inOrder(chatId: number, shown: readonly Said[]): readonly string[] {
  return [...grouped(shown, ({ priority }) => priority).values()].flatMap((rows) =>
    rows.flatMap((row, at) => {
      const before = rows[at - 1];
      return before && BigInt(before.id) > BigInt(row.id)
        ? [`${chatId} saw ${nameOf(before)} before ${nameOf(row)}`]
        : [];
    }),
  );
}
