import type { Entry } from '../../domain/entry.ts';
import { apply } from '../../domain/history.ts';
import { newId, type OfficeId, type RecommendationId, type VisitId } from '../../domain/identity.ts';
import { defaultLadders, type Limits, type RecommendationKind, type Urgency } from '../../domain/ladder.ts';
import { mayCallMeeting, mayRaise } from '../../domain/permission.ts';
import type { Scene } from '../../domain/promise/clock.ts';
import { raisedAt } from '../../domain/promise/landing.ts';
import type { Raised, Standing } from '../../domain/recommendation.ts';
import { Refusal } from '../../domain/refusal.ts';
import { firstRung, hiddenFrom, type Landing, type RungOffice } from '../../domain/rung.ts';
import type { Instant } from '../../domain/time.ts';
import { rootOf, type Unit } from '../../domain/unit.ts';
import type { Told } from '../../store/recommendation-row.ts';
import type { Act, ActOf } from '../app.ts';
import { refuseBeforeGoLive } from '../organisation/refuse-before-go-live.ts';
import { climbFrom } from './climb.ts';
import { tellOffice } from './tell.ts';
import { card, officeButtons } from './wording.ts';

export type Raising = {
  readonly unit: Unit;
  readonly visit: VisitId | undefined;
  readonly kind: RecommendationKind;
  readonly urgency?: Urgency;
  readonly field: string | undefined;
  readonly text: string;
  /** It concerns the unit's own office or people: it starts one level up, hidden from them. */
  readonly aboutOffice: boolean;
  /** What a meeting concluded: the office that must answer it, by when, and the office that says so. */
  readonly owed?: { readonly to: OfficeId; readonly due: Instant; readonly by: OfficeId };
};

/** What has been raised, and the offices it may climb. */
export type RaisedThere = { readonly told: Told; readonly climb: readonly RungOffice[] };

/** Raises a recommendation: from this moment one office must answer it, by one deadline, with one known next step. */
export async function raiseRecommendation(act: ActOf, raising: Raising): Promise<RaisedThere> {
  const { owed } = raising;
  const may = owed ? mayCallMeeting(act.actor, owed.by) : mayRaise(act.actor, raising.unit);
  if (!may) throw new Refusal('unit.not-followed');
  await refuseBeforeGoLive(act, raising.unit);
  const climb = await climbFrom(act, raising.unit.id, raising.field, owed?.to);
  const landing = landingOf(raising, climb);
  if (!landing) throw new Refusal('recommendation.no-office');
  const raised = await recorded(act, raising, climb);
  const scene = { now: act.now, calendar: act.calendar(), climb };
  const told = await written(act, raised, raising.unit, { landing, scene });
  await tellOffice(act, told, told.office, told.events, {
    about: 'arrived',
    word: (reader) => ({
      text: `${reader.say(owed ? 'conclusion.arrived' : `recommendation.${arrived(raised.urgency)}`)}\n${card(act, reader, told, climb)}`,
      buttons: officeButtons(reader, told),
    }),
  });
  return { told, climb };
}

/** What a meeting concluded comes to the office that owes it. */
function landingOf({ owed, field, aboutOffice }: Raising, climb: readonly RungOffice[]): Landing | undefined {
  if (!owed) return firstRung(climb, field, aboutOffice);
  const office = climb.find(({ id }) => id === owed.to);
  return office && { office, skipped: [] };
}

const arrived = (urgency: Urgency): string => (urgency === 'urgent' ? 'arrived-urgent' : 'arrived');

/** Where it lands, and whose it is there from the beginning, if anybody's. */
type LandedThere = {
  readonly landing: Landing;
  readonly scene: Scene;
  readonly handler?: Told['handler'];
};

/** The first entries of the history, and the recommendation as they make it. */
export async function written(
  act: ActOf,
  raised: Raised,
  unit: Unit,
  { landing, scene, handler }: LandedThere,
): Promise<Told> {
  const entries: readonly Entry[] = raisedAt(landing, raised.limits, scene, { by: act.actor.id, handler });
  const standing = entries.reduce<Standing | undefined>(apply, undefined) as Standing;
  await act.store.recommendations.create(raised, entries, standing);
  return {
    ...raised,
    ...standing,
    unit,
    officeName: landing.office.name,
    raiserName: act.actor.name,
    handlerName: undefined,
    joiners: [],
    isMain: false,
  };
}

export async function recorded(
  act: ActOf,
  { unit, visit, kind, urgency = 'normal', field, text, aboutOffice, owed }: Raising,
  climb: readonly RungOffice[],
): Promise<Raised> {
  const limits = await limitsFor(act, kind, urgency);
  return {
    id: newId<RecommendationId>(act.now.epochMilliseconds),
    number: await act.store.recommendations.number(rootOf(unit), act.now.toZonedDateTimeISO(act.zone).year),
    unitId: unit.id,
    visitId: visit,
    raisedBy: act.actor.id,
    kind,
    urgency,
    field,
    text,
    raisedAt: act.now,
    aboutOffice,
    hiddenFrom: aboutOffice ? hiddenFrom(climb, unit) : undefined,
    limits: owed ? { ...limits, due: owed.due.toString() } : limits,
  };
}

/** The ladder of today, as it is promised; where the urgent one was taken away meanwhile, the ordinary one. */
async function limitsFor({ store }: Act, kind: RecommendationKind, urgency: Urgency): Promise<Limits> {
  const ladder =
    (await store.ladders.of(kind, urgency)) ??
    (await store.ladders.of(kind, 'normal')) ??
    defaultLadders.find((one) => one.kind === kind);
  if (!ladder) throw new Error(`no ladder for ${kind}`);
  const { legalDays, closeDays, rungs } = ladder;
  return { legalDays, closeDays, rungs };
}
