import type { Outcome } from '../domain/comment.ts';
import type { CommentId, DocumentId, MeetingId } from '../domain/identity.ts';
import { Refusal } from '../domain/refusal.ts';
import { commentOfOffice } from '../use-cases/comments/weigh-comment.ts';
import { begin, chooseAbout, commentCard, commentsOf, compiled } from './comment-lists.ts';
import type { Turned } from './converse.ts';
import { anyFlow, type World } from './flow.ts';
import { weighComment } from './weigh-comment.ts';

type Pressed = (world: World, id: string, more: string) => Promise<Turned>;

const onDocument: Pressed = async (world, id) => {
  const document = await world.store.documents.byId(id as DocumentId);
  if (!document) throw new Refusal('chat.not-yours');
  return begin(world, document.meeting, { kind: 'document', document: document.id });
};

const weigh =
  (outcome: Outcome): Pressed =>
  async (world, id) => {
    const { comment } = await commentOfOffice(world, id as CommentId);
    return { start: anyFlow(weighComment), draft: { comment: { value: id, label: comment.name }, outcome } };
  };

export const commentVerbs: Readonly<Record<string, Pressed>> = {
  gy: (world, id) => chooseAbout(world, id as MeetingId),
  gw: (world, id) => begin(world, id as MeetingId, { kind: 'meeting' }),
  gd: onDocument,
  gp: (world, id, point) =>
    begin(world, id as MeetingId, { kind: 'point', point: Math.trunc(Number(point)) || 0 }),
  gl: (world, id, page) => commentsOf(world, id as MeetingId, page),
  gc: (world, id) => commentCard(world, id as CommentId),
  gx: (world, id) => compiled(world, id as MeetingId),
  ga: weigh('accepted'),
  ge: weigh('explained'),
};
