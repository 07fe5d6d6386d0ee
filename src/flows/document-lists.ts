import { type DocumentId, longId, type MeetingId, shortId } from '../domain/identity.ts';
import { escapeMarkup } from '../domain/markup.ts';
import type { Meeting, MeetingDocument } from '../domain/meeting.ts';
import { mayCallMeeting, maySeeMeeting, seatsThatCall } from '../domain/permission.ts';
import { Refusal } from '../domain/refusal.ts';
import { shorten } from '../domain/shorten.ts';
import { dateOf, dateOfDay, dayIn, type Instant } from '../domain/time.ts';
import { writeShortDate, writeTimeFirst } from '../domain/write-moment.ts';
import type { DocumentedMeeting } from '../store/document-lists.ts';
import { documentFiles, documentName, receiptButtons } from '../use-cases/meetings/document-wording.ts';
import { whenAndWhere } from '../use-cases/meetings/wording.ts';
import type { Wording } from '../use-cases/messaging/say.ts';
import { beginAdding } from './add-documents.ts';
import { languageOf } from './ask.ts';
import type { Turned } from './converse.ts';
import type { World } from './flow.ts';

const shown = 8;
const pagesAtMost = 1000;

/** Meetings with their documents: those I am invited to, and those of my office. */
export async function documentsOfMine(world: World, page = '0'): Promise<Turned> {
  const { store, actor, now, reader } = world;
  const from = pageFrom(page, shown);
  const offices = seatsThatCall(actor).map(({ office }) => office);
  const found = await store.documentLists.meetings(actor.id, offices, dateOf(now), {
    from,
    atMost: shown + 1,
  });
  if (found.length === 0) return { say: [{ text: reader.say('document.no-meetings') }] };
  const buttons = [];
  for (const one of found.slice(0, shown)) buttons.push([await meetingButton(world, one)]);
  if (found.length > shown)
    buttons.push([{ label: reader.say('document.more'), action: `dp:${Number(page) + 1}` }]);
  const rate = offices.length > 0 ? await rateLine(world, offices) : [];
  return { say: [{ text: [reader.say('document.which-meeting'), ...rate].join('\n'), buttons }] };
}

const pageFrom = (page: string, size: number): number => {
  const number = /^\d{1,4}$/.test(page) ? Number(page) : pagesAtMost;
  if (number >= pagesAtMost) throw new Refusal('chat.old-button');
  return number * size;
};

async function meetingButton(
  { store, reader, zone }: World,
  { meeting: id, documents, isOurs }: DocumentedMeeting,
) {
  const meeting = await store.meetings.byId(id);
  if (!meeting) throw new Error(`meeting ${id} is not there`);
  const day = meeting.startsAt.toZonedDateTimeISO(zone);
  const values = { day: writeShortDate(day), subject: shorten(meeting.subject, 30), count: documents };
  const key = documents > 0 ? 'document.meeting-button' : 'document.meeting-button-none';
  return {
    label: reader.say(key, values),
    action: `${isOurs && documents === 0 ? 'dg' : 'dm'}:${shortId(id)}`,
  };
}

/** How often my office was late, over a year. */
async function rateLine({ store, now, zone, reader }: World, offices: readonly Meeting['office'][]) {
  const since = now.toZonedDateTimeISO(zone).subtract({ years: 1 }).toInstant();
  const { late, meetings } = await store.documentDates.lateRate(offices, dateOf(since), dateOf(now));
  return meetings === 0 ? [] : [reader.say('document.late-rate', { late, meetings })];
}

/** The documents of one meeting; for its office, who has them. */
export async function meetingDocuments(world: World, id: MeetingId): Promise<Turned> {
  const { store, reader, zone } = world;
  const { meeting, isOurs } = await meetingSeen(world, id);
  const documents = await store.documents.ofMeeting(id);
  if (documents.length === 0 && isOurs) return beginAdding(world, id);
  const head = reader.say('document.of-meeting', {
    ...whenAndWhere(reader, zone, meeting),
    count: documents.length,
  });
  const lines = documents.map((one, at) => `${at + 1}. ${documentName(reader, one)}`);
  const open = documents.map(({ id: one, name }) => [
    { label: shorten(name, 40), action: `dv:${shortId(one)}` },
  ]);
  const more = isOurs ? [[{ label: reader.say('document.send'), action: `dg:${shortId(id)}` }]] : [];
  return { say: [{ text: [head, ...lines].join('\n'), buttons: [...open, ...more] }] };
}

