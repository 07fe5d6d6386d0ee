import type { DocumentId } from '../domain/identity.ts';
import type { KeptFile } from '../domain/kept-file.ts';
import { escapeMarkup } from '../domain/markup.ts';
import { documentToReplace, replaceDocument as replace } from '../use-cases/meetings/replace-document.ts';
import { whenAndWhere } from '../use-cases/meetings/wording.ts';
import { given } from './ask.ts';
import { fileLine, files } from './ask-files.ts';
import type { Turned } from './converse.ts';
import { anyFlow, type Flow, type World } from './flow.ts';

type Draft = {
  readonly document?: DocumentId;
  readonly name?: string;
  readonly file?: readonly KeptFile[];
};

/** Bản thay thế: another file in the place of a document. */
export const replaceDocument: Flow<Draft> = {
  name: 'replace-document',
  version: 1,
  title: 'document.replace-title',
  questions: {
    document: given,
    name: given,
    file: files<Draft>({
      ask: ({ name = '' }) => ({ key: 'document.ask.replacement', values: { name } }),
      label: 'document.label.replacement',
      atMost: 1,
      only: 'any',
      none: 'document.keep-old',
    }),
  },
  async summary(world, { document: id, file: [file] }) {
    const { reader, zone } = world;
    const { meeting, document } = await documentToReplace(world, id);
    if (!file) return reader.say('document.nothing-to-send', whenAndWhere(reader, zone, meeting));
    return reader.say('document.replacement-summary', {
      ...whenAndWhere(reader, zone, meeting),
      old: escapeMarkup(document.name),
      name: fileLine(file),
    });
  },
  async finish(world, { document, file: [file] }) {
    const { reader } = world;
    if (!file) return [{ text: reader.say('document.nothing-sent') }];
    const done = await replace(world, document, file);
    const values = { version: done.document.version, told: done.told.length, hadRead: done.hadRead };
    const key = done.told.length > 0 ? 'document.replacement-sent' : 'document.replacement-kept';
    return [{ text: reader.say(key, values) }];
  },
};

export async function beginReplacing(world: World, id: DocumentId): Promise<Turned> {
  const { document } = await documentToReplace(world, id);
  return { start: anyFlow(replaceDocument), draft: { document: id, name: document.name } };
}
