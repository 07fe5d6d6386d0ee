import type { Attachment, ChannelName, Fetched, InboundContent } from '../domain/channel.ts';
import type { FileId } from '../domain/identity.ts';
import type { WaitingTurn } from '../domain/inbox.ts';
import type { App } from '../use-cases/app.ts';
import { forgetUpload } from '../use-cases/files/forget-upload.ts';
import { keepFile } from '../use-cases/messaging/keep-file.ts';
import { fault } from './turn-fault.ts';

/** Nothing is fetched for somebody we do not know. */
export const needsFile = ({ actor, inbound: { content } }: WaitingTurn): boolean =>
  actor !== undefined && content.kind === 'file' && content.kept === undefined;

/** The file comes into our own store before the turn begins: no network inside a transaction. */
export async function bringFile(app: App, turn: WaitingTurn): Promise<'handled' | 'faulted' | 'parked'> {
  const { content, channel } = turn.inbound;
  if (content.kind !== 'file') return 'handled';
  try {
    const fetch = await fetched(app, channel, content.attachment);
    const kept = await keepFile(app, { ...content, channel }, fetch);
    const isSecret = 'trouble' in kept && kept.trouble === 'secret';
    await app.database.store.inbox.amend(turn.id, {
      ...turn.inbound,
      content: { ...(isSecret ? withoutFile(content) : content), kept },
    });
    await forgetUpload(app, content.attachment, kept);
    return 'handled';
  } catch (error) {
    return fault(app, turn, error, app.clock.now());
  }
}

/** Of what bears a secret mark nothing stays that names it or leads to it. */
const withoutFile = (content: Extract<InboundContent, { kind: 'file' }>): typeof content => ({
  ...content,
  attachment: { ...content.attachment, remote: '', name: '…' },
  caption: '',
});

/** Uploaded by link it is in our vault already; else the channel brings it. */
async function fetched(app: App, channel: ChannelName, attachment: Attachment): Promise<Fetched> {
  const [, uploaded] = attachment.remote.split('vault:');
  if (uploaded !== undefined) {
    const held = await app.vault.open(uploaded as FileId);
    return held ? { outcome: 'fetched', bytes: held.read() } : { outcome: 'gone' };
  }
  const source = app.channels.get(channel);
  if (!source) throw new Error(`channel ${channel} is not open`);
  return source.fetch(attachment);
}