async function meetingSeen(world: World, id: MeetingId): Promise<{ meeting: Meeting; isOurs: boolean }> {
  const { store, actor } = world;
  const meeting = await store.meetings.byId(id);
  const isInvited = (await store.invitations.of(id, actor.id)) !== undefined;
  if (!meeting || !maySeeMeeting(actor, meeting, isInvited)) throw new Refusal('chat.not-yours');
  return { meeting, isOurs: mayCallMeeting(actor, meeting.office) };
}

/** A document read again: the newest version of it, whichever was asked for. */
export async function viewDocument(world: World, id: DocumentId): Promise<Turned> {
  const { store, actor, reader, zone } = world;
  const document = await store.documents.newestOf(id);
  if (!document) throw new Refusal('chat.not-yours');
  const { meeting, isOurs } = await meetingSeen(world, document.meeting);
  const isInvited = (await store.invitations.of(meeting.id, actor.id)) !== undefined;
  const values = { ...whenAndWhere(reader, zone, meeting), name: documentName(reader, document) };
  const buttons = [
    ...(isInvited ? [receiptButtons(reader, document)] : []),
    ...(isOurs ? [officeButtons(world, document)] : []),
  ];
  const file = { file: document, caption: escapeMarkup(document.caption), buttons };
  return { say: [{ text: reader.say('document.here-it-is', values), files: [file] }] };
}

const officeButtons = ({ reader }: World, { id }: MeetingDocument) => [
  { label: reader.say('document.replace'), action: `dx:${shortId(id)}` },
  { label: reader.say('document.who-has-it'), action: `dl:${shortId(id)}` },
];

/** Said to whoever presses a button of a version that was replaced, with the newer one. */
export const newerInstead = ({ reader }: World, old: MeetingDocument, newer: MeetingDocument): Wording => ({
  text: reader.say('document.replaced-since', { name: escapeMarkup(old.name), version: newer.version }),
  files: documentFiles(reader, [newer]),
});

const namesAtMost = 20;

/** Who has read a document, who has received it, who not yet, who can not be reached; a page at a time. */
export async function documentReceipts(world: World, key: string, page: string): Promise<Turned> {
  const { store, reader, zone, now, actor } = world;
  const id = longId<DocumentId>(key);
  const document = id && (await store.documents.byId(id));
  const meeting = document && (await store.meetings.byId(document.meeting));
  if (!document || !meeting || !mayCallMeeting(actor, meeting.office)) throw new Refusal('chat.not-yours');
  const from = pageFrom(page === '' ? '0' : page, namesAtMost);
  const day = dateOfDay(dayIn(zone, now));
  const { lines, counts } = await store.documentLists.receipts(document.id, day, {
    from,
    atMost: namesAtMost + 1,
  });
  const head = reader.say('document.receipts', {
    name: documentName(reader, document),
    read: counts.read,
    received: counts.received,
    notYet: counts['not-yet'],
    unreachable: counts.unreachable,
  });
  const names = lines
    .slice(0, namesAtMost)
    .map(({ name, state }) => reader.say(`document.receipt.${state}`, { name: escapeMarkup(name) }));
  const action = `dl:${key}:${from / namesAtMost + 1}`;
  const buttons = lines.length > namesAtMost ? [[{ label: reader.say('document.more'), action }]] : [];
  return { say: [{ text: [head, ...names].join('\n'), buttons }] };
}

/** When the documents of a meeting just called are due, where it has none yet. */
export function dueLine({ reader, zone }: World, due: Instant, documents: number): readonly string[] {
  if (documents > 0) return [];
  const at = writeTimeFirst(due.toZonedDateTimeISO(zone), languageOf(reader.language));
  return [reader.say('document.due-at', { due: at })];
}
