import { post } from './post.js';

/** @typedef {{
 *   id: string, from: 'me' | 'bot', at: string, press?: string,
 *   spans: { text: string, style?: 'b' | 'i' }[],
 *   buttons: { label: string, action: string }[][],
 *   file?: { name: string, size: number, mime: string, href?: string, isImage: boolean },
 *   state?: 'sending' | 'failed' | 'refused', why?: string, letter?: import('./post.js').Letter,
 * }} Item
 * Without a state it is the server's. */

// Not every page is served securely enough for crypto.randomUUID.
function newId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}

function recall(key, otherwise) {
  try {
    return JSON.parse(sessionStorage.getItem(key) ?? 'null') ?? otherwise;
  } catch {
    return otherwise;
  }
}

function remember(key, value) {
  try {
    sessionStorage.setItem(key, JSON.stringify(value));
  } catch {
    // A full or forbidden storage only costs the memory of a reload.
  }
}

const fileFacts = ({ name, size, type }) => ({
  name,
  size,
  mime: type,
  isImage: /^image\/(png|jpeg|gif|webp)$/.test(type),
});

/** @returns {Item} */
const itemOf = (letter, at) => ({
  id: letter.id,
  from: 'me',
  at,
  spans: [{ text: letter.text ?? letter.label ?? letter.caption ?? '' }].filter(({ text }) => text !== ''),
  buttons: [],
  ...(letter.press && { press: letter.press }),
  ...(letter.file && { file: { ...fileFacts(letter.file), href: URL.createObjectURL(letter.file) } }),
  state: 'sending',
  letter,
});

/** Until the server has a link to the file, the page shows its own. */
const withPreview = (item, before) =>
  item.file && !item.file.href ? { ...item, file: { ...item.file, href: before.file?.href } } : item;

/**
 * What is said on one phone: what the server knows, and what is still on its way to it.
 * @param {string} token
 * @param {() => Date} now
 */
export function createConversation(token, now) {
  const listeners = new Set();
  const unsentKey = `unsent.${token}`;
  /** @type {Item[]} */
  let items = recall(unsentKey, []).map((item) => ({ ...item, state: 'failed' }));
  let sending = Promise.resolve();

  /** @param {{ fresh?: Item[] }} [news] */
  const changed = (news = {}) => {
    // Files can not be remembered over a reload; words can.
    remember(
      unsentKey,
      items.filter((item) => item.letter && !item.letter.file && item.state !== 'refused'),
    );
    for (const listener of [...listeners]) listener(news);
  };

  const at = (id) => items.findIndex((item) => item.id === id);

  function settle(id, change) {
    const index = at(id);
    // The stream may have brought it back already: then it is stored, whatever became of the answer.
    if (index < 0 || !items[index].letter) return;
    items = items.with(index, { ...items[index], ...change });
    changed();
  }

  function hear(item) {
    const index = at(item.id);
    if (index >= 0 && !items[index].letter) return;
    items = index >= 0 ? items.with(index, withPreview(item, items[index])) : [...items, item];
    changed(index < 0 ? { fresh: [item] } : {});
  }

  function send(letter) {
    // One after the other, so that they arrive in the order they were written.
    sending = sending.then(async () => {
      const outcome = await post(token, letter);
      if (outcome.state === 'sent') hear(outcome.item);
      else settle(letter.id, outcome);
    });
  }

  return {
    token,
    draft: recall(`draft.${token}`, ''),
    /** Files chosen, not yet sent. @type {File[]} */
    files: [],
    unread: 0,
    isKnown: false,
    get items() {
      return items;
    },
    keepDraft(text) {
      this.draft = text;
      remember(`draft.${token}`, text);
    },
    listen(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    hear,
    /** @param {Item[]} history */
    hearHistory(history) {
      const known = new Set(history.map(({ id }) => id));
      const before = new Set(items.map(({ id }) => id));
      const fresh = this.isKnown ? history.filter(({ id }) => !before.has(id)) : [];
      const rest = items.filter(({ id }) => !known.has(id));
      items = [...rest.filter((item) => !item.letter), ...history, ...rest.filter((item) => item.letter)];
      this.isKnown = true;
      changed({ fresh });
    },
    /** @param {Omit<import('./post.js').Letter, 'id'>} words */
    say(words) {
      const letter = { id: newId(), ...words };
      const item = itemOf(letter, now().toISOString());
      items = [...items, item];
      changed({ fresh: [item] });
      send(letter);
    },
    again(id) {
      const { letter } = items[at(id)] ?? {};
      if (!letter) return;
      settle(id, { state: 'sending' });
      send(letter);
    },
    discard(id) {
      items = items.filter((item) => item.id !== id);
      changed();
    },
  };
}
