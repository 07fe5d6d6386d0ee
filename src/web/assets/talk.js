import { createComposer } from './composer.js';
import { createConversation } from './conversation.js';
import { createLog } from './log.js';
import { createMoments, offsetOf } from './moments.js';
import { createStream } from './stream.js';

const { language, now, code, chat: words } = JSON.parse(document.body.dataset.page);
const since = performance.now();
const clock = () => new Date(Date.parse(now) + performance.now() - since);

// The cookie says which phone it is: no script ever holds it.
const conversation = createConversation('', clock);
const section = document.querySelector('section.place');
const log = createLog({
  list: section.querySelector('.log'),
  jump: section.querySelector('.jump'),
  words,
  language,
  moments: createMoments(words, offsetOf(now)),
});
const composer = createComposer({ screen: section.querySelector('.screen'), words });

if (code && conversation.draft === '') conversation.keepDraft(code);
// A code stays in no address that somebody may look at, copy or come back to.
if (location.search.includes('code=')) history.replaceState(null, '', location.pathname);

log.show(conversation, words['empty-new']);
composer.show(conversation);

createStream({
  history: (_, items) => conversation.hearHistory(items),
  message: (_, item) => conversation.hear(item),
  line(isUp) {
    section.querySelector('.line').textContent = isUp ? '' : words.offline;
  },
}).follow(['']);
