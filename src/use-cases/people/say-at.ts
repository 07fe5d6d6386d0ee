import type { Address } from '../../domain/channel.ts';
import type { PersonId } from '../../domain/identity.ts';
import type { Priority } from '../../domain/message.ts';
import type { Act } from '../app.ts';
import { type Reader, readerOf, rowsOf, type Wording } from '../messaging/say.ts';

type SayingAt = {
  /** The key under which the address is told once: the address is added to it. */
  readonly once: string;
  readonly priority: Priority;
  readonly language: string;
  readonly word: (reader: Reader) => Wording;
  /** Whose the address is, where it is somebody's. */
  readonly person?: PersonId;
};

/** Tells one address, whoever is behind it and wherever else the person is reached. */
export function sayAt(act: Act, { channel, address }: Address, saying: SayingAt): void {
  const wording = saying.word(readerOf(act, saying.language));
  const once = `${saying.once}:${channel}:${address}`;
  const envelope = { once, priority: saying.priority, person: saying.person, notBefore: undefined };
  act.outgoing.push(...rowsOf(wording, { channel, address }, envelope));
}
