import type { Address, Kept } from '../domain/channel.ts';
import type { Markup } from '../domain/message.ts';
import type { Actor } from '../domain/permission.ts';
import type { Act, Values } from '../use-cases/app.ts';
import type { Reader, Wording } from '../use-cases/messaging/say.ts';

/** What a flow may ask about and act on: the open turn, and with whom. */
export type World = Act & { readonly at: Address; readonly reader: Reader; readonly actor: Actor };
/** A conversation with an address that is nobody's yet. */
export type StrangerWorld = Omit<World, 'actor'> & {
  readonly actor: Actor | undefined;
  readonly network: string | undefined;
};

/** A sentence of locales/ and what stands in it. */
export type Sentence = { readonly key: string; readonly values?: Values };

/** `value` at most 40 bytes: it rides in a button. */
export type Choice = { readonly value: string; readonly label: string };

/** One answer, however it came. */
export type Said = { readonly text: string } | { readonly pressed: string } | { readonly file: Kept };

export type Reading<Value> =
  /** `sentence`: how it was understood, said before the next question. */
  | { readonly outcome: 'answer'; readonly value: Value; readonly sentence?: Sentence }
  /** Taken, and the question stays open for more of it. */
  | { readonly outcome: 'more'; readonly value: Value; readonly sentence: Sentence }
  | { readonly outcome: 'refused'; readonly sentence: Sentence }
  /** It could be any of these: asked again with them as choices. */
  | { readonly outcome: 'which'; readonly sentence: Sentence; readonly choices: readonly Choice[] }
  /** It belongs to another flow, which takes this one's place with what was answered already. */
  | { readonly outcome: 'instead'; readonly flow: string; readonly preset: AnyDraft }
  /** It is nothing for this bot: nothing of it may stay, neither of the draft (of a list, its item) nor of what was sent for it. */
  | { readonly outcome: 'elsewhere'; readonly sentence: Sentence };

export type Question<Value, Draft, In> = {
  readonly kind: 'question';
  readonly ask: (draft: Draft, world: In) => Sentence;
  readonly when?: (draft: Draft) => boolean;
  /** Its answer where there is nothing to ask, which is looked up when its turn comes. */
  readonly unasked?: (world: In, draft: Draft) => Promise<Value | undefined>;
  /** Questions beside it, or around its list, on whose answers it hangs: when one is answered anew, it is open again. */
  readonly after?: readonly string[];
  /** What stands between the question and its choices. */
  readonly lines?: (world: In, draft: Draft) => Promise<Markup>;
  readonly choices: (world: In, draft: Draft, before: Value | undefined) => Promise<readonly Choice[]>;
  /** What stands below the question on this channel only. */
  readonly aside?: (world: In) => Sentence | undefined;
  readonly read: (
    said: Said,
    context: { world: In; draft: Draft; before: Value | undefined },
  ) => Promise<Reading<Value>>;
  /** For a choice pressed, numbered or named: its value as an answer. */
  readonly choose: (
    value: string,
    context: { world: In; draft: Draft; before: Value | undefined },
  ) => Promise<Reading<Value>>;
  /** The answer as one line of the summary; its label comes from `label`. */
  readonly show: (value: Value, world: In) => Markup;
  readonly label: string;
  /** Numbers typed here are answers, never the number of a button elsewhere. */
  readonly takesNumbers: boolean;
};

/** Questions that may be gone through several times: one item of a list each time. */
export type Group<Item extends object, Draft, In> = {
  readonly kind: 'group';
  readonly item: Questions<Item, In>;
  readonly more: (items: number, draft: Draft) => Sentence;
  readonly atMost: number;
  readonly label: string;
};

/** What the flow is about: in the draft when it begins, and never asked. */
export type Given = { readonly kind: 'given' };

export type Questions<Draft extends object, In> = {
  readonly [Key in keyof Draft]-?:
    | Given
    | Question<NonNullable<Draft[Key]>, Draft, In>
    | (NonNullable<Draft[Key]> extends readonly (infer Item extends object)[]
        ? Group<Item, Draft, In>
        : never);
};

/** A form asked one question at a time; its questions are the fields of its draft. */
export type Flow<Draft extends object, In = World> = {
  readonly name: string;
  /** Another version finds an old draft unreadable: the person is told and starts again. */
  readonly version: number;
  readonly title: string;
  readonly questions: Questions<Draft, In>;
  /** Shown with Gửi / Sửa / Hủy before anything is done; without it the last answer finishes. */
  readonly summary?: (world: In, draft: Required<Draft>) => Promise<Markup>;
  /** Of its questions those that stand beside Gửi and Sửa, as their labels there say. */
  readonly beside?: Readonly<Record<string, string>>;
  readonly send?: string;
  readonly finish: (world: In, draft: Required<Draft>) => Promise<readonly Wording[]>;
};

/** A flow whose draft's type is its own business. */
export type AnyFlow = {
  readonly name: string;
  readonly version: number;
  readonly title: string;
  readonly questions: Readonly<Record<string, AnyQuestion | AnyGroup | Given>>;
  readonly summary?: (world: World, draft: AnyDraft) => Promise<Markup>;
  /** Of its questions those that stand beside Gửi and Sửa, as their labels there say. */
  readonly beside?: Readonly<Record<string, string>>;
  readonly send?: string;
  readonly finish: (world: World, draft: AnyDraft) => Promise<readonly Wording[]>;
};
export type AnyDraft = Readonly<Record<string, unknown>>;
export type AnyQuestion = Question<unknown, AnyDraft, World>;
export type AnyGroup = {
  readonly kind: 'group';
  readonly item: Readonly<Record<string, AnyQuestion>>;
  readonly more: (items: number, draft: AnyDraft) => Sentence;
  readonly atMost: number;
  readonly label: string;
};

/** The registry keeps flows of every draft side by side; what a draft holds is checked where the flow is written. */
export const anyFlow = <Draft extends object, In>(flow: Flow<Draft, In>): AnyFlow =>
  flow as unknown as AnyFlow;

/** Where a person is in a flow: stored between messages, never an index, never a promise in memory. */
export type Place = {
  readonly flow: string;
  readonly version: number;
  readonly draft: AnyDraft;
  /** Paths of what has been answered for good. */
  readonly done: readonly string[];
  /** Paths of what was filled in at the start: nobody was asked, so the way back does not lead there. */
  readonly preset?: readonly string[];
  /** Path of the question asked now, or one of the engine's own: @summary, @edit, @cancel. */
  readonly at: string;
  /** Where to go back to from @cancel and @edit. */
  readonly from?: string;
  /** Choices offered instead of the question's own, after an answer that could be several things. */
  readonly offered?: readonly Choice[];
  /** What was said while the draft had lain for days: taken up if the person goes on. */
  readonly held?: readonly Said[];
  /** In whose lanes it has been written, one after the other. */
  readonly written?: readonly Stretch[];
};
/** From one message to another of a lane; to the last where it is still written there. */
export type Stretch = { readonly lane: string; readonly from: string; readonly to?: string };

/** All that is remembered of a conversation: the flow on top is the one asked about, those below wait for it. */
export type Talk = {
  readonly stack: readonly Place[];
  readonly ticket: number;
  /** The asking whose answer was the last of its flow: pressed again, it has been done. */
  readonly finished?: number;
  /** The button that shares one's phone number stands below the conversation. */
  readonly keyboard?: boolean;
};
