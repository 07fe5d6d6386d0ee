import { element, fill, icon, written } from './words.js';

const size = (bytes, language) => {
  const [value, unit] = bytes < 1024 * 1024 ? [bytes / 1024, 'KB'] : [bytes / 1024 / 1024, 'MB'];
  const round = { maximumFractionDigits: value < 10 ? 1 : 0 };
  return `${new Intl.NumberFormat(language, round).format(value)} ${unit}`;
};

/**
 * One message as it looks: what was said, its file, its buttons, its time, and what went wrong with it.
 * @param {{
 *   words: Record<string, string>, language: string,
 *   moments: ReturnType<import('./moments.js').createMoments>,
 *   say: (letter: object) => void, again: (id: string) => void, discard: (id: string) => void,
 *   onImage: () => void,
 * }} needs
 */
export function createBubbles({ words, language, moments, say, again, discard, onImage }) {
  function fileOf({ name, href, isImage, size: bytes }) {
    if (isImage && href) {
      const image = element('img', { src: href, alt: name });
      image.addEventListener('load', onImage);
      const link = { className: 'picture', href, target: '_blank', rel: 'noopener' };
      return element('a', { ...link, 'aria-label': fill(words.open, { name }) }, image);
    }
    const facts = element(
      'span',
      {},
      element('span', { className: 'file-name' }, name),
      element('span', { className: 'file-size' }, size(bytes, language)),
    );
    const parts = [icon('icons', 'file', 'icon'), facts];
    if (!href) return element('span', { className: 'file' }, ...parts);
    return element('a', { className: 'file', href, target: '_blank', rel: 'noopener' }, ...parts);
  }

  const styled = ({ text, style }, onCommand) =>
    style ? [element(style, {}, ...written(text, onCommand))] : written(text, onCommand);

  function bubbleOf(item) {
    const onCommand = item.from === 'bot' ? (command) => say({ text: command }) : undefined;
    const who = element('span', { className: 'unseen' }, `${words[item.from]}: `);
    const text = element(
      'div',
      { className: 'words' },
      ...item.spans.flatMap((span) => styled(span, onCommand)),
    );
    const foot = element('div', { className: 'foot' });
    return element(
      'div',
      { className: 'bubble' },
      who,
      ...(item.file ? [fileOf(item.file)] : []),
      text,
      foot,
    );
  }

  function buttonsOf(item) {
    const rows = item.buttons.map((row) => {
      const made = row.map(({ label, action }) => {
        const button = element('button', { type: 'button', data: { action } }, ...written(label));
        button.addEventListener('click', () => say({ press: action, label }));
        return button;
      });
      return element('div', { className: 'buttons-row' }, ...made);
    });
    return element('div', { className: 'buttons' }, ...rows);
  }

  function troubleOf({ id, state, why, letter }) {
    const action = (label, act) => {
      const button = element('button', { type: 'button' }, label);
      button.addEventListener('click', () => act(id));
      return button;
    };
    const name = letter.file?.name ?? '';
    const sentence = state === 'failed' ? words.failed : fill(words[why] ?? words.refused, { name });
    const actions = [action(words.discard, discard)];
    if (state === 'failed') actions.unshift(action(words.again, again));
    return element('div', { className: 'trouble', role: 'alert' }, sentence, ...actions);
  }

  function footOf(item) {
    const time = element('time', { dateTime: item.at }, moments.time(item.at));
    if (item.from === 'bot' || item.state === 'failed' || item.state === 'refused') return [time];
    const state = item.state ?? 'sent';
    return [time, icon('icons', state, 'icon'), element('span', { className: 'unseen' }, words[state])];
  }

  function make(item) {
    const made = element(
      'div',
      { className: 'item', data: { id: item.id, from: item.from } },
      bubbleOf(item),
    );
    if (item.buttons.length > 0) {
      made.dataset.buttons = '';
      made.append(buttonsOf(item));
    }
    return made;
  }

  function dress(made, item) {
    made.querySelector('.foot').replaceChildren(...footOf(item));
    made.querySelector('.trouble')?.remove();
    if (item.state) made.dataset.state = item.state;
    else delete made.dataset.state;
    if (item.state === 'failed' || item.state === 'refused') made.append(troubleOf(item));
  }

  function mark(made, answer) {
    made.toggleAttribute('data-answered', answer !== undefined);
    for (const button of made.querySelectorAll('[data-action]')) {
      const isChosen = button.dataset.action === answer;
      if (button.hasAttribute('data-chosen') === isChosen) continue;
      button.toggleAttribute('data-chosen', isChosen);
      button.querySelector('.chosen')?.remove();
      if (!isChosen) continue;
      const said = element('span', { className: 'unseen' }, words.chosen);
      button.prepend(element('span', { className: 'chosen' }, icon('icons', 'sent', 'icon'), said));
    }
  }

  return { make, dress, mark };
}
