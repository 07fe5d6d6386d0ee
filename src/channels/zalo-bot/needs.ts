import type { Logger } from 'pino';
import type { Channel, Links } from '../../domain/channel.ts';

export type Webhook = { readonly kind: 'webhook'; readonly url: string; readonly secret: string };

export type ZaloBotNeeds = {
  readonly token: string;
  readonly apiRoot: string;
  readonly mode: { readonly kind: 'polling' } | Webhook;
  readonly links: Links;
  readonly log: Pick<Logger, 'info' | 'warn' | 'error' | 'debug'>;
  readonly pace?: Channel['pace'];
  /** How long the platform holds a poll that brings nothing. */
  readonly pollSeconds?: number;
  /** How long an answer to a message, or a photo, is waited for. */
  readonly answerSeconds?: number;
};
