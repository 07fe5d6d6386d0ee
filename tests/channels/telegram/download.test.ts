import { afterEach, describe, expect, it } from 'vitest';
import type { Attachment, Channel } from '../../../src/domain/channel.ts';
import { brought } from '../../support/bytes.ts';
import type { FakeTelegram, FakeTelegramOptions } from '../../support/fake-telegram.ts';
import { closeAll, collect, jpeg, setUp } from './support.ts';

const MiB = 1024 * 1024;

afterEach(closeAll);

type Sent = { readonly telegram: FakeTelegram; readonly channel: Channel; readonly attachment: Attachment };

async function received(bytes: Buffer, options: FakeTelegramOptions = {}, asPhoto = false): Promise<Sent> {
  const { telegram, channel } = await setUp({}, options);
  const inbox = collect();
  await channel.open(inbox.intake);
  const phone = telegram.phone(4711);
  if (asPhoto) phone.sendPhoto(bytes);
  else phone.sendDocument('Biên bản.docx', bytes, 'application/msword');
  const [arrival] = await inbox.arrived(1);
  if (!arrival || !('content' in arrival) || arrival.content.kind !== 'file') throw new Error('no file came');
  return { telegram, channel, attachment: arrival.content.attachment };
}

describe('a file somebody sent', () => {
  it.each([false, true])('is brought whole (photo: %s)', async (asPhoto) => {
    const bytes = asPhoto ? jpeg : Buffer.alloc(100_000, 'nội dung');
    const { telegram, channel, attachment } = await received(bytes, {}, asPhoto);
    const fetched = await brought(channel, attachment);
    expect(fetched.outcome === 'fetched' && fetched.bytes.equals(bytes)).toBe(true);
    expect(telegram.problems).toEqual([]);
  });

  it('is too big as the platform says beforehand', async () => {
    const { telegram, channel, attachment } = await received(Buffer.alloc(20 * MiB + 1));
    expect(await channel.fetch(attachment)).toEqual({ outcome: 'too-big' });
    expect(telegram.calls('getFile')).toEqual([]);
  });

  it('is too big as the platform says when asked', async () => {
    const { channel, attachment } = await received(Buffer.alloc(20 * MiB + 1));
    expect(await channel.fetch({ ...attachment, size: undefined })).toEqual({ outcome: 'too-big' });
  });

  it('may be left in its middle, where it is too big although nobody said so', async () => {
    const { channel, attachment } = await received(Buffer.alloc(20 * MiB + 1), { localServer: true });
    expect(attachment.size).toBeUndefined();
    await expect(brought(channel, attachment, 20 * MiB)).rejects.toThrow('it has no end');
  });

  it.each([
    ['getFile', 'Bad Request: invalid file_id', 400],
    ['download', 'Not Found', 404],
  ])('is gone: %s answers %s', async (method, description, code) => {
    const { telegram, channel, attachment } = await received(jpeg);
    telegram.fail(method, { kind: 'refusal', code, description });
    expect(await channel.fetch(attachment)).toEqual({ outcome: 'gone' });
  });

  it('is away for a while', async () => {
    const { telegram, channel, attachment } = await received(jpeg);
    telegram.forgetFile(attachment.remote);
    await expect(channel.fetch(attachment)).rejects.toThrow('temporarily unavailable');
  });

  it.each([
    ['getFile', { kind: 'garbage' }],
    ['getFile', { kind: 'gateway', code: 502 }],
    ['download', { kind: 'reset', processed: false }],
    ['download', { kind: 'gateway', code: 502 }],
  ] as const)(
    'is tried again after a fault of %s (%o), and the token is not in the error',
    async (method, fault) => {
      const { telegram, channel, attachment } = await received(jpeg);
      telegram.fail(method, fault);
      const error: unknown = await channel.fetch(attachment).catch((thrown: unknown) => thrown);
      expect(error).toBeInstanceOf(Error);
      expect(String((error as Error).stack)).not.toContain(telegram.token);
      expect(await brought(channel, attachment)).toEqual({ outcome: 'fetched', bytes: jpeg });
    },
  );
});
