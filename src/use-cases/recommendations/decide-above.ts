import type { OfficeId, RecommendationId } from '../../domain/identity.ts';
import { escapeMarkup } from '../../domain/markup.ts';
import { maySeeRecommendation } from '../../domain/permission.ts';
import { decided } from '../../domain/promise/transfer.ts';
import { Refusal } from '../../domain/refusal.ts';
import type { Told } from '../../store/recommendation-row.ts';
import type { ActOf } from '../app.ts';
import { append } from './append.ts';
import { sceneOf } from './climb.ts';
import { move } from './move.ts';
import { tellOffice, tellRaiser } from './tell.ts';
import { sceneWith } from './transfer-recommendation.ts';
import { facts, officeButtons, viewButton } from './wording.ts';

/** The recommendation if the actor's office is asked to decide about it. */
export async function askedOfUs(act: ActOf, id: RecommendationId): Promise<Told> {
  const told = await act.store.recommendations.byId(id);
  if (!told) throw new Refusal('chat.not-yours');
  const { asked } = told;
  if (asked && sitsIn(act, asked.to)) return told;
  const isOver = !asked && (maySeeRecommendation(act.actor, told) || (await wasAskedOfUs(act, told)));
  throw isOver
    ? new Refusal('promise.nothing-asked', { number: told.number })
    : new Refusal('chat.not-yours');
}

const sitsIn = ({ actor }: ActOf, office: OfficeId): boolean =>
  actor.seats.some((seat) => seat.office === office);

/** Once it has decided, a specialised office does not see it any more: its own button may still tell it why. */
const wasAskedOfUs = async (act: ActOf, { id }: Told): Promise<boolean> =>
  (await act.store.recommendations.history(id)).some(
    (entry) =>
      (entry.what === 'asked-above' && sitsIn(act, entry.data.to)) ||
      (entry.what === 'readdressed' && sitsIn(act, entry.data.office)),
  );

/** The level above decides what an office asked: more time, or to pass it on. */
export async function decideAbove(
  act: ActOf,
  id: RecommendationId,
  { agreed, reason }: { readonly agreed: boolean; readonly reason: string },
): Promise<Told> {
  const before = await askedOfUs(act, id);
  const { asked } = before;
  const isPassedOn = agreed && asked?.what === 'transfer';
  const scene = isPassedOn ? await sceneWith(act, before, asked.target) : await sceneOf(act, before);
  const by = act.actor.id;
  const entries = decided(before, scene, { by, agreed, reason });
  if (isPassedOn) return move(act, before, entries, scene, { why: 'transferred', by, reason: asked.reason });
  const told = await append(act, before, entries);
  await tellOffice(act, told, told.office, told.events, {
    about: 'decided',
    except: [by],
    word: (reader) => ({
      text: reader.say(`promise.${agreed ? 'agreed' : 'refused'}`, {
        ...facts(act, reader, told),
        reason: escapeMarkup(reason),
      }),
      buttons: officeButtons(reader, told),
    }),
  });
  if (asked?.what === 'extension')
    await tellRaiserOfDecision(act, told, agreed, agreed ? asked.reason : reason);
  return told;
}

/** Of more time, which they know to have been asked for; of passing it on they were not told. */
const tellRaiserOfDecision = (act: ActOf, told: Told, agreed: boolean, reason: string): Promise<void> =>
  tellRaiser(act, told, told.events, {
    about: 'raiser',
    word: (reader) => ({
      text: reader.say(agreed ? 'promise.extended-again' : 'promise.not-extended', {
        ...facts(act, reader, told),
        reason: escapeMarkup(reason),
      }),
      buttons: viewButton(reader, told),
    }),
  });
