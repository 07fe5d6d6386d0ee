import { ImageRun, Paragraph } from 'docx';
import type { Comment } from '../../domain/comment.ts';
import type { MeetingId } from '../../domain/identity.ts';
import type { KeptFile } from '../../domain/kept-file.ts';
import { letterheadOf } from '../../domain/letter-form.ts';
import { escapeValues, plain } from '../../domain/markup.ts';
import type { Meeting } from '../../domain/meeting.ts';
import { Refusal } from '../../domain/refusal.ts';
import { dateOf, dayIn } from '../../domain/time.ts';
import { writeShortDate } from '../../domain/write-moment.ts';
import { bytesOf, keepBytes } from '../../store/vault.ts';
import type { ActOf, Values } from '../app.ts';
import { body, heading, lines, run } from '../letters/paper.ts';
import { type PartyLetter, partyLetter } from '../letters/party-letter.ts';
import { placeAndDay } from '../letters/place-and-day.ts';
import { whenAndWhere } from '../meetings/wording.ts';
import type { Reader } from '../messaging/say.ts';
import { meetingOfOffice } from './weigh-comment.ts';
import { writtenWhen } from './wording.ts';

const mime = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

type Writing = Pick<ActOf, 'vault' | 'zone' | 'now' | 'actor'> & {
  /** Sentences as plain text, with plain text in them. */
  readonly say: (key: string, values?: Values) => string;
  readonly reader: Reader;
};

/** All comments on a meeting, by what they are about, as the secretary reads them aloud. */
export async function compileComments(act: ActOf, reader: Reader, id: MeetingId): Promise<KeptFile> {
  const meeting = await meetingOfOffice(act, id);
  const comments = await act.store.comments.ofMeeting(id);
  if (comments.length === 0) throw new Refusal('comment.none-yet');
  const writing: Writing = {
    ...act,
    reader,
    say: (key, values) => plain(reader.say(key, escapeValues(values))),
  };
  const content = await contentOf(writing, comments);
  const bytes = await partyLetter({ ...letterOf(writing, meeting), content });
  const file = await keepBytes(act.vault, bytes);
  await act.store.files.remember({ id: file, size: bytes.length, mime }, dateOf(act.now));
  const day = writeShortDate(meeting.startsAt.toZonedDateTimeISO(act.zone)).replace('/', '-');
  return { file, mime, size: bytes.length, name: writing.say('comment.letter.file', { day }) };
}

function letterOf(writing: Writing, meeting: Meeting): Omit<PartyLetter, 'content'> {
  const { say, zone, now, reader, actor } = writing;
  const { when, place } = whenAndWhere(reader, zone, meeting);
  const issuer = { name: meeting.officeName, kind: 'general', form: 'party', unit: meeting.unit } as const;
  return {
    head: {
      form: 'party',
      from: letterheadOf(issuer),
      party: say('letter.paper.party'),
      placeAndDay: placeAndDay(say, meeting.unit, dayIn(zone, now)),
    },
    title: say('comment.letter.title'),
    about: [meeting.subject, say('comment.letter.when', { when, place: plain(place) })],
    ending: [
      [say('comment.letter.compiler'), { bold: true }],
      ['', {}],
      ['', {}],
      [actor.name, { bold: true }],
    ],
  };
}

async function contentOf(writing: Writing, comments: readonly Comment[]): Promise<readonly Paragraph[]> {
  const { say } = writing;
  const authors = new Set(comments.map(({ author }) => author)).size;
  const late = comments.filter((one) => one.late).length;
  const total = say(late > 0 ? 'comment.letter.total-late' : 'comment.letter.total', {
    count: comments.length,
    authors,
    ...(late > 0 && { late }),
  });
  const sections = await Promise.all(bySubject(comments).map((group, at) => section(writing, group, at)));
  return [
    new Paragraph({ spacing: { before: 240 } }),
    body([run(total)]),
    ...sections.flat(),
    new Paragraph(''),
  ];
}

/** A point whose words have changed is another. */
function keyOf({ about, title = '' }: Comment): string {
  if (about.kind === 'document') return about.document;
  return about.kind === 'point' ? `${about.point} ${title}` : '';
}

function bySubject(comments: readonly Comment[]): readonly (readonly Comment[])[] {
  const groups = new Map<string, Comment[]>();
  for (const comment of comments) {
    const key = keyOf(comment);
    groups.set(key, [...(groups.get(key) ?? []), comment]);
  }
  return [...groups.values()];
}

const roman = ['I', 'II', 'III', 'IV', 'V', 'VI', 'VII', 'VIII', 'IX', 'X'];

async function section(
  writing: Writing,
  comments: readonly Comment[],
  at: number,
): Promise<readonly Paragraph[]> {
  const [first] = comments;
  if (!first) return [];
  const { about, title = '' } = first;
  const words = writing.say(`comment.letter.about.${about.kind}`, {
    title,
    ...(about.kind === 'point' && { point: about.point }),
  });
  const paragraphs = await Promise.all(
    comments.map((comment, number) => oneComment(writing, comment, number + 1)),
  );
  return [heading(`${roman[at] ?? at + 1}. ${words}`), ...paragraphs.flat()];
}

async function oneComment(writing: Writing, comment: Comment, number: number): Promise<readonly Paragraph[]> {
  const { say, zone, reader } = writing;
  const { name, post, text, files, outcome, response = '' } = comment;
  const who = say('comment.letter.author', { name, post });
  const when = plain(writtenWhen(reader, zone, comment));
  const paragraphs = [
    body([run(`${number}. `), run(who, { bold: true }), run(` (${when}):`, { italics: true })], true),
    ...lines(text),
    ...(await Promise.all(files.map((file) => attachment(writing, file)))),
  ];
  if (outcome)
    paragraphs.push(body([run(`${say(`comment.letter.${outcome}`)}: `, { bold: true }), run(response)]));
  return paragraphs;
}

/** A picture is shown, anything else is named. */
async function attachment({ vault, say }: Writing, { file, name, mime: kind }: KeptFile): Promise<Paragraph> {
  const bytes = kind.startsWith('image/') ? await bytesOf(vault, file) : undefined;
  const audio = kind.startsWith('audio/');
  return bytes
    ? picture(bytes)
    : body([
        run(say(audio ? 'comment.letter.recording' : 'comment.letter.file-sent', { name }), {
          italics: true,
        }),
      ]);
}

const wide = 480;
const high = 480;

async function picture(bytes: Buffer): Promise<Paragraph> {
  const { default: sharp } = await import('sharp');
  const { width, height } = await sharp(bytes).metadata();
  const scale = Math.min(1, wide / width, high / height);
  const transformation = { width: Math.round(width * scale), height: Math.round(height * scale) };
  return new Paragraph({
    alignment: 'center',
    spacing: { after: 80 },
    children: [new ImageRun({ type: 'jpg', data: bytes, transformation })],
  });
}
