import type { Bulletin, BulletinWithFiles } from '../../domain/bulletin.ts';
import { shortId } from '../../domain/identity.ts';
import { escapeMarkup } from '../../domain/markup.ts';
import type { Button, Markup } from '../../domain/message.ts';
import { shorten } from '../../domain/shorten.ts';
import { fullUnitName } from '../../domain/unit.ts';
import { writeTimeFirst } from '../../domain/write-moment.ts';
import type { Reader, Wording } from '../messaging/say.ts';

/** What every sentence about it may speak of. */
export const factsOf = (reader: Reader, zone: string, bulletin: Bulletin) => ({
  office: escapeMarkup(bulletin.officeName),
  unit: escapeMarkup(fullUnitName(bulletin.unit)),
  author: escapeMarkup(bulletin.authorName),
  post: escapeMarkup(bulletin.authorPost),
  short: escapeMarkup(shorten(bulletin.text.replaceAll('\n', ' '), 80)),
  when: writeTimeFirst(bulletin.sentAt.toZonedDateTimeISO(zone), reader.language === 'en' ? 'en' : 'vi'),
});

/** From whom, what, and how many files follow. */
export function bulletinText(reader: Reader, bulletin: BulletinWithFiles): Markup {
  const head = reader.say(`bulletin.head.${bulletin.kind}`, {
    office: escapeMarkup(bulletin.officeName),
    unit: escapeMarkup(fullUnitName(bulletin.unit)),
    author: escapeMarkup(bulletin.authorName),
    post: escapeMarkup(bulletin.authorPost),
  });
  const { length: count } = bulletin.files;
  const files = count > 0 ? [reader.say('bulletin.files-follow', { count })] : [];
  return [head, escapeMarkup(bulletin.text), ...files].join('\n');
}

const filesOf = ({ files }: BulletinWithFiles): Wording['files'] & object =>
  files.map((file) => ({ file, buttons: [] }));

/** As each of those it goes to gets it. */
export const bulletinMessage = (reader: Reader, bulletin: BulletinWithFiles): Wording => ({
  text: bulletinText(reader, bulletin),
  buttons: [...receiptButtons(reader, bulletin), [replyButton(reader, bulletin)]],
  files: filesOf(bulletin),
});

export const receiptButtons = (reader: Reader, { id }: Bulletin): readonly (readonly Button[])[] => [
  [
    { label: reader.say('document.received'), action: `bn:${shortId(id)}` },
    { label: reader.say('document.read'), action: `bd:${shortId(id)}` },
  ],
];

export const replyButton = (reader: Reader, { id }: Bulletin): Button => ({
  label: reader.say('bulletin.reply.button'),
  action: `bt:${shortId(id)}`,
});

export const viewButton = (reader: Reader, { id }: Bulletin): Button => ({
  label: reader.say('bulletin.view'),
  action: `bv:${shortId(id)}`,
});

/** Asked for again, for whoever may see it. */
export const bulletinAgain = (
  reader: Reader,
  bulletin: BulletinWithFiles,
  lines: readonly Markup[],
  buttons: readonly (readonly Button[])[],
): Wording => ({
  text: [bulletinText(reader, bulletin), ...lines].join('\n'),
  buttons,
  files: filesOf(bulletin),
});
