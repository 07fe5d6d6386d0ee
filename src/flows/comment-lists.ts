import { type About, type Comment, commentsSince } from '../domain/comment.ts';
import { type CommentId, type MeetingId, shortId } from '../domain/identity.ts';
import { escapeMarkup } from '../domain/markup.ts';
import type { Button, Markup } from '../domain/message.ts';
import { shorten } from '../domain/shorten.ts';
import { dateOf } from '../domain/time.ts';
import { commentOfOffice, meetingOfOffice } from '../use-cases/comments/weigh-comment.ts';
import { aboutWords, outcomeWords, remarkWords, writtenWhen } from '../use-cases/comments/wording.ts';
import { commentable, titleOf } from '../use-cases/comments/write-comment.ts';
import { whenAndWhere } from '../use-cases/meetings/wording.ts';
import type { Turned } from './converse.ts';
import { anyFlow, type World } from './flow.ts';
import { writeComment } from './write-comment.ts';

const shown = 8;

/** /gopy: the meetings that take my comments, and what became of those I wrote. */
export async function myComments(world: World): Promise<Turned> {
  const { store, actor, reader, zone, now } = world;
  const open = await store.comments.openTo(actor.id, dateOf(commentsSince(now)), shown);
  const mine = await store.comments.byAuthor(actor.id, 1);
  const mineButton = mine.length > 0 ? [[{ label: reader.say('comment.mine'), action: 'gm:' }]] : [];
  const [only] = open;
  if (!only) return { say: [{ text: reader.say('comment.no-meeting'), buttons: mineButton }] };
  if (open.length === 1 && mine.length === 0) return chooseAbout(world, only);
  const buttons: (readonly Button[])[] = [];
  for (const id of open) {
    const meeting = await store.meetings.byId(id);
    if (!meeting) continue;
    const { when } = whenAndWhere(reader, zone, meeting);
    buttons.push([{ label: shorten(`${when}: ${meeting.subject}`, 60), action: `gy:${shortId(id)}` }]);
  }
  return { say: [{ text: reader.say('comment.which-meeting'), buttons: [...buttons, ...mineButton] }] };
}

/** What of the meeting: a document, a point, the whole. */
export async function chooseAbout(world: World, id: MeetingId): Promise<Turned> {
  const { store, reader, zone } = world;
  const meeting = await commentable(world, id);
  const key = shortId(id);
  const documents = (await store.documents.ofMeeting(id)).map((one) => [
    { label: `📄 ${shorten(one.name, 50)}`, action: `gd:${shortId(one.id)}` },
  ]);
  const points = meeting.agenda.map((point, at) => [
    { label: shorten(`${at + 1}. ${point}`, 50), action: `gp:${key}:${at + 1}` },
  ]);
  const whole = [[{ label: reader.say('comment.whole'), action: `gw:${key}` }]];
  const facts = whenAndWhere(reader, zone, meeting);
  const all = [...documents, ...points, ...whole];
  if (all.length === 1) return begin(world, id, { kind: 'meeting' });
  const text = reader.say('comment.about-what', facts);
  // No message has more than twenty buttons.
  return all.length <= buttonsAtMost
    ? { say: [{ text, buttons: all }] }
    : {
        say: [
          { text, buttons: documents.slice(0, buttonsAtMost) },
          {
            text: reader.say('comment.or-point'),
            buttons: [...points.slice(0, buttonsAtMost - 1), ...whole],
          },
        ],
      };
}

const buttonsAtMost = 20;

export async function begin(world: World, id: MeetingId, about: About): Promise<Turned> {
  const meeting = await commentable(world, id);
  const title = await titleOf(world, meeting, about);
  if (title === undefined) return { say: [{ text: world.reader.say('comment.gone') }] };
  return { start: anyFlow(writeComment), draft: { meeting: id, about, title } };
}

/** What I wrote, and what became of it. */
export async function writtenByMe({ store, actor, reader }: World): Promise<Turned> {
  const mine = await store.comments.byAuthor(actor.id, shown);
  if (mine.length === 0) return { say: [{ text: reader.say('comment.none-mine') }] };
  const lines = mine.map((one) =>
    reader.say('comment.mine-line', {
      about: aboutWords(reader, one),
      remark: remarkWords(reader, one, 120),
      outcome: outcomeWords(reader, one),
    }),
  );
  return { say: [{ text: [reader.say('comment.mine-head'), ...lines].join('\n') }] };
}

/** Xem góp ý: for the office, page by page, each to be opened. */
export async function commentsOf(world: World, id: MeetingId, page: string): Promise<Turned> {
  const { store, reader, zone } = world;
  const meeting = await meetingOfOffice(world, id);
  const all = await store.comments.ofMeeting(id);
  if (all.length === 0) return { say: [{ text: reader.say('comment.none-yet') }] };
  const from = Math.max(0, Number(page) || 0) * shown;
  const here = all.slice(from, from + shown);
  const head = reader.say('comment.list-head', {
    ...whenAndWhere(reader, zone, meeting),
    count: all.length,
    open: all.filter(({ outcome }) => !outcome).length,
  });
  const lines = here.map((one, at) => officeLine(world, one, from + at + 1));
  const cards = here.map((one, at) => [
    { label: shorten(`${from + at + 1}. ${one.name}`, 50), action: `gc:${shortId(one.id)}` },
  ]);
  const further =
    from + shown < all.length
      ? [{ label: reader.say('comment.next'), action: `gl:${shortId(id)}:${from / shown + 1}` }]
      : [];
  const word = { label: reader.say('comment.compiled'), action: `gx:${shortId(id)}` };
  return { say: [{ text: [head, ...lines].join('\n'), buttons: [...cards, [word, ...further]] }] };
}

const officeLine = ({ reader }: World, comment: Comment, number: number): Markup =>
  reader.say('comment.list-line', {
    number,
    name: escapeMarkup(comment.name),
    about: aboutWords(reader, comment),
    remark: remarkWords(reader, comment, 100),
    outcome: outcomeWords(reader, comment),
    late: comment.late ? ` (${reader.say('comment.late')})` : '',
  });

/** One comment whole, with its pictures and recordings. */
export async function commentCard(world: World, id: CommentId): Promise<Turned> {
  const { reader, zone } = world;
  const { comment } = await commentOfOffice(world, id);
  const lines = [
    reader.say('comment.card', {
      name: escapeMarkup(comment.name),
      post: escapeMarkup(comment.post),
      about: aboutWords(reader, comment),
      when: writtenWhen(reader, zone, comment),
    }),
    ...(comment.text === '' ? [] : [escapeMarkup(comment.text)]),
    reader.say('comment.card-outcome', {
      outcome: outcomeWords(reader, comment),
      by: comment.weighedBy ? ` (${escapeMarkup(comment.weighedBy)})` : '',
    }),
  ];
  const key = shortId(id);
  const buttons = [
    [
      { label: reader.say('comment.accept'), action: `ga:${key}` },
      { label: reader.say('comment.explain'), action: `ge:${key}` },
    ],
  ];
  return {
    say: [{ text: lines.join('\n'), buttons, files: comment.files.map((file) => ({ file, buttons: [] })) }],
  };
}

export async function compiled(world: World, id: MeetingId): Promise<Turned> {
  // What writes Word files is large, and seldom wanted.
  const { compileComments } = await import('../use-cases/comments/compile-comments.ts');
  const file = await compileComments(world, world.reader, id);
  return { say: [{ text: world.reader.say('comment.compiled-follows'), files: [{ file, buttons: [] }] }] };
}
