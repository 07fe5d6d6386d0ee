import { replyAtMost } from '../domain/bulletin.ts';
import type { BulletinId } from '../domain/identity.ts';
import { replyToBulletin as reply } from '../use-cases/bulletins/reply-to-bulletin.ts';
import { given, text } from './ask.ts';
import type { Flow } from './flow.ts';

type Draft = { readonly bulletin?: string; readonly text?: string };

/** Trả lời: to who informed or guided. */
export const replyToBulletin: Flow<Draft> = {
  name: 'reply-to-bulletin',
  version: 1,
  title: 'bulletin.reply.title',
  questions: {
    bulletin: given,
    text: text<Draft>({ ask: 'bulletin.ask.reply', label: 'bulletin.label.text', atMost: replyAtMost }),
  },
  async finish(world, draft) {
    await reply(world, draft.bulletin as BulletinId, draft.text);
    return [{ text: world.reader.say('bulletin.reply.sent') }];
  },
};
