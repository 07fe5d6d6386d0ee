import type { InvitationId } from '../domain/identity.ts';
import { escapeMarkup } from '../domain/markup.ts';
import { answerInvitation } from '../use-cases/meetings/answer-invitation.ts';
import { given, text } from './ask.ts';
import type { Flow } from './flow.ts';

type Draft = { readonly invitation?: string; readonly substitute?: string };

/** Cử người dự thay: whom. */
export const sendSubstitute: Flow<Draft> = {
  name: 'send-substitute',
  version: 1,
  title: 'meeting.substitute-title',
  questions: {
    invitation: given,
    substitute: text<Draft>({
      ask: 'meeting.ask.substitute',
      label: 'meeting.label.substitute',
      atMost: 200,
    }),
  },
  async finish(world, { invitation, substitute }) {
    await answerInvitation(world, invitation as InvitationId, { answer: 'substitute', substitute });
    return [{ text: world.reader.say('meeting.substitute-sent', { substitute: escapeMarkup(substitute) }) }];
  },
};
