import type { ChannelName } from '../domain/channel.ts';
import { unlinkPhones } from '../use-cases/people/unlink-phones.ts';
import { given, oneOf } from './ask.ts';
import type { Choice, Flow } from './flow.ts';

type Draft = {
  /** `isLast`: nothing reaches the person without it. */
  readonly phone?: { readonly channel: ChannelName; readonly isLast: boolean };
  readonly sure?: Choice;
};

/** A phone of the person's own is given up. */
export const unlink: Flow<Draft> = {
  name: 'unlink',
  version: 1,
  title: 'settings.unlink-title',
  questions: {
    phone: given,
    sure: oneOf<Draft>({
      label: 'settings.unlink-title',
      ask: ({ phone }, { reader }) => ({
        key: phone?.isLast ? 'settings.unlink-sure-last' : 'settings.unlink-sure',
        values: { channel: phone ? reader.say(`channel.${phone.channel}`) : '' },
      }),
      choices: async ({ reader }) => [
        { value: 'yes', label: reader.say('settings.unlink-yes') },
        { value: 'no', label: reader.say('settings.unlink-no') },
      ],
    }),
  },
  async finish(world, { phone: { channel }, sure }) {
    const { reader, actor } = world;
    if (sure.value === 'no') return [{ text: reader.say('settings.kept') }];
    const { id: person, name, language } = actor;
    await unlinkPhones(world, { person, name, language, channel, from: world.at });
    return [{ text: reader.say('settings.unlinked', { channel: reader.say(`channel.${channel}`) }) }];
  },
};
