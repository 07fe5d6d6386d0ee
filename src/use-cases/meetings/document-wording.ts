import { shortId } from '../../domain/identity.ts';
import { escapeMarkup } from '../../domain/markup.ts';
import type { MeetingDocument } from '../../domain/meeting.ts';
import type { Markup } from '../../domain/message.ts';
import type { Reader, Wording } from '../messaging/say.ts';

type Files = NonNullable<Wording['files']>;

/** Documents as they go to whoever is invited. */
export const documentFiles = (reader: Reader, documents: readonly MeetingDocument[]): Files =>
  documents.map((file) => ({
    file,
    caption: escapeMarkup(file.caption),
    buttons: [receiptButtons(reader, file)],
  }));

export const receiptButtons = (reader: Reader, { id }: Pick<MeetingDocument, 'id'>) => [
  { label: reader.say('document.received'), action: `dr:${shortId(id)}` },
  { label: reader.say('document.read'), action: `dd:${shortId(id)}` },
  { label: reader.say('comment.button'), action: `gd:${shortId(id)}` },
];

/** Its name, and which version it is where it is not the first. */
export function documentName(reader: Reader, { name, version }: MeetingDocument): Markup {
  const written = escapeMarkup(name);
  return version > 1 ? reader.say('document.name-version', { name: written, version }) : written;
}
