import type { Helper } from '../../../domain/helper-office.ts';
import type { OfficeId, RecommendationId } from '../../../domain/identity.ts';
import { mayHandle, mayHelp } from '../../../domain/permission.ts';
import { helpersFor, refuseHelp, refuseUnlessAwaited } from '../../../domain/promise/help.ts';
import { Refusal } from '../../../domain/refusal.ts';
import type { RungOffice } from '../../../domain/rung.ts';
import type { Told } from '../../../store/recommendation-row.ts';
import type { Act, ActOf } from '../../app.ts';
import { wayFrom } from '../climb.ts';
import { openForOffice } from '../open.ts';

/** The recommendation if the actor's office may ask another to take part now. */
export async function helpable(act: ActOf, id: RecommendationId): Promise<Told> {
  const told = await openForOffice(act, id);
  refuseHelp(told, act);
  if ((await helpersOf(act, told)).length === 0)
    throw new Refusal('help.no-offices', { number: told.number });
  return told;
}

/** Offices that may be asked; of some of them nobody can be told. */
export const helpersOf = async (act: Act, told: Told): Promise<readonly RungOffice[]> =>
  helpersFor(told, await wayFrom(act, told.unitId));

/** A request as a button names it. */
export type Request = { readonly recommendation: RecommendationId; readonly request: number };

export type Requested = { readonly told: Told; readonly helper: Helper };

async function requested(act: Act, { recommendation, request }: Request): Promise<Requested | undefined> {
  const told = await act.store.recommendations.byId(recommendation);
  const helper = told?.helpers.find((one) => one.request === request);
  return told && helper && { told, helper };
}

/** The request if the actor's office was asked, and its answer is awaited. */
export async function helpOfUs(act: ActOf, about: Request): Promise<Requested> {
  const found = await requested(act, about);
  if (!found || !mayHelp(act.actor, found.helper)) throw new Refusal('chat.not-yours');
  refuseUnlessAwaited(found.told, found.helper);
  return found;
}

/** The request if the actor's office made it and waits for its answer. */
export async function askedByUs(act: ActOf, about: Request): Promise<Requested> {
  const found = await requested(act, about);
  if (!found || !mayHandle(act.actor, found.told)) throw new Refusal('chat.not-yours');
  refuseUnlessAwaited(found.told, found.helper);
  return found;
}

export const officeNames = ({ store }: Act, { helpers }: Told): Promise<ReadonlyMap<OfficeId, string>> =>
  store.offices.named(helpers.map(({ office }) => office));
