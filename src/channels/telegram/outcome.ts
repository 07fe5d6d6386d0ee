import { TelegramError } from 'telegraf';
import type { Delivery } from '../../domain/channel.ts';
import { describe, withoutQuotes } from './api.ts';

const networkPauseSeconds = 5;
const settingsPauseSeconds = 60;

/** What became of a message whose call failed. */
export function outcomeOf(error: unknown): Delivery {
  if (error instanceof TelegramError) return refusal(error);
  const why = describe(error);
  return neverSent(error)
    ? { outcome: 'later', retryAfterSeconds: networkPauseSeconds, why }
    : { outcome: 'unknown', why };
}

function refusal(error: TelegramError): Delivery {
  const { code, description } = error;
  const later = (retryAfterSeconds: number): Delivery => ({
    outcome: 'later',
    retryAfterSeconds,
    why: describe(error),
  });
  if (code === 429) return later(error.parameters?.retry_after ?? networkPauseSeconds);
  if (code >= 500) return later(networkPauseSeconds);
  // The token is wrong (404 when it does not even look like one): no message is to blame.
  if (code === 401 || code === 404) return later(settingsPauseSeconds);
  if (code === 413) return { outcome: 'never', why: 'unsupported' };
  if (code === 403)
    return { outcome: 'never', why: /deactivated|kicked/.test(description) ? 'gone' : 'blocked' };
  if (/chat not found|user not found|PEER_ID_INVALID/.test(description))
    return { outcome: 'never', why: 'gone' };
  return { outcome: 'rejected', description: withoutQuotes(description) };
}

const connectCodes = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN']);
const networkCodes = new Set(['EHOSTUNREACH', 'ENETUNREACH', 'ETIMEDOUT']);

/**
 * True only when no byte of the request can have arrived. A reset is no proof: it may come after the request was
 * taken, also on a connection kept open from before. Codes that a working connection can give too
 * count when the system call was the connecting (or none is named: several addresses were tried).
 */
function neverSent(error: unknown): boolean {
  const { code, message } = error as { readonly code?: unknown; readonly message?: unknown };
  if (typeof code !== 'string' || typeof message !== 'string') return false;
  if (connectCodes.has(code) || /^(CERT_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_|ERR_TLS_CERT_)/.test(code))
    return true;
  if (message.includes('before secure TLS connection was established')) return true;
  return networkCodes.has(code)
    ? /reason: (connect\b|$)/.test(message)
    : /reason: (connect|getaddrinfo) /.test(message);
}

/** The platform does not take its own name for a file any more, or not for this use of it. */
export const isStaleReference = (error: unknown): boolean =>
  error instanceof TelegramError &&
  error.code === 400 &&
  /wrong (remote )?file|can't use file|file.?reference|wrong type of the file/i.test(error.description);

/** An image that Telegram does not take as a photo goes as a document. */
export const isNoPhoto = (error: unknown): boolean =>
  error instanceof TelegramError &&
  error.code === 400 &&
  /PHOTO_|IMAGE_PROCESS_FAILED|too big for a photo/.test(error.description);

export const newChatId = (error: unknown): string | undefined => {
  const moved = error instanceof TelegramError ? error.parameters?.migrate_to_chat_id : undefined;
  return moved === undefined ? undefined : String(moved);
};
