import type { BulletinWithFiles } from '../../domain/bulletin.ts';
import type { BulletinId } from '../../domain/identity.ts';
import { maySeeBulletin } from '../../domain/permission.ts';
import { Refusal } from '../../domain/refusal.ts';
import { dateOf } from '../../domain/time.ts';
import type { ActOf } from '../app.ts';

/** What is told outside meetings, if the law of access lets the actor see it; `received`: it was sent to them. */
export async function bulletinSeen(
  act: ActOf,
  id: BulletinId,
): Promise<{ bulletin: BulletinWithFiles; received: boolean }> {
  const bulletin = await act.store.bulletins.byId(id);
  const received = await act.store.bulletins.isRecipient(id, act.actor.id);
  if (!bulletin || !maySeeBulletin(act.actor, bulletin, received)) throw new Refusal('chat.not-yours');
  return { bulletin, received };
}

/** One of those it was sent to says that it has arrived, or has been read. */
export async function acknowledgeBulletin(
  act: ActOf,
  id: BulletinId,
  what: 'received' | 'read',
): Promise<{ changed: boolean }> {
  const { received } = await bulletinSeen(act, id);
  if (!received) throw new Refusal('bulletin.not-sent-to-you');
  return { changed: await act.store.bulletins.acknowledge(id, act.actor.id, what, dateOf(act.now)) };
}
