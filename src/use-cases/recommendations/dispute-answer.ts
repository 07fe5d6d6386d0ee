import type { RecommendationId } from '../../domain/identity.ts';
import { escapeMarkup } from '../../domain/markup.ts';
import type { Scene } from '../../domain/promise/clock.ts';
import { disputedBy } from '../../domain/promise/handle.ts';
import { isRed } from '../../domain/recommendation.ts';
import { type Landing, levelAbove, type RungOffice } from '../../domain/rung.ts';
import type { Told } from '../../store/recommendation-row.ts';
import type { Act, ActOf } from '../app.ts';
import { append } from './append.ts';
import { sceneOf } from './climb.ts';
import { answeredToMe } from './confirm-answer.ts';
import { move } from './move.ts';
import { tellOffice } from './tell.ts';
import { tellOtherOrigins } from './tell-origins.ts';
import { card, facts, officeButtons } from './wording.ts';

/** Chưa thỏa đáng: it is open again one level up, with its age and history; at the top it stays, red, before the head of the office. */
export async function disputeAnswer(
  act: ActOf,
  id: RecommendationId,
  reason: string,
): Promise<{ told: Told; climb: readonly RungOffice[] }> {
  const before = await answeredToMe(act, id);
  const scene = await sceneOf(act, before);
  const entries = disputedBy(before, scene, { by: act.actor.id, reason });
  const { climb } = scene;
  const told = levelAbove(climb, before.office)
    ? await move(act, before, entries, scene, { why: 'disputed', reason })
    : await append(act, before, entries);
  if (told.office === before.office && isRed(told)) await tellHead(act, told, reason, scene);
  await tellOtherOrigins(act, told, 'disputed', reason);
  return { told, climb };
}

/** Where a dispute of the answer takes it; no landing at the top. */
export async function whereDisputed(act: Act, told: Told): Promise<Landing | undefined> {
  const { climb } = await sceneOf(act, told);
  return levelAbove(climb, told.office);
}

async function tellHead(act: Act, told: Told, reason: string, { climb }: Scene): Promise<void> {
  await tellOffice(act, told, told.office, told.events, {
    about: 'head',
    only: ['head'],
    word: (reader) => ({
      text: [
        reader.say('recommendation.disputed-at-top', {
          ...facts(act, reader, told),
          reason: escapeMarkup(reason),
        }),
        card(act, reader, told, climb),
      ].join('\n'),
      buttons: officeButtons(reader, told),
    }),
  });
}
