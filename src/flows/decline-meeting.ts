import type { InvitationId } from '../domain/identity.ts';
import { answerInvitation } from '../use-cases/meetings/answer-invitation.ts';
import { given, text } from './ask.ts';
import type { Flow } from './flow.ts';

type Draft = { readonly invitation?: string; readonly reason?: string };

/** Vắng: why. */
export const declineMeeting: Flow<Draft> = {
  name: 'decline-meeting',
  version: 1,
  title: 'meeting.decline-title',
  questions: {
    invitation: given,
    reason: text<Draft>({ ask: 'meeting.ask.reason', label: 'meeting.label.reason', atMost: 500 }),
  },
  async finish(world, { invitation, reason }) {
    await answerInvitation(world, invitation as InvitationId, { answer: 'absent', reason });
    return [{ text: world.reader.say('meeting.declined') }];
  },
};
