import { describe, expect, it } from 'vitest';
import { readConfig } from '../src/config.ts';

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
