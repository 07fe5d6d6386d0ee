import { createBubbles } from './bubbles.js';
import { element, fill, icon } from './words.js';

/** Near enough to the end to be reading along. */
const endPx = 60;

/** Which buttons were pressed: the bot's message → the action. */
function answersIn(items) {
  const asked = new Map();
  const answers = new Map();
  for (const item of items) {
    for (const { action } of item.buttons.flat()) asked.set(action, item.id);
    const isLost = item.state === 'failed' || item.state === 'refused';
    const question = item.press && !isLost ? asked.get(item.press) : undefined;
    if (question) answers.set(question, item.press);
  }
  return answers;
}

/**
 * Shows one conversation in a list, and keeps to its end while the reader is there.
 * @param {{
 *   list: HTMLElement, jump: HTMLElement, words: Record<string, string>, language: string,
 *   moments: ReturnType<import('./moments.js').createMoments>,
 * }} needs
 */
export function createLog({ list, jump, words, language, moments }) {
  /** @type {ReturnType<import('./conversation.js').createConversation> | undefined} */
  let conversation;
  let whenEmpty = words.empty;
  let stopListening = () => {};
  let shown = new Map();
  let isAtEnd = true;
  let missed = 0;

  const isVisible = () => list.offsetParent !== null;

  function toEnd() {
    isAtEnd = true;
    missed = 0;
    list.scrollTop = list.scrollHeight;
    showJump();
  }

  function showJump() {
    jump.hidden = isAtEnd;
    const text = missed > 0 ? fill(words['new-messages'], { n: missed }) : words['to-end'];
    if (!isAtEnd) jump.replaceChildren(text, icon('icons', 'down', 'icon'));
  }

  list.addEventListener('scroll', () => {
    if (!isVisible()) return;
    isAtEnd = list.scrollHeight - list.scrollTop - list.clientHeight < endPx;
    if (isAtEnd) missed = 0;
    showJump();
  });
  jump.addEventListener('click', () => {
    toEnd();
    list.focus();
  });
  // The composer grew, a tab was shown, a phone was turned: the end stays in sight.
  new ResizeObserver(() => isVisible() && isAtEnd && toEnd()).observe(list);

  const bubbles = createBubbles({
    words,
    language,
    moments,
    say: (letter) => conversation.say(letter),
    again: (id) => conversation.again(id),
    discard: (id) => conversation.discard(id),
    onImage: () => isAtEnd && toEnd(),
  });

  /** The element of an item; made once, so that what has the focus keeps it. */
  function elementFor(item) {
    const known = shown.get(item.id);
    // A link to the file comes with the next history.
    const isSame = known && known.item.file?.href === item.file?.href;
    const made = isSame ? known.made : bubbles.make(item);
    if (!isSame || known.item !== item) bubbles.dress(made, item);
    return made;
  }

  function arrange(nodes) {
    const wanted = new Set(nodes);
    for (const node of [...list.children]) if (!wanted.has(node)) node.remove();
    nodes.forEach((node, index) => {
      if (list.children[index] !== node) list.insertBefore(node, list.children[index] ?? null);
    });
  }

  function render(fresh) {
    const { items } = conversation;
    const answers = answersIn(items);
    const dates = new Map([...list.querySelectorAll('.date')].map((date) => [date.dataset.day, date]));
    const next = new Map();
    const nodes = [];
    let day;
    for (const item of items) {
      const made = elementFor(item);
      bubbles.mark(made, answers.get(item.id));
      made.toggleAttribute('data-fresh', fresh.has(item.id));
      next.set(item.id, { item, made });
      if (moments.day(item.at) !== day) {
        day = moments.day(item.at);
        nodes.push(dates.get(day) ?? element('div', { className: 'date', data: { day } }, day));
        dates.delete(day);
      }
      nodes.push(made);
    }
    shown = next;
    arrange(
      nodes.length > 0 || !conversation.isKnown ? nodes : [element('div', { className: 'empty' }, whenEmpty)],
    );
  }

  // Only what is new is read out, not the whole conversation.
  const readOut = () => {
    if (conversation.isKnown) list.setAttribute('aria-live', 'polite');
  };

  function update({ fresh = [] }) {
    render(new Set(fresh.map(({ id }) => id)));
    requestAnimationFrame(readOut);
    if (isAtEnd || fresh.some(({ from, state }) => from === 'me' && state)) return toEnd();
    missed += fresh.filter(({ from }) => from === 'bot').length;
    showJump();
  }

  return {
    /** @param {string} sentence what stands there while nothing was said */
    show(other, sentence) {
      whenEmpty = sentence;
      stopListening();
      conversation = other;
      shown = new Map();
      list.setAttribute('aria-live', 'off');
      list.replaceChildren();
      render(new Set());
      toEnd();
      requestAnimationFrame(readOut);
      stopListening = other.listen(update);
    },
  };
}
