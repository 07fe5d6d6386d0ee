import type { Address, ChannelName } from '../../domain/channel.ts';
import type { PersonId } from '../../domain/identity.ts';
import { escapeMarkup } from '../../domain/markup.ts';
import { type Content, priority } from '../../domain/message.ts';
import { dateOfDay, dayIn } from '../../domain/time.ts';
import type { Pending, Reach } from '../../store/accounts.ts';
import type { OutgoingRow } from '../../store/outbox.ts';
import type { Act } from '../app.ts';
import { rowsOf } from '../messaging/say.ts';
import { sayAt } from './say-at.ts';

export type Unlinking = {
  readonly person: PersonId;
  readonly name: string;
  readonly language: string;
  /** Undefined: all of them. */
  readonly channel?: ChannelName;
  /** Where it is asked from, and answered. */
  readonly from?: Address;
};

/** The phones are the person's no more. What waited for them goes to the next one, or is not said; the draft stays. The channels that were cut. */
export async function unlinkPhones(act: Act, unlinking: Unlinking): Promise<readonly ChannelName[]> {
  const { person, channel } = unlinking;
  const cut = await act.store.accounts.unlink(person, channel);
  const [next] = await act.store.accounts.reach([person], dateOfDay(dayIn(act.zone, act.now)));
  for (const phone of cut) {
    if (next) act.outgoing.push(...(await moved(act, phone, next)));
    else await act.store.accounts.failPending(phone, person, 'unlinked');
    if (!isSame(phone, unlinking.from)) tell(act, phone, unlinking);
  }
  return cut.map((phone) => phone.channel);
}

const isSame = (a: Address, b: Address | undefined): boolean =>
  a.channel === b?.channel && a.address === b.address;

const tell = (act: Act, phone: Address, { person, name, language }: Unlinking): void =>
  sayAt(act, phone, {
    once: `unlink:${person}:${act.now}`,
    priority: priority.notice,
    language,
    word: (reader) => ({ text: reader.say('link.unlinked', { name: escapeMarkup(name) }) }),
  });

async function moved(act: Act, phone: Address, next: Reach): Promise<readonly OutgoingRow[]> {
  const pending = await act.store.accounts.takePending(phone, next.person);
  return pending.flatMap((message) => rowsAt(message, next));
}

/** Under the same key, and as the other channel takes it: its parts may be shorter, its buttons get numbers of their own. */
function rowsAt(
  { once, content, isNumbered, title, items, ...rest }: Pending,
  to: Reach,
): readonly OutgoingRow[] {
  const buttons = isNumbered ? withoutNumbers(content.buttons) : content.buttons;
  const envelope = {
    once,
    priority: rest.priority,
    person: to.person,
    notBefore: rest.notBefore ?? undefined,
    digest: title && items ? { title, items } : undefined,
  };
  const { channel, address } = to;
  if (content.kind === 'file') return [{ ...envelope, channel, address, content: { ...content, buttons } }];
  const rows = rowsOf({ text: content.text, buttons }, to, envelope);
  // The next part of the message may have the key that a part of this part would get.
  return rows.map((row, at) => (at === 0 ? row : { ...row, once: `${once}~${at}` }));
}

const withoutNumbers = (buttons: Content['buttons']): Content['buttons'] =>
  buttons.map((line) => line.map(({ label, action }) => ({ label, action })));
