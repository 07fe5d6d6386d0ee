import { priority } from '../../domain/message.ts';
import { Refusal } from '../../domain/refusal.ts';
import type { ActOf } from '../app.ts';
import { sayAt } from './say-at.ts';
import { tellOfficeOf } from './tell-office.ts';

/** The person says, from a phone that is theirs, that the other one is not. */
export async function refuseClaim(act: ActOf, id: string): Promise<void> {
  const claim = await act.store.linkClaims.lock(id);
  if (!claim || claim.person !== act.actor.id) throw new Refusal('chat.not-yours');
  if (claim.state === 'done') throw new Refusal('link.claim-late');
  if (claim.state === 'refused') throw new Refusal('link.claim-over');
  await act.store.linkClaims.settle(id, 'refused');
  sayAt(act, claim, {
    once: `claim:${id}:refused`,
    priority: priority.notice,
    language: act.actor.language,
    word: (reader) => ({ text: reader.say('link.claim-refused') }),
  });
  await tellOfficeOf(act, claim, 'link.claim-refused-office');
}
