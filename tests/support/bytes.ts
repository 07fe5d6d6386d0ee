import type { Attachment, Bytes, Channel, Fetched } from '../../src/domain/channel.ts';
import { wholeOf } from '../../src/store/vault.ts';

type Brought =
  | Exclude<Fetched, { outcome: 'fetched' }>
  | { readonly outcome: 'fetched'; readonly bytes: Buffer };

/** What a channel brings, read to its end, or to the limit of whoever reads. */
export async function brought(
  channel: Channel,
  attachment: Attachment,
  atMost = Number.POSITIVE_INFINITY,
): Promise<Brought> {
  const fetched = await channel.fetch(attachment);
  if (fetched.outcome !== 'fetched') return fetched;
  const limited = async function* (bytes: Bytes) {
    let size = 0;
    for await (const piece of bytes) {
      size += piece.length;
      if (size > atMost) throw new Error('it has no end');
      yield piece;
    }
  };
  return { outcome: 'fetched', bytes: await wholeOf(limited(fetched.bytes)) };
}

/** What is uploaded, kept in memory: enough for a test of a door. */
export function memoryVault() {
  const files = new Map<string, Buffer>();
  return {
    files,
    async take(bytes: Bytes, atMost: number) {
      const whole = await wholeOf(bytes);
      if (whole.length > atMost) return 'too-big' as const;
      const key = `file-${files.size + 1}`;
      return {
        size: whole.length,
        async keep() {
          files.set(key, whole);
          return key;
        },
        drop: async () => {},
      };
    },
    async open(key: string) {
      const found = files.get(key);
      return found && { size: found.length, read: () => [found] };
    },
  };
}
