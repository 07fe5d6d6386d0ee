import type { PersonId, UnitId } from '../domain/identity.ts';
import { escapeMarkup } from '../domain/markup.ts';
import { dateOf } from '../domain/time.ts';
import type { Act } from '../use-cases/app.ts';
import type { Reader } from '../use-cases/messaging/say.ts';
import { tell } from '../use-cases/organisation/tell-followers.ts';
import { unitWritten } from '../use-cases/organisation/wording.ts';
import { stale } from './engine-asks.ts';
import type { Choice, Place, Talk } from './flow.ts';
import { logVisit } from './log-visit.ts';
import { raiseRecommendation } from './raise-recommendation.ts';
import { flowNamed } from './registry.ts';

/** What only a follower of the unit can send. */
const ofFollowers: readonly string[] = [logVisit.name, raiseRecommendation.name];

const isAbout = ({ flow, draft }: Place, unit: UnitId): boolean =>
  ofFollowers.includes(flow) && (draft.unit as Choice | undefined)?.value === unit;

/** A handover has come into force: what its former lead was writing about the unit is now the next one's to send. */
export async function passDrafts(act: Act, handover: string): Promise<void> {
  const due = await act.store.handovers.takeDraftsDue(handover, dateOf(act.now));
  if (!due) return;
  const moved = await move(act, due);
  if (moved.length > 0) await tellBoth(act, handover, due, moved);
}

type Passing = { readonly unit: UnitId; readonly from: PersonId; readonly to: PersonId };

async function move(act: Act, { unit, from, to }: Passing): Promise<readonly Place[]> {
  const { conversations } = act.store;
  const lanes = { from: `person:${from}`, to: `person:${to}` };
  // In one order, whoever hands over to whom.
  for (const lane of Object.values(lanes).sort()) await conversations.lock(lane);
  const left = await conversations.lock(lanes.from);
  const talk = left?.state as Partial<Talk> | undefined;
  const stack = talk?.stack ?? [];
  const passed = stack.filter((place) => isAbout(place, unit));
  if (!left || passed.length === 0) return [];
  const kept = stack.filter((place) => !passed.includes(place));
  // A question that is no longer there is not answered by its old buttons.
  const after = { ...talk, stack: kept, ticket: (talk?.ticket ?? 0) + 1 };
  await conversations.keep(lanes.from, after, left.touchedAt, kept.length > 0 ? dateOf(act.now) : undefined);
  const last = await act.store.inbox.last();
  await receive(
    act,
    lanes.to,
    passed.map((place) => letGo(place, last)),
  );
  return passed;
}

/** It is written there no longer. */
const letGo = ({ written = [], ...place }: Place, last: string): Place => ({
  ...place,
  written: written.map((stretch) => ({ to: last, ...stretch })),
});

/** Below what the next lead is writing; where that is nothing, they are asked about it now. */
async function receive({ store, now }: Act, lane: string, passed: readonly Place[]): Promise<void> {
  const found = await store.conversations.lock(lane);
  const talk = found?.state as Partial<Talk> | undefined;
  const own = talk?.stack ?? [];
  const ticket = talk?.ticket ?? Math.floor(now.epochMilliseconds / 1000);
  const stack = [...passed.map((place) => stale(place)), ...own];
  const asksAt = own.length > 0 ? (found?.nextAskAt ?? undefined) : dateOf(now);
  await store.conversations.keep(lane, { ...talk, stack, ticket }, found?.touchedAt ?? dateOf(now), asksAt);
}

async function tellBoth(
  act: Act,
  handover: string,
  { unit: id, from, to }: Passing,
  moved: readonly Place[],
): Promise<void> {
  const unit = await act.store.units.byId(id);
  const [former, next] = [await act.store.assignments.person(from), await act.store.assignments.person(to)];
  if (!unit || !former || !next) return;
  const word = (key: string, name: string) => (reader: Reader) => {
    const titles = moved.map(({ flow }) => reader.say(flowNamed(flow)?.title ?? 'chat.none')).join(', ');
    return { text: reader.say(key, { unit: unitWritten(unit), name: escapeMarkup(name), titles }) };
  };
  const once = `handover:${handover}:drafts`;
  await tell(act, [from], { once: `${once}:former`, word: word('assignment.draft-moved', next.name) });
  await tell(act, [to], { once, word: word('assignment.draft-received', former.name) });
}
