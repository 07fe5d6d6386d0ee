import type { About } from '../domain/comment.ts';
import type { MeetingId } from '../domain/identity.ts';
import { shortId } from '../domain/identity.ts';
import { escapeMarkup } from '../domain/markup.ts';
import { aboutWords } from '../use-cases/comments/wording.ts';
import { writeComment as write } from '../use-cases/comments/write-comment.ts';
import { given } from './ask.ts';
import { type Remark, remark } from './ask-remark.ts';
import { mayBeComplaint } from './ask-whether-complaint.ts';
import type { Flow } from './flow.ts';

type Draft = {
  readonly meeting?: string;
  readonly about?: About;
  /** The words of what it is about. */
  readonly title?: string;
  readonly remark?: Remark;
};

/** Góp ý: on a document, a point of the agenda, or the meeting as a whole. */
export const writeComment: Flow<Draft> = {
  name: 'write-comment',
  version: 1,
  title: 'comment.title',
  questions: {
    meeting: given,
    about: given,
    title: given,
    remark: mayBeComplaint(
      remark<Draft>({
        ask: ({ title = '' }) => ({ key: 'comment.ask.remark', values: { title } }),
        label: 'comment.label.remark',
      }),
      { of: ({ remark: said }) => said, words: ({ text }) => text, otherwise: 'complaint.is-none-other' },
    ),
  },
  async summary({ reader }, { about, title, remark: { text, files } }) {
    const lines = [reader.say('comment.summary', { about: aboutWords(reader, { about, title }) })];
    if (text !== '') lines.push(escapeMarkup(text));
    if (files.length > 0) lines.push(reader.say('comment.attached', { count: files.length }));
    return lines.join('\n');
  },
  async finish(world, { meeting, about, title, remark: said }) {
    const { late } = await write(world, { meeting: meeting as MeetingId, about, title, ...said });
    const { reader } = world;
    const buttons = [
      [
        { label: reader.say('comment.another'), action: `gy:${shortId(meeting)}` },
        { label: reader.say('comment.mine'), action: 'gm:' },
      ],
    ];
    return [{ text: reader.say(late ? 'comment.sent-late' : 'comment.sent'), buttons }];
  },
};
