/** @param {string} tag @param {Record<string, unknown>} [properties] @param {(Node | string)[]} children */
export function element(tag, properties = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (name === 'data') Object.assign(made.dataset, value);
    else if (name.startsWith('aria-') || name === 'role') made.setAttribute(name, String(value));
    else made[name] = value;
  }
  made.append(...children);
  return made;
}

export function icon(sheet, name, className) {
  const space = 'http://www.w3.org/2000/svg';
  const svg = document.createElementNS(space, 'svg');
  svg.setAttribute('class', className);
  svg.setAttribute('aria-hidden', 'true');
  const use = document.createElementNS(space, 'use');
  use.setAttribute('href', `/assets/${sheet}.svg#${name}`);
  svg.append(use);
  return svg;
}

const signs = {
  '📅': 'calendar',
  '📄': 'document',
  '📝': 'note',
  '📌': 'pin',
  '⏰': 'alarm',
  '🔴': 'overdue',
  '✅': 'done',
};

// The sign itself stays in the text, for copying and for readers of the screen.
const sign = (text, name) => {
  const whole = document.createDocumentFragment();
  whole.append(icon('signs', name, 'sign'), element('span', { className: 'sign-text' }, text));
  return whole;
};

const special =
  /(?<sign>📅|📄|📝|📌|⏰|🔴|✅)\uFE0F?|(?<link>https?:\/\/[^\s<>"]*[^\s<>".,;:!?)\]}”’])|(?<![^\s(“"])(?<command>\/[a-z]{2,})(?![\p{L}\d/])/gu;

/**
 * Text with its signs drawn, its links and its commands to be pressed.
 * @param {string} text
 * @param {(command: string) => void} [onCommand]
 * @returns {(Node | string)[]}
 */
export function written(text, onCommand) {
  const parts = [];
  let until = 0;
  for (const found of text.matchAll(special)) {
    const { link, command } = found.groups;
    if (command && !onCommand) continue;
    parts.push(text.slice(until, found.index));
    until = found.index + found[0].length;
    if (found.groups.sign) parts.push(sign(found[0], signs[found.groups.sign]));
    else if (link) {
      parts.push(element('a', { href: link, target: '_blank', rel: 'noopener noreferrer' }, link));
    } else {
      const press = element('button', { type: 'button', className: 'command' }, command);
      press.addEventListener('click', () => onCommand(command));
      parts.push(press);
    }
  }
  parts.push(text.slice(until));
  return parts.filter((part) => part !== '');
}

/** A sentence with the holes filled in. */
export const fill = (sentence, values) =>
  sentence.replace(/\{(\w+)\}/g, (hole, name) => values[name] ?? hole);
