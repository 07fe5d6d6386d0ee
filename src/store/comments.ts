import type { About, Comment, Outcome } from '../domain/comment.ts';
import type { CommentId, MeetingId, PersonId } from '../domain/identity.ts';
import type { KeptFile } from '../domain/kept-file.ts';
import type { Meeting } from '../domain/meeting.ts';
import { dateOf, instant } from '../domain/time.ts';
import { type Db, present, sql } from './db.ts';
import type { Prisma } from './prisma-client/client.ts';

type CommentRow = Omit<Comment, 'about' | 'title' | 'writtenAt'> & {
  readonly document: Extract<About, { kind: 'document' }>['document'] | undefined;
  readonly point: number | undefined;
  readonly documentName: string | undefined;
  readonly pointText: string | undefined;
  readonly writtenAt: Date;
};

const columns = sql`
  c.id, c.meeting_id as meeting, c.document_id as document, c.point, d.name as "documentName",
  c.point_text as "pointText", c.author_id as author, pe.name, pe.post, c.text, c.written_at as "writtenAt",
  c.late, c.outcome, c.response, by.name as "weighedBy",
  coalesce((select jsonb_agg(jsonb_build_object('file', cf.file_id, 'name', cf.name, 'mime', f.mime, 'size', f.size)
    order by cf.position) from comment_files cf join files f on f.id = cf.file_id where cf.comment_id = c.id), '[]') as files`;
const tables = sql`
  comments c join meetings m on m.id = c.meeting_id join people pe on pe.id = c.author_id
    left join documents d on d.id = c.document_id left join people by on by.id = c.weighed_by_id`;

const aboutOf = ({ document, point }: CommentRow): About =>
  document ? { kind: 'document', document } : point ? { kind: 'point', point } : { kind: 'meeting' };

function commentOf(row: CommentRow): Comment {
  const { document: _, point: __, documentName, pointText, writtenAt, ...rest } = row;
  return { ...rest, about: aboutOf(row), title: documentName ?? pointText, writtenAt: instant(writtenAt) };
}

export type NewComment = Pick<
  Comment,
  'id' | 'meeting' | 'about' | 'title' | 'author' | 'text' | 'files' | 'writtenAt' | 'late'
>;

export const comments = (db: Db) => {
  const select = async (where: Prisma.Sql): Promise<readonly Comment[]> => {
    const rows = await db.$queryRaw<CommentRow[]>(sql`select ${columns} from ${tables} where ${where}`);
    return rows.map((row) => commentOf(present(row) as CommentRow));
  };
  return {
    async add({
      id,
      meeting,
      about,
      title,
      author,
      text,
      files,
      writtenAt,
      late,
    }: NewComment): Promise<void> {
      await db.comment.create({
        data: {
          id,
          meetingId: meeting,
          documentId: about.kind === 'document' ? about.document : null,
          point: about.kind === 'point' ? about.point : null,
          pointText: about.kind === 'point' ? (title ?? null) : null,
          authorId: author,
          text,
          writtenAt: dateOf(writtenAt),
          late,
        },
      });
      if (files.length > 0) await db.commentFile.createMany({ data: files.map(fileRow(id)) });
    },

    byId: async (id: CommentId) => (await select(sql`c.id = ${id}::uuid`))[0],
    /** As they are read aloud: of the documents, of the points, of the whole; in the order they came. */
    ofMeeting: (meeting: MeetingId) =>
      select(sql`c.meeting_id = ${meeting}::uuid
        order by d.position nulls last, d.version, d.id, c.point nulls last, c.point_text, c.written_at, c.id`),
    byAuthor: (author: PersonId, atMost: number) =>
      select(sql`c.author_id = ${author}::uuid order by c.written_at desc, c.id desc limit ${atMost}`),

    async countOf(meeting: MeetingId): Promise<number> {
      return db.comment.count({ where: { meetingId: meeting } });
    },

    async weigh(
      id: CommentId,
      { outcome, response, by }: { outcome: Outcome; response: string; by: PersonId },
      now: Date,
    ): Promise<void> {
      await db.comment.update({
        where: { id },
        data: { outcome, response, weighedById: by, weighedAt: now },
      });
    },

    /** Meetings begun since then that take the person's comments, soonest first. */
    async openTo(person: PersonId, since: Date, atMost: number): Promise<readonly MeetingId[]> {
      const rows = await db.$queryRaw<{ id: MeetingId }[]>(sql`
        select m.id from meetings m where m.starts_at > ${since} and m.cancelled_at is null and exists (
          select 1 from invitations i where i.meeting_id = m.id and ${invites(person)})
        order by m.starts_at limit ${atMost}`);
      return rows.map(({ id }) => id);
    },

    /** Invited, or the one who comes instead. */
    async mayComment({ id }: Pick<Meeting, 'id'>, person: PersonId): Promise<boolean> {
      const [row] = await db.$queryRaw<{ may: boolean }[]>(sql`
        select exists (select 1 from invitations i where i.meeting_id = ${id}::uuid and ${invites(person)}) as may`);
      return row?.may ?? false;
    },
  };
};

const invites = (person: PersonId) =>
  sql`i.withdrawn_at is null and ${person}::uuid in (i.person_id, i.substitute_id)`;

const fileRow =
  (comment: CommentId) =>
  ({ file, name }: KeptFile, position: number) => ({ commentId: comment, position, fileId: file, name });
