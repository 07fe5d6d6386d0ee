import { type ChannelName, channelNames } from '../domain/channel.ts';
import { Refusal } from '../domain/refusal.ts';
import type { Linked } from '../store/accounts.ts';
import type { Reader, Wording } from '../use-cases/messaging/say.ts';
import { preferChannel } from '../use-cases/people/prefer-channel.ts';
import { daysButtons } from './document-days.ts';
import { type AnyFlow, anyFlow, type World } from './flow.ts';
import { unlink } from './unlink.ts';

/** The phones that are the person's, and the language. */
export async function settingsOf(world: World): Promise<Wording> {
  const { reader } = world;
  const linked = await world.store.accounts.of(world.actor.id);
  const lines = linked.map((phone, at) => `• ${lineOf(reader, phone, at === 0 && linked.length > 1)}`);
  const text = [reader.say('settings.linked'), ...lines, reader.say('settings.language')].join('\n');
  const languages = [
    { label: 'Tiếng Việt', action: 'lg:vi' },
    { label: 'English', action: 'lg:en' },
  ];
  return { text, buttons: [languages, ...buttonsFor(reader, linked), ...(await daysButtons(world))] };
}

function lineOf(reader: Reader, { channel, reachable }: Linked, isFirst: boolean): string {
  const key = !reachable ? 'unreachable' : isFirst ? 'first' : 'also';
  return reader.say(`settings.linked-${key}`, { channel: reader.say(`channel.${channel}`) });
}

const buttonsFor = (reader: Reader, linked: readonly Linked[]) =>
  linked.map(({ channel, reachable }, at) => {
    const button = (verb: string, key: 'prefer' | 'unlink') => ({
      label: reader.say(`settings.${key}`, { channel: reader.say(`channel.${channel}`) }),
      action: `${verb}:${channel}`,
    });
    return [...(at > 0 && reachable ? [button('cp', 'prefer')] : []), button('cu', 'unlink')];
  });

const channelNamed = (name: string): ChannelName => {
  const found = channelNames.find((channel) => channel === name);
  if (!found) throw new Refusal('chat.old-button');
  return found;
};

export async function prefer(world: World, name: string): Promise<{ readonly say: readonly Wording[] }> {
  const channel = channelNamed(name);
  await preferChannel(world, channel);
  const values = { channel: world.reader.say(`channel.${channel}`) };
  return { say: [{ text: world.reader.say('settings.preferred', values) }] };
}

export async function beginUnlink(
  world: World,
  name: string,
): Promise<{ readonly start: AnyFlow; readonly draft: { readonly phone: object } }> {
  const channel = channelNamed(name);
  const linked = await world.store.accounts.of(world.actor.id);
  if (!linked.some((phone) => phone.channel === channel)) throw new Refusal('chat.not-yours');
  const others = linked.filter((phone) => phone.channel !== channel && phone.reachable);
  return { start: anyFlow(unlink), draft: { phone: { channel, isLast: others.length === 0 } } };
}
