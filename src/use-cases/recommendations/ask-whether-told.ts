import type { RecommendationId } from '../../domain/identity.ts';
import { askedAgain } from '../../domain/promise/people.ts';
import type { Act } from '../app.ts';
import { append } from './append.ts';
import { inDigest } from './in-digest.ts';
import { askRaisers } from './tell.ts';
import { facts, toldButtons } from './wording.ts';

/** The people had not been told of the answer yet: it is asked once more, and never again. */
export async function askWhetherTold(act: Act, id: RecommendationId): Promise<void> {
  const before = await act.store.recommendations.byId(id);
  const entries = before ? askedAgain(before, act) : [];
  if (!before || entries.length === 0) return;
  const told = await append(act, before, entries);
  await askRaisers(act, told, told.events, {
    about: 'people-asked',
    word: (reader) => ({
      text: reader.say('recommendation.people-asked', facts(act, reader, told)),
      buttons: toldButtons(reader, told),
      digest: inDigest(act, reader, told, 'people-asked'),
    }),
  });
}
