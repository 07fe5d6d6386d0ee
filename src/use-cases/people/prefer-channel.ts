import type { ChannelName } from '../../domain/channel.ts';
import { Refusal } from '../../domain/refusal.ts';
import type { ActOf } from '../app.ts';

/** The person chooses where to be written to first. */
export async function preferChannel(act: ActOf, channel: ChannelName): Promise<void> {
  const linked = await act.store.accounts.of(act.actor.id);
  if (!linked.some((phone) => phone.channel === channel)) throw new Refusal('chat.not-yours');
  await act.store.accounts.prefer(act.actor.id, channel);
}
