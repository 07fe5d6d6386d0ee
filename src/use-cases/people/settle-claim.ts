import { escapeMarkup } from '../../domain/markup.ts';
import { priority } from '../../domain/message.ts';
import { dateOf, dateOfDay, dayIn } from '../../domain/time.ts';
import type { Claim } from '../../store/link-claims.ts';
import type { Act } from '../app.ts';
import { linkAddress } from './link-person.ts';
import { sayAt } from './say-at.ts';
import { tellOfficeOf } from './tell-office.ts';

/** Nobody has objected for a day: the phone that shared the number is the person's. */
export async function settleClaim(act: Act, id: string): Promise<void> {
  const claim = await act.store.linkClaims.lock(id);
  if (claim?.state !== 'waiting' || claim.dueAt > dateOf(act.now)) return;
  const stands = await stillStands(act, claim);
  await act.store.linkClaims.settle(id, stands ? 'done' : 'refused');
  if (stands) await takeOver(act, claim);
}

/** Meanwhile the person may have lost access, and the phone may have become somebody's, also theirs by a code. */
async function stillStands(act: Act, claim: Claim): Promise<boolean> {
  const actor = await act.store.people.actor(claim.person, dateOfDay(dayIn(act.zone, act.now)));
  return actor !== undefined && (await act.store.accounts.personAt(claim)) === undefined;
}

async function takeOver(act: Act, claim: Claim): Promise<void> {
  const actor = await linkAddress(act, claim.person, claim, claim.id);
  const values = { name: escapeMarkup(actor.name) };
  for (const phone of await act.store.accounts.of(claim.person)) {
    const isNew = phone.channel === claim.channel && phone.address === claim.address;
    sayAt(act, phone, {
      once: `claim:${claim.id}:done`,
      priority: priority.notice,
      language: actor.language,
      person: claim.person,
      word: (reader) => ({
        text: isNew
          ? [reader.say('link.done'), reader.say('link.menu-hint')].join('\n')
          : reader.say('link.claim-joined', { ...values, channel: reader.say(`channel.${claim.channel}`) }),
      }),
    });
  }
  await tellOfficeOf(act, claim, 'link.claim-done-office');
}
