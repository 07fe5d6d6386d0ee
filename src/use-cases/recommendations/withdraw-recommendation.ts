import type { RecommendationId } from '../../domain/identity.ts';
import { escapeMarkup } from '../../domain/markup.ts';
import { refuseWithdrawal, withdrawn } from '../../domain/promise/handle.ts';
import type { Told } from '../../store/recommendation-row.ts';
import type { ActOf } from '../app.ts';
import { append } from './append.ts';
import { raisedByUs } from './confirm-answer.ts';
import { tellOffice } from './tell.ts';
import { facts, viewButton } from './wording.ts';

/** The recommendation if the actor may withdraw it now. */
export async function withdrawable(act: ActOf, id: RecommendationId): Promise<Told> {
  const told = await raisedByUs(act, id);
  refuseWithdrawal(told);
  return told;
}

/** Who raised it takes it back; the office that has it is told. */
export async function withdrawRecommendation(
  act: ActOf,
  id: RecommendationId,
  reason: string,
): Promise<Told> {
  const before = await withdrawable(act, id);
  const told = await append(act, before, withdrawn(before, act.now, { by: act.actor.id, reason }));
  await tellOffice(act, told, told.office, told.events, {
    about: 'office',
    except: [act.actor.id],
    word: (reader) => ({
      text: reader.say('promise.withdrawn', { ...facts(act, reader, told), reason: escapeMarkup(reason) }),
      buttons: viewButton(reader, told),
    }),
  });
  return told;
}
