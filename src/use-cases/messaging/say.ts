import { type Address, features } from '../../domain/channel.ts';
import type { PersonId } from '../../domain/identity.ts';
import type { KeptFile } from '../../domain/kept-file.ts';
import { plain, splitMarkup } from '../../domain/markup.ts';
import type { Button, Content, DigestItem, Keyboard, Markup, Priority } from '../../domain/message.ts';
import { afterQuiet } from '../../domain/quiet-hours.ts';
import { dateOf, dateOfDay, dayIn, instant } from '../../domain/time.ts';
import type { Reach } from '../../store/accounts.ts';
import type { OutgoingRow } from '../../store/outbox.ts';
import type { Act, Values } from '../app.ts';

/** What is said to one reader, worded in the reader's language. */
export type Wording = {
  readonly text: Markup;
  readonly buttons?: readonly (readonly Button[])[];
  /** For a message without buttons. */
  readonly keyboard?: Keyboard;
  /** Files that follow, each with buttons of its own. */
  readonly files?: readonly {
    readonly file: KeptFile;
    readonly buttons: readonly (readonly Button[])[];
    readonly caption?: Markup;
  }[];
  /** How it stands among others of its kind, when there are many for one person at one time. */
  readonly digest?: { readonly title: string } & DigestItem;
};

export type Reader = { readonly language: string; readonly say: (key: string, values?: Values) => Markup };

export type Saying = {
  readonly to: readonly PersonId[];
  /** The key under which each of them is told once: the person is added to it. */
  readonly once: string;
  readonly priority: Priority;
  readonly word: (reader: Reader, person: PersonId) => Wording;
  /** Waits for the end of the person's quiet hours. */
  readonly mayWait?: boolean;
  /** Not before this, nor in quiet hours where it may wait: what comes until then may be told together. */
  readonly notBefore?: Date;
  /** Where some of them are told, instead of the phone that is written to first. */
  readonly at?: readonly Reach[];
};

/** Tells people, each on the channel that reaches them; those who were reached by it. */
export async function say(act: Act, saying: Saying): Promise<readonly Reach[]> {
  const day = dateOfDay(dayIn(act.zone, act.now));
  const { at = [] } = saying;
  const settled = new Set(at.map(({ person }) => person));
  const others = [...new Set(saying.to)].filter((person) => !settled.has(person));
  const reached = [...at, ...(await act.store.accounts.reach(others, day))];
  const quietUntil = new Map<string, Date | undefined>();
  const untilQuietEnds = (reach: Reach): Date | undefined => {
    const span = `${reach.quietFrom}-${reach.quietUntil}`;
    if (!quietUntil.has(span)) quietUntil.set(span, waitUntil(act, reach, saying.notBefore));
    return quietUntil.get(span);
  };
  for (const reach of reached) {
    const wording = saying.word(readerOf(act, reach.language), reach.person);
    const key = `${saying.once}:person:${reach.person}`;
    const notBefore = saying.mayWait ? untilQuietEnds(reach) : saying.notBefore;
    act.outgoing.push(
      ...rowsOf(wording, reach, {
        once: key,
        priority: saying.priority,
        person: reach.person,
        notBefore,
        digest: wording.digest && { title: wording.digest.title, items: [wording.digest] },
      }),
    );
  }
  return reached;
}

export const readerOf = (act: Pick<Act, 'translate'>, language: string): Reader => ({
  language,
  say: (key, values) => act.translate(language, key, values),
});

/** The end of the person's quiet hours, or the moment given where it is not quiet; undefined when that is now. */
export function waitUntil(act: Act, reach: Reach, at?: Date): Date | undefined {
  const wanted = at ? instant(at) : act.now;
  const until = afterQuiet(wanted, act.zone, { from: reach.quietFrom, until: reach.quietUntil });
  return until.equals(act.now) ? undefined : dateOf(until);
}

type Envelope = Pick<OutgoingRow, 'once' | 'priority' | 'person' | 'notBefore' | 'digest'>;

/** One row a platform call: a long text in parts, then each file, in the order they are to be read. */
export function rowsOf(wording: Wording, to: Address, envelope: Envelope): readonly OutgoingRow[] {
  const { channel, address } = to;
  const contents = [...textContents(wording, to), ...fileContents(wording, to)];
  return contents.map((content, at) => ({
    ...envelope,
    channel,
    address,
    content,
    once: at === 0 ? envelope.once : `${envelope.once}:${at}`,
    digest: envelope.digest && { ...envelope.digest, items: at === 0 ? envelope.digest.items : [] },
  }));
}

function textContents({ text, buttons = [], keyboard }: Wording, { channel }: Address): readonly Content[] {
  const atMost = features[channel].textAtMost - roomForButtons(buttons, channel);
  const parts = splitMarkup(text, atMost);
  return parts.map((part, at) => ({
    kind: 'text',
    text: part,
    buttons: at === parts.length - 1 ? buttons : [],
    ...(keyboard && features[channel].contacts && at === parts.length - 1 && { keyboard }),
  }));
}

/** Where there are no buttons they are lines of the text: number, point, label. */
const roomForButtons = (buttons: Wording['buttons'] = [], channel: Address['channel']): number =>
  features[channel].buttons ? 0 : buttons.flat().reduce((sum, { label }) => sum + label.length + 7, 0);

function fileContents({ files = [] }: Wording, { channel }: Address): readonly Content[] {
  return files.map(({ file, buttons, caption = '' }) => ({
    kind: 'file',
    ...file,
    caption: plain(caption).length > features[channel].captionAtMost ? '' : caption,
    buttons,
  }));
}
