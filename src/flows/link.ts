import type { Actor } from '../domain/permission.ts';
import { writeTimeFirst } from '../domain/write-moment.ts';
import type { Wording } from '../use-cases/messaging/say.ts';
import { linkByContact } from '../use-cases/people/link-by-contact.ts';
import { linkPerson } from '../use-cases/people/link-person.ts';
import { given, languageOf, oneOf } from './ask.ts';
import { commandButtons } from './commands.ts';
import type { Choice, Flow, World } from './flow.ts';
import { unitLines } from './unit-lines.ts';

/** By what somebody of the roster was found. */
export type Proof =
  | { readonly by: 'code'; readonly hash: string }
  | { readonly by: 'contact'; readonly phone: string };

type Draft = {
  /** Who it would be; known when the flow begins. */
  readonly found?: { readonly proof: Proof; readonly name: string; readonly post: string };
  readonly correct?: Choice;
};

/** A phone that is nobody's yet becomes somebody's. */
export const link: Flow<Draft> = {
  name: 'link',
  version: 2,
  title: 'link.title',
  questions: {
    found: given,
    correct: oneOf<Draft>({
      label: 'link.title',
      ask: ({ found }) => ({
        key: found?.proof.by === 'contact' ? 'link.is-it-your-number' : 'link.is-it-you',
        values: { name: found?.name ?? '', post: found?.post ?? '' },
      }),
      choices: async ({ reader }) => [
        { value: 'yes', label: reader.say('link.yes') },
        { value: 'no', label: reader.say('link.no') },
      ],
    }),
  },
  async finish(world, { found: { proof }, correct }) {
    const { reader } = world;
    if (correct.value === 'no')
      return [{ text: reader.say(proof.by === 'code' ? 'link.not-you' : 'link.not-your-number') }];
    if (proof.by === 'code') return [linked(world, await linkPerson(world, proof.hash, world.at))];
    const done = await linkByContact(world, proof.phone, world.at);
    if (done.outcome === 'linked') return [linked(world, done.actor)];
    const until = writeTimeFirst(done.until.toZonedDateTimeISO(world.zone), languageOf(reader.language));
    return [{ text: reader.say('link.claimed', { until }) }];
  },
};

const linked = ({ reader }: World, actor: Actor): Wording => ({
  text: [reader.say('link.done'), unitLines(reader, actor), reader.say('link.menu-hint')].join('\n'),
  buttons: commandButtons(reader, actor),
});
