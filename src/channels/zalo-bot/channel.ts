import { type Attachment, type Channel, type Fetched, features } from '../../domain/channel.ts';
import { download, isLoopback, zaloClient } from './client.ts';
import { send } from './deliver.ts';
import type { ZaloBotNeeds } from './needs.ts';
import { polling } from './poll.ts';
import { webhook } from './webhook.ts';

async function fetchPhoto({ remote }: Attachment, needs: ZaloBotNeeds): Promise<Fetched> {
  const fetched = await download(remote, {
    atMost: features['zalo-bot'].receiveAtMost,
    timeout: (needs.answerSeconds ?? 15) * 2000,
    inwardToo: isLoopback(needs.apiRoot),
  });
  if (fetched.outcome !== 'refused') return fetched;
  needs.log.warn('zalo-bot: a photo at an address that is not public was not fetched');
  return { outcome: 'gone' };
}

export function zaloBotChannel(needs: ZaloBotNeeds): Channel {
  const call = zaloClient(needs);
  const receiver = needs.mode.kind === 'webhook' ? webhook(needs, needs.mode, call) : polling(needs, call);
  return {
    name: 'zalo-bot',
    ...receiver,
    send: (outgoing) => send(outgoing, needs, call),
    fetch: (attachment) => fetchPhoto(attachment, needs),
    pace: needs.pace ?? { perSecond: 5, perAddressPerSecond: 1 },
  };
}
