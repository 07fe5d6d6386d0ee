import { features, type Links } from '../../domain/channel.ts';
import { plain } from '../../domain/markup.ts';
import type { Button, Content } from '../../domain/message.ts';

const offer = ({ number, label }: Button): string => (number === undefined ? label : `${number}. ${label}`);

function body(content: Content, links: Links): readonly string[] {
  if (content.kind === 'text') return [plain(content.text)];
  return [plain(content.caption), `📎 ${content.name}`, links.download(content.file, content.name)];
}

const asSent = (content: Content, links: Links): string =>
  [...body(content, links), ...content.buttons.flat().map(offer)].filter((line) => line !== '').join('\n');

/** In UTF-16 units, with the lines that stand for buttons and files: what has to fit. */
export const lengthAsSent = (content: Content, links: Links): number => asSent(content, links).length;

/** The channel has neither styles nor buttons nor files: all becomes lines of plain text. */
export function render(content: Content, links: Links): string {
  const text = asSent(content, links);
  const { textAtMost } = features['zalo-bot'];
  if (text.length > textAtMost)
    throw new Error(`a text of ${text.length} characters; zalo-bot takes ${textAtMost}`);
  return text;
}
