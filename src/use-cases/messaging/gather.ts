import type { Button, DigestItem } from '../../domain/message.ts';
import { dateOf, dateOfDay, dayIn } from '../../domain/time.ts';
import { buttonsAtMost, type Waiting } from '../../store/outbox.ts';
import type { Act } from '../app.ts';
import { type Reader, readerOf, rowsOf, type Wording } from './say.ts';

/** So many of a kind, for one person at one time, come one by one. */
const singlyAtMost = 3;

/** Nobody reads more; the list behind the button has them all. */
const linesAtMost = 60;

/** A message as it waits: its rows, the parts of a long one included. */
type Message = { readonly rows: readonly Waiting[]; readonly items: readonly DigestItem[] };

/** Messages of a kind that become one. */
export type Bundle = readonly Message[];

/** What there is to gather of all that waits. */
export function bundles(waiting: readonly Waiting[]): readonly Bundle[] {
  // One whose first part is on its way already is not whole.
  const messages = groups(waiting, messageOf)
    .map((rows) => ({ rows, items: rows.flatMap(({ items }) => items) }))
    .filter(({ items }) => items.length > 0);
  return groups(messages, ({ rows: [row] }) => (row ? kindOf(row) : ''))
    .flatMap(portions)
    .filter((bundle) => bundle.length > 1 && itemsOf(bundle).length > singlyAtMost);
}

/** `:1` of a message in parts, `~1` of a part that another channel has taken in parts again. */
const partsAfter = /(?::\d+)?(?:~\d+)*$/;
const messageOf = ({ once }: Waiting): string => once.replace(partsAfter, '');

const kindOf = ({ person, channel, address, title, notBefore }: Waiting): string =>
  [person, channel, address, title, notBefore?.getTime()].join(' ');

function groups<Thing>(things: readonly Thing[], keyOf: (thing: Thing) => string): readonly Thing[][] {
  const found = new Map<string, Thing[]>();
  for (const thing of things) {
    const same = found.get(keyOf(thing));
    if (same) same.push(thing);
    else found.set(keyOf(thing), [thing]);
  }
  return [...found.values()];
}

const itemsOf = (bundle: Bundle): readonly DigestItem[] => bundle.flatMap(({ items }) => items);

const buttonsOf = (items: readonly DigestItem[]): readonly Button[] => [
  ...new Map(items.map(({ button }) => [button.action, button])).values(),
];

/** As many in one as a message has room for their buttons. */
function portions(messages: readonly Message[]): readonly Bundle[] {
  const all: Message[][] = [];
  let buttons = new Set<string>();
  for (const message of messages) {
    const actions = message.items.map(({ button }) => button.action);
    const together = new Set([...buttons, ...actions]);
    const last = all.at(-1);
    const fits = last !== undefined && together.size <= buttonsAtMost;
    if (fits) last.push(message);
    else all.push([message]);
    buttons = fits ? together : new Set(actions);
  }
  return all;
}

/** One message in the place of many, in one transaction: whatever happens, each of them is told once, here or by itself. */
export async function gather(act: Act, bundle: Bundle): Promise<void> {
  const rows = bundle.flatMap((message) => message.rows);
  const last = rows.at(-1);
  if (!last) return;
  const { person, title, notBefore } = last;
  const [reach] = await act.store.accounts.reach([person], dateOfDay(dayIn(act.zone, act.now)));
  if (reach?.channel !== last.channel || reach.address !== last.address) return;
  const ids = rows.map(({ id }) => id);
  if (!(await act.store.outbox.takeOut(ids, dateOf(act.now)))) return;
  const items = itemsOf(bundle);
  const envelope = {
    once: `digest:${messageOf(last)}`,
    priority: rows.reduce((first, row) => (row.priority < first.priority ? row : first)).priority,
    person,
    notBefore: notBefore ?? undefined,
    digest: { title, items },
  };
  act.outgoing.push(...rowsOf(worded(readerOf(act, reach.language), title, items), reach, envelope));
}

const worded = (reader: Reader, title: string, items: readonly DigestItem[]): Wording => ({
  text: [
    reader.say(title, { count: items.length }),
    ...items.slice(-linesAtMost).map(({ line }) => line),
    ...(items.length > linesAtMost
      ? [reader.say('answering.more-lines', { count: items.length - linesAtMost })]
      : []),
  ].join('\n'),
  buttons: inLines(buttonsOf(items)),
});

const inLines = (buttons: readonly Button[]): readonly (readonly Button[])[] =>
  Array.from({ length: Math.ceil(buttons.length / 2) }, (_, line) => buttons.slice(line * 2, line * 2 + 2));
