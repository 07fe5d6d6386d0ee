import type { Address } from '../../domain/channel.ts';
import { shortId } from '../../domain/identity.ts';
import { escapeMarkup } from '../../domain/markup.ts';
import { priority } from '../../domain/message.ts';
import type { Actor } from '../../domain/permission.ts';
import { Refusal } from '../../domain/refusal.ts';
import { dateOf, dateOfDay, dayIn, type Instant, instant } from '../../domain/time.ts';
import type { Claim, Holder } from '../../store/link-claims.ts';
import type { Act } from '../app.ts';
import { linkAddress } from './link-person.ts';
import { sayAt } from './say-at.ts';
import { tellOfficeOf } from './tell-office.ts';
import { momentOf } from './wording.ts';

/** How long the phone before may object. */
const hoursToObject = 24;

export type LinkedByContact =
  | { readonly outcome: 'linked'; readonly actor: Actor }
  | { readonly outcome: 'waiting'; readonly until: Instant };

/** The person at the address has said that the number is theirs. Who has a phone already keeps it alone for a day, in which it may object. */
export async function linkByContact(act: Act, phone: string, at: Address): Promise<LinkedByContact> {
  const holders = await act.store.linkClaims.holders(phone, dateOfDay(dayIn(act.zone, act.now)));
  const [holder, another] = holders;
  if (!holder) throw new Refusal('link.contact-unknown');
  if (another) throw new Refusal('link.contact-several');
  if (holder.linked) return claim(act, holder, at);
  return { outcome: 'linked', actor: await linkAddress(act, holder.person, at, `contact:${act.now}`) };
}

async function claim(act: Act, holder: Holder, at: Address): Promise<LinkedByContact> {
  const dueAt = act.now.add({ hours: hoursToObject });
  const claim = await act.store.linkClaims.ask(holder.person, at, dateOf(act.now), dateOf(dueAt));
  if (claim.isNew) {
    await tellPhones(act, claim);
    await tellOfficeOf(act, claim, 'link.claim-office');
  }
  return { outcome: 'waiting', until: instant(claim.dueAt) };
}

/** The phones that are the person's by now; each may refuse it. */
async function tellPhones(act: Act, claim: Claim): Promise<void> {
  const actor = await act.store.people.actor(claim.person, dateOfDay(dayIn(act.zone, act.now)));
  if (!actor) throw new Refusal('access.ended');
  for (const phone of await act.store.accounts.of(claim.person)) {
    if (!phone.reachable) continue;
    const key = phone.channel === claim.channel ? 'link.claim-takes' : 'link.claim-joins';
    sayAt(act, phone, {
      once: `claim:${claim.id}:asked`,
      priority: priority.urgent,
      language: actor.language,
      person: claim.person,
      word: (reader) => ({
        text: reader.say(key, {
          name: escapeMarkup(actor.name),
          channel: reader.say(`channel.${claim.channel}`),
          until: momentOf(act, reader, instant(claim.dueAt)),
        }),
        buttons: [[{ label: reader.say('link.not-me'), action: `lx:${shortId(claim.id)}` }]],
      }),
    });
  }
}
