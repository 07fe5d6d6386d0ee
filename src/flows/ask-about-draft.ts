import type { PersonId } from '../domain/identity.ts';
import { priority } from '../domain/message.ts';
import { dateOf, dateOfDay, dayIn } from '../domain/time.ts';
import type { Act } from '../use-cases/app.ts';
import { readerOf, rowsOf, waitUntil } from '../use-cases/messaging/say.ts';
import { stale } from './engine-asks.ts';
import type { Talk, World } from './flow.ts';
import { promptFor, worded } from './prompt.ts';
import { flowNamed } from './registry.ts';

/** A draft has lain untouched for days: its author is asked whether to go on. It is kept whatever happens. */
export async function askAboutDraft(act: Act, lane: string): Promise<void> {
  const found = await act.store.conversations.lock(lane);
  const talk = found?.state as Talk | undefined;
  const place = talk?.stack?.at(-1);
  const flow = place && flowNamed(place.flow);
  const person = /^person:(.+)$/.exec(lane)?.[1] as PersonId | undefined;
  const day = dateOfDay(dayIn(act.zone, act.now));
  const [reach] = person ? await act.store.accounts.reach([person], day) : [];
  const actor = person && (await act.store.people.actor(person, day));
  if (!talk || !place || !flow || !reach || !actor) {
    if (talk) await act.store.conversations.keep(lane, talk, found?.touchedAt ?? dateOf(act.now), undefined);
    return;
  }
  const world: World = { ...act, at: reach, reader: readerOf(act, reach.language), actor };
  const asked = stale(place);
  const ticket = talk.ticket + 1;
  const wording = worded(await promptFor(flow, asked, world), ticket, world);
  const once = `draft:${lane}:${place.flow}:${ticket}`;
  act.outgoing.push(
    ...rowsOf(wording, reach, { once, priority: priority.notice, person, notBefore: waitUntil(act, reach) }),
  );
  const stack = [...talk.stack.slice(0, -1), asked];
  await act.store.conversations.keep(lane, { stack, ticket }, found?.touchedAt ?? dateOf(act.now), undefined);
}
