import type { FileId } from './identity.ts';

/** Text with `<b>` and `<i>` as its only markup; `&`, `<` and `>` of what people wrote are escaped (see markup.ts). */
export type Markup = string;

export type Button = {
  readonly label: string;
  /** Verb and key, at most 64 bytes: what comes back when it is pressed. */
  readonly action: string;
  /** What to type instead, on a channel without buttons. */
  readonly number?: string;
};

/** Below the conversation, where the channel can: a button that shares the person's own phone number; or none any more. */
export type Keyboard = { readonly shareContact: string } | 'none';

export type Content =
  | {
      readonly kind: 'text';
      readonly text: Markup;
      readonly buttons: readonly (readonly Button[])[];
      readonly keyboard?: Keyboard;
    }
  | {
      readonly kind: 'file';
      readonly file: FileId;
      readonly name: string;
      readonly mime: string;
      readonly size: number;
      readonly caption: Markup;
      readonly buttons: readonly (readonly Button[])[];
    };

/** A message as one line of a digest, when a person is told many of a kind at one time. */
export type DigestItem = { readonly line: Markup; readonly button: Button };
export type Digestible = {
  /** The sentence above such lines, with their `count`: what is told under the same one is of a kind. */
  readonly title: string;
  readonly items: readonly DigestItem[];
};

/** Lower goes first. */
export const priority = { reply: 0, urgent: 1, notice: 2, bulk: 3 } as const;
export type Priority = (typeof priority)[keyof typeof priority];
