import type { Address } from '../../domain/channel.ts';
import type { PersonId } from '../../domain/identity.ts';
import { escapeMarkup } from '../../domain/markup.ts';
import { priority } from '../../domain/message.ts';
import type { Actor } from '../../domain/permission.ts';
import { Refusal } from '../../domain/refusal.ts';
import { dateOf, dateOfDay, dayIn } from '../../domain/time.ts';
import type { Act } from '../app.ts';
import { tellOfMeetingsAhead } from '../meetings/tell-of-meetings-ahead.ts';
import { sayAt } from './say-at.ts';

/** The person at the address has said that the code is theirs: it is used up, and the address is theirs from now on. */
export async function linkPerson(act: Act, hash: string, at: Address): Promise<Actor> {
  const now = dateOf(act.now);
  const code = await act.store.linkCodes.find(hash, dateOfDay(dayIn(act.zone, act.now)));
  if (!code || code.usedAt) throw new Refusal('link.used');
  if (code.expiresAt <= now) throw new Refusal('link.expired');
  await act.store.linkCodes.use(code.id, `${at.channel}:${at.address}`, now);
  await act.store.linkClaims.drop(code.person);
  return linkAddress(act, code.person, at, code.id);
}

/** The address is the person's from now on; a phone that was theirs on the same channel is told so. `by`: what proved it. */
export async function linkAddress(act: Act, person: PersonId, at: Address, by: string): Promise<Actor> {
  const actor = await act.store.people.actor(person, dateOfDay(dayIn(act.zone, act.now)));
  if (!actor) throw new Refusal('access.ended');
  const values = { name: escapeMarkup(actor.name) };
  for (const old of await act.store.accounts.link(at, person, dateOf(act.now)))
    sayAt(act, old, {
      once: `link:${by}:cut`,
      priority: priority.notice,
      language: actor.language,
      word: (reader) => ({ text: reader.say('link.cut', values) }),
    });
  await tellOfMeetingsAhead(act, person);
  return actor;
}
