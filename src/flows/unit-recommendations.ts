import { longId, shortId, type UnitId } from '../domain/identity.ts';
import { escapeMarkup } from '../domain/markup.ts';
import { follows } from '../domain/permission.ts';
import { isOpen } from '../domain/recommendation.ts';
import { Refusal } from '../domain/refusal.ts';
import { shorten } from '../domain/shorten.ts';
import { fullUnitName } from '../domain/unit.ts';
import { waitingAt } from '../use-cases/organisation/handover-pack.ts';
import { facts } from '../use-cases/recommendations/wording.ts';
import type { Turned } from './converse.ts';
import type { World } from './flow.ts';

const shown = 10;

/** What waits at a unit the person follows, ten to a page: `key` is the unit, then the page. */
export async function unitRecommendations(world: World, key: string, page: string): Promise<Turned> {
  const id = longId<UnitId>(key);
  const unit = id && (await world.store.units.byId(id));
  if (!unit || !follows(world.actor, unit.id)) throw new Refusal('chat.not-yours');
  const { reader } = world;
  const all = await waitingAt(world, world.actor, unit);
  const from = /^\d{1,2}$/.test(page) ? Number(page) * shown : 0;
  const part = all.slice(from, from + shown);
  const values = { unit: escapeMarkup(fullUnitName(unit)), count: all.length };
  if (part.length === 0) return { say: [{ text: reader.say('assignment.list.none', values) }] };
  const lines = part.map((told) =>
    reader.say(`assignment.list.${isOpen(told) ? 'open' : 'answered'}`, facts(world, reader, told)),
  );
  const buttons = part.map((told) => [
    { label: shorten(`${told.number}: ${told.text}`, 40), action: `rv:${shortId(told.id)}` },
  ]);
  const next = from + shown;
  const more =
    all.length > next
      ? [[{ label: reader.say('assignment.list.more'), action: `hr:${key}:${next / shown}` }]]
      : [];
  const range = reader.say('assignment.list.part', { from: from + 1, to: from + part.length });
  const head = [reader.say('assignment.list.title', values), ...(all.length > shown ? [range] : [])];
  return { say: [{ text: [...head, ...lines].join('\n'), buttons: [...buttons, ...more] }] };
}
