import type { Bulletin } from '../../domain/bulletin.ts';
import type { BulletinId, PersonId } from '../../domain/identity.ts';
import { escapeMarkup } from '../../domain/markup.ts';
import { priority } from '../../domain/message.ts';
import { isAuthor } from '../../domain/permission.ts';
import { Refusal } from '../../domain/refusal.ts';
import { dateOf, dateOfDay, dayIn } from '../../domain/time.ts';
import type { ActOf } from '../app.ts';
import { say } from '../messaging/say.ts';
import { bulletinSeen } from './acknowledge-bulletin.ts';
import { factsOf, replyButton, viewButton } from './wording.ts';

/** What is told outside meetings, if the actor may reply to it: an office does not reply to itself. */
export async function bulletinToReply(act: ActOf, id: BulletinId): Promise<Bulletin> {
  const { bulletin, received } = await bulletinSeen(act, id);
  if (bulletin.kind === 'bulletin' && !received) throw new Refusal('bulletin.not-sent-to-you');
  return bulletin;
}

/** A reply goes to the office that informed; of guidance to its author, and the author's to the office. It was read, then. */
export async function replyToBulletin(act: ActOf, id: BulletinId, text: string): Promise<void> {
  const bulletin = await bulletinToReply(act, id);
  const reply = await act.store.bulletins.reply(id, act.actor.id, text, dateOf(act.now));
  await act.store.bulletins.acknowledge(id, act.actor.id, 'read', dateOf(act.now));
  const to = await otherSide(act, bulletin);
  await say(act, {
    to: to.filter((person) => person !== act.actor.id),
    once: `bulletin:${id}:reply:${reply}`,
    priority: priority.notice,
    mayWait: true,
    word: (reader) => ({
      text: reader.say(`bulletin.reply.came.${bulletin.kind}`, {
        ...factsOf(reader, act.zone, bulletin),
        name: escapeMarkup(act.actor.name),
        text: escapeMarkup(text),
      }),
      buttons: [
        [
          ...(bulletin.kind === 'guidance' ? [replyButton(reader, bulletin)] : []),
          viewButton(reader, bulletin),
        ],
      ],
    }),
  });
}

async function otherSide(act: ActOf, bulletin: Bulletin): Promise<readonly PersonId[]> {
  if (bulletin.kind === 'guidance' && !isAuthor(act.actor, bulletin)) return [bulletin.author];
  const staff = await act.store.people.staff(bulletin.office, dateOfDay(dayIn(act.zone, act.now)));
  return staff.map(({ id }) => id);
}
