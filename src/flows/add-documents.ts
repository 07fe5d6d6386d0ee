import type { MeetingId } from '../domain/identity.ts';
import type { KeptFile } from '../domain/kept-file.ts';
import { writeTimeFirst } from '../domain/write-moment.ts';
import { meetingToPublish, publishDocuments } from '../use-cases/meetings/publish-documents.ts';
import { whenAndWhere } from '../use-cases/meetings/wording.ts';
import { given, languageOf } from './ask.ts';
import { fileLine, files } from './ask-files.ts';
import type { Turned } from './converse.ts';
import { anyFlow, type Flow, type World } from './flow.ts';

type Draft = { readonly meeting?: MeetingId; readonly documents?: readonly KeptFile[] };

/** Documents for a meeting that is called: before it, or after. */
export const addDocuments: Flow<Draft> = {
  name: 'add-documents',
  version: 1,
  title: 'document.add-title',
  questions: {
    meeting: given,
    documents: files<Draft>({
      ask: 'document.ask.files',
      label: 'meeting.label.documents',
      atMost: 10,
      only: 'any',
      none: 'document.none-now',
    }),
  },
  async summary(world, { meeting: id, documents }) {
    const { reader, zone, store } = world;
    const meeting = await meetingToPublish(world, id);
    const lines = documents.map((file, at) => `${at + 1}. ${fileLine(file)}`);
    const told = (await store.documents.told(id)).length;
    const values = { ...whenAndWhere(reader, zone, meeting), count: documents.length, told };
    const summary = told === 0 ? 'document.summary-with-notice' : 'document.summary';
    const key = documents.length === 0 ? 'document.nothing-to-send' : summary;
    return [reader.say(key, values), ...lines].join('\n');
  },
  async finish(world, { meeting, documents }) {
    const { reader, zone } = world;
    if (documents.length === 0) return [{ text: reader.say('document.nothing-sent') }];
    const { told, invited, lateSince } = await publishDocuments(world, meeting, documents);
    const values = { count: documents.length, told: told.length, unreached: invited - told.length };
    const due = lateSince?.toZonedDateTimeISO(zone);
    const late = due
      ? [reader.say('document.came-late', { due: writeTimeFirst(due, languageOf(reader.language)) })]
      : [];
    // Nobody has the notice yet: they get both at once.
    const key = invited === 0 ? 'document.sent-with-notice' : 'document.sent';
    return [{ text: [reader.say(key, values), ...late].join('\n') }];
  },
};

export async function beginAdding(world: World, id: MeetingId): Promise<Turned> {
  await meetingToPublish(world, id);
  return { start: anyFlow(addDocuments), draft: { meeting: id } };
}
