import type { OutputConfiguration } from 'commander';
import type { ChannelName } from '../domain/channel.ts';
import type { Instant } from '../domain/time.ts';
import { writeMoment } from '../domain/write-moment.ts';
import type { App } from '../use-cases/app.ts';

/** By what people come to the bot, as far as it is set up, and what a PDF can be made with. */
export type Ways = {
  readonly channels: readonly ChannelName[];
  /** The address of our web server from outside. */
  readonly publicUrl: string | undefined;
  readonly chromium: () => Promise<string | undefined>;
};

/** Where a command is carried out: the house it works on, the operator's language, and how people come in. */
export type Desk = { readonly app: App; readonly language: 'vi' | 'en'; readonly ways: Ways };

/** What a command prints on. */
export type Paper = {
  readonly line: (text: string) => void;
  readonly json: (value: unknown) => void;
  /** How far a long piece of work has come, where somebody watches. */
  readonly progress?: (done: number, of: number) => void;
  /** What the program itself has to say: its help, and what is wrong with what was typed. */
  readonly program: OutputConfiguration;
};

/** All that a command is given beside what was typed. `folder`: where the operator stands. */
export type Errand = { readonly desk: Desk; readonly paper: Paper; readonly folder: string };

/** A refusal of many lines: everything that is wrong with what was given. */
export class ManyRefusals extends Error {}

export const momentFor = ({ app, language }: Desk, at: Instant): string =>
  writeMoment(at.toZonedDateTimeISO(app.zone), language);
