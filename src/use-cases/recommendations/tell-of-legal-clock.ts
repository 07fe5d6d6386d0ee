import type { RecommendationId } from '../../domain/identity.ts';
import { priority } from '../../domain/message.ts';
import type { Scene } from '../../domain/promise/clock.ts';
import { legalStepDue, watcher } from '../../domain/promise/legal.ts';
import type { Told } from '../../store/recommendation-row.ts';
import type { Act } from '../app.ts';
import type { Reader, Wording } from '../messaging/say.ts';
import { append } from './append.ts';
import { sceneOf } from './climb.ts';
import { inDigest } from './in-digest.ts';
import { tellOffice, tellRaiser } from './tell.ts';
import { facts, officeButtons, viewButton } from './wording.ts';

/** The legal deadline is near, or has passed: entered and told once, whoever has it by then. */
export async function tellOfLegalClock(act: Act, id: RecommendationId): Promise<void> {
  const before = await act.store.recommendations.byId(id);
  const entries = before ? legalStepDue(before, act) : [];
  const [entry] = entries;
  if (!before || !entry) return;
  const told = await append(act, before, entries);
  await tellAll(
    act,
    told,
    entry.what === 'legal-near' ? 'legal-near' : 'legal-passed',
    await sceneOf(act, told),
  );
}

type About = 'legal-near' | 'legal-passed';

/** The head of the office that must answer, the general office above it, and who raised it. */
async function tellAll(act: Act, told: Told, about: About, scene: Scene): Promise<void> {
  const word =
    (buttons: (reader: Reader, told: Told) => NonNullable<Wording['buttons']>) =>
    (reader: Reader): Wording => ({
      text: reader.say(`promise.${about}`, facts(act, reader, told)),
      buttons: buttons(reader, told),
      digest: inDigest(act, reader, told, about),
    });
  const urgency = about === 'legal-passed' ? priority.urgent : priority.notice;
  await tellOffice(act, told, told.office, told.events, {
    about,
    priority: urgency,
    only: ['head'],
    word: word(officeButtons),
  });
  const above = watcher(told, scene);
  if (above)
    await tellOffice(act, told, above.id, told.events, {
      about: `${about}-above`,
      only: ['head'],
      word: word(viewButton),
    });
  await tellRaiser(act, told, told.events, { about: 'raiser', word: word(viewButton) });
}
