import type { KeptFile } from '../../domain/kept-file.ts';
import { dateOf } from '../../domain/time.ts';
import type { Act } from '../app.ts';
import type { Reader } from '../messaging/say.ts';

const mime = 'text/plain';
// Without it the notepad of an older Windows takes Vietnamese for something else.
const byteOrderMark = '\ufeff';

type Keeping = Pick<Act, 'store' | 'now'> & { readonly reader: Reader };

/** Lines that are too many for a message, as a file that goes with it. */
export async function keepList({ store, now, reader }: Keeping, lines: readonly string[]): Promise<KeptFile> {
  const bytes = Buffer.from(byteOrderMark + lines.join('\r\n'));
  const file = await store.files.make(bytes, mime, dateOf(now));
  return { file, name: reader.say('roster.chat.list-name'), mime, size: bytes.length };
}
