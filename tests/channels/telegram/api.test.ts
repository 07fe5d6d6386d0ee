import { TelegramError } from 'telegraf';
import { describe, expect, it } from 'vitest';
import { describe as inWords, telegramApi } from '../../../src/channels/telegram/api.ts';
import { outcomeOf } from '../../../src/channels/telegram/outcome.ts';

describe('the root of the API', () => {
  it.each([
    ['https://api.telegram.org', 'https://api.telegram.org/file/bot1:x/a.pdf'],
    ['https://proxy.vn/tg', 'https://proxy.vn/tg/file/bot1:x/a.pdf'],
    ['https://proxy.vn/tg/', 'https://proxy.vn/tg/file/bot1:x/a.pdf'],
  ])('%s may have a path', async (apiRoot, expected) => {
    const { bot } = telegramApi({ token: '1:x', apiRoot, connectMilliseconds: 1000 });
    const link = await bot.telegram.getFileLink({ file_id: 'a', file_unique_id: 'a', file_path: 'a.pdf' });
    expect(link.href).toBe(expected);
  });
});

describe('a call that failed on the way', () => {
  const failure = (code: string, reason: string) =>
    Object.assign(new Error(`request to https://api/bot1:secret/x failed, reason: ${reason}`), {
      name: 'FetchError',
      type: 'system',
      code,
    });

  it.each([
    ['ENOTFOUND', 'getaddrinfo ENOTFOUND api.telegram.org', 'later'],
    ['EAI_AGAIN', 'getaddrinfo EAI_AGAIN api.telegram.org', 'later'],
    ['ECONNREFUSED', 'connect ECONNREFUSED 127.0.0.1:443', 'later'],
    ['ECONNREFUSED', '', 'later'],
    ['EHOSTUNREACH', 'connect EHOSTUNREACH 1.2.3.4:443', 'later'],
    ['EHOSTUNREACH', 'read EHOSTUNREACH', 'unknown'],
    ['ENETUNREACH', 'connect ENETUNREACH 1.2.3.4:443', 'later'],
    ['ETIMEDOUT', 'connect ETIMEDOUT 1.2.3.4:443', 'later'],
    ['ETIMEDOUT', '', 'later'],
    ['ETIMEDOUT', 'read ETIMEDOUT', 'unknown'],
    ['CERT_HAS_EXPIRED', 'certificate has expired', 'later'],
    [
      'ECONNRESET',
      'Client network socket disconnected before secure TLS connection was established',
      'later',
    ],
    ['ECONNRESET', 'connect ECONNRESET 1.2.3.4:443', 'later'],
    ['ECONNRESET', 'socket hang up', 'unknown'],
    ['ECONNRESET', 'read ECONNRESET', 'unknown'],
    ['EPIPE', 'write EPIPE', 'unknown'],
  ])('%s (%s): %s', (code, reason, outcome) => {
    expect(outcomeOf(failure(code, reason))).toMatchObject({ outcome, why: `FetchError ${code}` });
  });

  it('is told without the token and without what people wrote', () => {
    expect(inWords(failure('ECONNRESET', 'read ECONNRESET'))).toBe('FetchError ECONNRESET');
    const refusal = { error_code: 400, description: 'Bad Request: tag "bí mật"' };
    expect(inWords(new TelegramError(refusal, { method: 'sendMessage', payload: { text: 'bí mật' } }))).toBe(
      '400 Bad Request: tag "…"',
    );
  });
});
