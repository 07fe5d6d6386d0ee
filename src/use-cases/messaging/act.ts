import { features } from '../../domain/channel.ts';
import { dateOf, type Instant } from '../../domain/time.ts';
import type { OutgoingRow, Written } from '../../store/outbox.ts';
import type { Store } from '../../store/store.ts';
import type { Act, App } from '../app.ts';

/** What is said and the fact it speaks of commit together; then it is sent. */
export async function inAct<Result>(
  app: App,
  work: (act: Act) => Promise<Result>,
  now: Instant = app.clock.now(),
  mostMs?: number,
): Promise<Result> {
  const { result, written } = await app.database.transaction(async (store) => {
    const act = actOf(app, store, now);
    const result = await work(act);
    return { result, written: await write(app, act) };
  }, mostMs);
  app.post(written);
  return result;
}

export const actOf = (app: App, store: Store, now: Instant): Act => ({
  translate: app.translate,
  links: app.links,
  zone: app.zone,
  calendar: app.calendar,
  log: app.log,
  vault: app.vault,
  channels: app.channels,
  store,
  now,
  outgoing: [],
});

/** Writes all that the act has to say, in one statement. */
export const write = async (app: App, act: Act): Promise<Written> =>
  act.store.outbox.put(await outgoingOf(act), dateOf(act.now), app.mine());

/** All that the act has to say, as it is to be written. */
export const outgoingOf = ({ store, outgoing }: Act): Promise<readonly OutgoingRow[]> =>
  numbered(store, outgoing);

const wantsNumbers = ({ channel, content }: OutgoingRow): boolean =>
  !features[channel].buttons && content.buttons.flat().some(({ number }) => number === undefined);

/** Where a channel has no buttons, those of a message that stands for a while get numbers of their own on the address. */
async function numbered(store: Store, rows: readonly OutgoingRow[]): Promise<readonly OutgoingRow[]> {
  const wanting = rows.filter(wantsNumbers);
  if (wanting.length === 0) return rows;
  const counts = new Map<string, { channel: OutgoingRow['channel']; address: string; count: number }>();
  for (const { channel, address, content } of wanting) {
    const key = `${channel}:${address}`;
    const before = counts.get(key)?.count ?? 0;
    counts.set(key, { channel, address, count: before + content.buttons.flat().length });
  }
  const free = new Map(await store.outbox.numbers([...counts.values()]));
  return rows.map((row) => {
    const key = `${row.channel}:${row.address}`;
    const first = free.get(key);
    if (first === undefined || !wantsNumbers(row)) return row;
    free.set(key, first + row.content.buttons.flat().length);
    return withNumbers(row, first);
  });
}

function withNumbers(row: OutgoingRow, first: number): OutgoingRow {
  let number = first;
  const buttons = row.content.buttons.map((line) =>
    line.map((button) => ({ ...button, number: String(number++) })),
  );
  return { ...row, firstNumber: first, content: { ...row.content, buttons } };
}
