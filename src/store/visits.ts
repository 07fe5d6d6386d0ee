import type { FileId, MeetingId, PersonId, UnitId, VisitId } from '../domain/identity.ts';
import type { Db } from './db.ts';

export type VisitPhoto = { readonly file: FileId; readonly caption: string };

export type VisitRow = {
  readonly id: VisitId;
  readonly unit: UnitId;
  readonly author: PersonId;
  readonly meeting: MeetingId | undefined;
  /** Midnight UTC of the day. */
  readonly date: Date;
  readonly note: string;
  readonly photos: readonly VisitPhoto[];
};

export const visits = (db: Db) => ({
  async create({ id, unit, author, meeting, date, note, photos }: VisitRow, now: Date): Promise<void> {
    await db.visit.createMany({
      data: [{ id, unitId: unit, authorId: author, meetingId: meeting ?? null, date, note, createdAt: now }],
    });
    if (photos.length === 0) return;
    await db.visitPhoto.createMany({
      data: photos.map(({ file, caption }, position) => ({ visitId: id, fileId: file, caption, position })),
    });
  },
});
