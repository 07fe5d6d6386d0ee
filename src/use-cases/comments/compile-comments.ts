import { ImageRun, Paragraph, type Table } from 'docx';
import type { Comment } from '../../domain/comment.ts';
import type { MeetingId } from '../../domain/identity.ts';
import type { KeptFile } from '../../domain/kept-file.ts';
import { escapeValues, plain } from '../../domain/markup.ts';
import type { Meeting } from '../../domain/meeting.ts';
import { Refusal } from '../../domain/refusal.ts';
import { dateOf } from '../../domain/time.ts';
import { writeShortDate } from '../../domain/write-moment.ts';
import { bytesOf, keepBytes } from '../../store/vault.ts';
import type { ActOf, Values } from '../app.ts';
import { whenAndWhere } from '../meetings/wording.ts';
import type { Reader } from '../messaging/say.ts';
import { body, ending, heading, type LetterHead, partyLetter, run } from './party-letter.ts';
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
  const bytes = await partyLetter(headOf(writing, meeting), await contentOf(writing, comments));
  const file = await keepBytes(act.vault, bytes);
  await act.store.files.remember({ id: file, size: bytes.length, mime }, dateOf(act.now));
  const day = writeShortDate(meeting.startsAt.toZonedDateTimeISO(act.zone)).replace('/', '-');
  return { file, mime, size: bytes.length, name: writing.say('comment.letter.file', { day }) };
}

function headOf({ say, zone, now, reader }: Writing, meeting: Meeting): LetterHead {
  const today = now.toZonedDateTimeISO(zone);
  const two = (value: number) => String(value).padStart(2, '0');
  const { when, place } = whenAndWhere(reader, zone, meeting);
  return {
    from: bodyOf(meeting.officeName, say('comment.letter.office')),
    party: say('comment.letter.party'),
    placeAndDay: say('comment.letter.place-and-day', {
      place: meeting.unit.name,
      day: two(today.day),
      month: two(today.month),
      year: today.year,
    }),
    title: say('comment.letter.title'),
    about: [meeting.subject, say('comment.letter.when', { when, place: plain(place) })],
  };
}

/** An office of a committee stands below it: ĐẢNG ỦY XÃ …, then VĂN PHÒNG. */
function bodyOf(office: string, word: string): readonly string[] {
  const upper = office.toLocaleUpperCase('vi');
  const short = word.toLocaleUpperCase('vi');
  return upper.startsWith(`${short} `) ? [upper.slice(short.length + 1), short] : [upper];
}

async function contentOf(
  writing: Writing,
  comments: readonly Comment[],
): Promise<readonly (Paragraph | Table)[]> {
  const { say, actor } = writing;
  const authors = new Set(comments.map(({ author }) => author)).size;
  const late = comments.filter((one) => one.late).length;
  const total = say(late > 0 ? 'comment.letter.total-late' : 'comment.letter.total', {
    count: comments.length,
    authors,
    ...(late > 0 && { late }),
  });
  const sections = await Promise.all(bySubject(comments).map((group, at) => section(writing, group, at)));
  const signed = [
    [say('comment.letter.compiler'), { bold: true }],
    ['', {}],
    ['', {}],
    [actor.name, { bold: true }],
  ] as const;
  return [
    new Paragraph({ spacing: { before: 240 } }),
    body([run(total)]),
    ...sections.flat(),
    new Paragraph(''),
    ending(signed),
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
    ...text
      .split('\n')
      .filter(Boolean)
      .map((line) => body([run(line)])),
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
