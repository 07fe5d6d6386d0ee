import { createHash } from 'node:crypto';
import type { ChannelName } from '../domain/channel.ts';
import type { FileId } from '../domain/identity.ts';
import { type Db, sql } from './db.ts';

export const files = (db: Db) => ({
  /** Remembers what the vault holds; a file that is there already is left alone. */
  async remember(file: { id: FileId; size: number; mime: string }, now: Date): Promise<void> {
    await db.file.createMany({ data: [{ ...file, createdAt: now }], skipDuplicates: true });
  },

  /** Keeps a small file that we made ourselves, together with what speaks of it. */
  async make(bytes: Uint8Array<ArrayBuffer>, mime: string, now: Date): Promise<FileId> {
    const id = createHash('sha256').update(bytes).digest('hex') as FileId;
    const file = { id, size: bytes.length, mime, createdAt: now, made: bytes };
    await db.file.createMany({ data: [file], skipDuplicates: true });
    return id;
  },

  /** The bytes of one that we made. */
  async made(id: FileId): Promise<Uint8Array | undefined> {
    return (await db.file.findUnique({ where: { id }, select: { made: true } }))?.made ?? undefined;
  },

  /** Forgets a file that nothing holds on to; false when something does. */
  async forget(id: FileId): Promise<boolean> {
    const free = sql`not exists (select 1 from documents where file_id = ${id})
      and not exists (select 1 from visit_photos where file_id = ${id})
      and not exists (select 1 from comment_files where file_id = ${id})
      and not exists (select 1 from bulletin_files where file_id = ${id})
      and not exists (select 1 from answer_files where file_id = ${id})
      and not exists (select 1 from letters where file_id = ${id})`;
    await db.$executeRaw(sql`delete from file_references where file_id = ${id} and ${free}`);
    return (await db.$executeRaw(sql`delete from files where id = ${id} and ${free}`)) === 1;
  },

  /** Of these, the ones that are remembered. */
  async known(ids: readonly FileId[]): Promise<ReadonlySet<string>> {
    const rows = await db.file.findMany({ where: { id: { in: [...ids] } }, select: { id: true } });
    return new Set(rows.map(({ id }) => id));
  },

  async isKnown(id: FileId): Promise<boolean> {
    return (await db.file.count({ where: { id } })) > 0;
  },

  async mimeOf(id: FileId): Promise<string | undefined> {
    return (await db.file.findUnique({ where: { id }, select: { mime: true } }))?.mime;
  },

  /** The platform's own name for the file, when it has seen it before. */
  async reference(id: FileId, channel: ChannelName): Promise<string | undefined> {
    const where = { fileId_channel: { fileId: id, channel } };
    return (await db.fileReference.findUnique({ where }))?.reference;
  },

  async setReference(id: FileId, channel: ChannelName, reference: string): Promise<void> {
    await db.fileReference.upsert({
      where: { fileId_channel: { fileId: id, channel } },
      create: { fileId: id, channel, reference },
      update: { reference },
    });
  },
});
