import { escapeMarkup } from '../../domain/markup.ts';
import { priority } from '../../domain/message.ts';
import { dateOfDay, dayIn, instant } from '../../domain/time.ts';
import type { Claim } from '../../store/link-claims.ts';
import type { Act } from '../app.ts';
import { say } from '../messaging/say.ts';
import { momentOf } from './wording.ts';

type Told = 'link.claim-office' | 'link.claim-done-office' | 'link.claim-refused-office';

/** The general offices of the units where the person has a seat, else of those they follow. */
export async function tellOfficeOf(act: Act, claim: Claim, sentence: Told): Promise<void> {
  const day = dateOfDay(dayIn(act.zone, act.now));
  const actor = await act.store.people.actor(claim.person, day);
  if (!actor) return;
  const places = actor.seats.length > 0 ? actor.seats : actor.follows;
  const units = places.map(({ unit }) => unit.id);
  await say(act, {
    to: await act.store.linkClaims.generalStaff(units, claim.person, day),
    once: `claim:${claim.id}:${sentence}`,
    priority: priority.urgent,
    word: (reader) => ({
      text: reader.say(sentence, {
        name: escapeMarkup(actor.name),
        post: escapeMarkup(actor.post),
        channel: reader.say(`channel.${claim.channel}`),
        until: momentOf(act, reader, instant(claim.dueAt)),
      }),
    }),
  });
}
