import { describe, expect, it } from 'vitest';
import { ConfigMistakes, readConfig } from '../src/config.ts';

function mistakes(variables: Record<string, string>): readonly string[] {
  try {
    readConfig(variables);
  } catch (error) {
    expect(error).toBeInstanceOf(ConfigMistakes);
    const [head, ...lines] = (error as Error).message.split('\n');
    expect(head).toBe('The settings can not be used:');
    return lines.map((line) => line.trim());
  }
  return [];
}

describe('the settings', () => {
  it('may all be left out; an empty value is as good as none', () => {
    expect(readConfig({})).toMatchObject({ PORT: 3000, DATA_DIR: './data', LOCALE: 'vi', LOG_LEVEL: 'info' });
    expect(readConfig({ PORT: '', DATA_DIR: '', DEMO: '' })).toEqual(readConfig({}));
    expect(readConfig({ PORT: '0' }).PORT).toBe(0);
  });

  it('that are wrong are all named at once', () => {
    const wrong = {
      DATABASE_URL: 'mysql://x',
      PORT: 'abc',
      PUBLIC_URL: 'foo',
      TIME_ZONE: 'Mars/X',
      LOCALE: 'fr',
      DEMO: '2',
      TELEGRAM_BOT_TOKEN: 'x',
      TELEGRAM_API_ROOT: 'zz',
      TELEGRAM_MODE: 'push',
      TELEGRAM_WEBHOOK_SECRET: 'a',
      ZALO_BOT_API_ROOT: 'ftp://x',
      ZALO_BOT_MODE: 'x',
      ZALO_BOT_WEBHOOK_SECRET: 'ấ',
      LOG_LEVEL: 'loud',
    };
    expect(mistakes(wrong).map((line) => line.split(':')[0])).toEqual(Object.keys(wrong));
    expect(mistakes(wrong)).toContain('LOCALE: must be vi or en');
    expect(mistakes(wrong)).toContain('PUBLIC_URL: must be an address that begins with http:// or https://');
  });

  it('that a webhook lacks are named beside the others', () => {
    const webhooks = { TELEGRAM_BOT_TOKEN: '1:a', TELEGRAM_MODE: 'webhook', ZALO_BOT_TOKEN: 'z' };
    const lacking = [
      'PUBLIC_URL: is needed where TELEGRAM_MODE is webhook',
      'TELEGRAM_WEBHOOK_SECRET: is needed where TELEGRAM_MODE is webhook',
      'PUBLIC_URL: is needed where ZALO_BOT_MODE is webhook',
      'ZALO_BOT_WEBHOOK_SECRET: is needed where ZALO_BOT_MODE is webhook',
    ];
    expect(mistakes(webhooks)).toEqual(lacking);
    expect(mistakes({ ...webhooks, PORT: '70000' })).toEqual([
      'PORT: must be a whole number from 0 to 65535',
      ...lacking,
    ]);
    expect(mistakes({ ZALO_BOT_TOKEN: 'z', ZALO_BOT_MODE: 'polling' })).toEqual([]);
    expect(mistakes({ TELEGRAM_MODE: 'webhook' })).toEqual([]);
  });

  it.each(['-1', '65536', '80.5', '0x50', '1e3', ' '])('has no port “%s”', (typed) => {
    expect(mistakes({ PORT: typed })).toEqual(['PORT: must be a whole number from 0 to 65535']);
  });
});

const keys = { S3_ACCESS_KEY_ID: 'a', S3_SECRET_ACCESS_KEY: 'b' };

describe('a bucket for files', () => {
  it('is named with its keys, and with an address where it is not Amazon’s', () => {
    expect(readConfig({ S3_BUCKET: 'ba-nam', ...keys })).toMatchObject({ S3_REGION: 'us-east-1' });
    expect(readConfig({ S3_BUCKET: 'ba-nam', S3_ENDPOINT: 'http://10.0.0.2:9000', ...keys })).toMatchObject({
      S3_ENDPOINT: 'http://10.0.0.2:9000',
    });
    expect(readConfig({ S3_BUCKET: '' }).S3_BUCKET).toBeUndefined();
  });

  it.each([
    [{ S3_BUCKET: 'ba-nam' }, /S3_ACCESS_KEY_ID: is needed[\s\S]*S3_SECRET_ACCESS_KEY: is needed/],
    [keys, /S3_BUCKET: is needed where another S3 setting is/],
    [{ S3_BUCKET: 'Ba Nam', ...keys }, /S3_BUCKET: is not the form/],
    [{ S3_BUCKET: 'ba-nam', S3_ENDPOINT: 'minio', ...keys }, /S3_ENDPOINT/],
  ])('is refused in halves: %o', (given, wanted) => {
    expect(() => readConfig(given)).toThrow(wanted);
  });
});
