import { bulletinAtMost } from '../domain/bulletin.ts';
import type { KeptFile } from '../domain/kept-file.ts';
import { escapeMarkup } from '../domain/markup.ts';
import { officeToGuide } from '../use-cases/bulletins/recipients.ts';
import { guideOffice as guide } from '../use-cases/bulletins/send-bulletin.ts';
import { viewButton } from '../use-cases/bulletins/wording.ts';
import { text } from './ask.ts';
import { files } from './ask-files.ts';
import { unitQuestion, unitToVisit } from './ask-unit.ts';
import { complaintIn } from './ask-whether-complaint.ts';
import type { Choice, Flow } from './flow.ts';
import { recipientLines, saidIn, sentWording } from './inform-followers.ts';

type Draft = { readonly unit?: Choice; readonly text?: string; readonly files?: readonly KeptFile[] };

/** Đôn đốc, hướng dẫn: a cadre writes to the office of a unit they follow. */
export const guideOffice: Flow<Draft> = {
  name: 'guide-office',
  version: 1,
  title: 'bulletin.title.guidance',
  questions: {
    unit: unitQuestion<Draft>({ ask: 'bulletin.ask.unit', label: 'bulletin.label.unit' }),
    text: complaintIn(
      text<Draft>({ ask: 'bulletin.ask.guidance', label: 'bulletin.label.text', atMost: bulletinAtMost }),
      'complaint.is-none-other',
    ),
    files: files<Draft>({
      ask: 'bulletin.ask.files',
      label: 'bulletin.label.files',
      atMost: 10,
      only: 'any',
      none: 'bulletin.no-files',
    }),
  },
  async summary(world, draft) {
    const { reader, store } = world;
    const unit = await unitToVisit(world, draft.unit.value);
    const { office, ...recipients } = await officeToGuide(world, unit);
    const head = reader.say('bulletin.summary.guidance', {
      unit: escapeMarkup(draft.unit.label),
      office: escapeMarkup((await store.offices.named([office])).get(office) ?? ''),
      ...saidIn(reader, draft),
    });
    return [head, ...recipientLines(reader, recipients)].join('\n');
  },
  async finish(world, draft) {
    const { bulletin, recipients } = await guide(world, await unitToVisit(world, draft.unit.value), draft);
    return [sentWording(world.reader, recipients, viewButton(world.reader, bulletin))];
  },
};
