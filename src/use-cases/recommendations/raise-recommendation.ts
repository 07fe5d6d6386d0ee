import { newId, type OfficeId, type RecommendationId, type VisitId } from '../../domain/identity.ts';
import { defaultLadders, type Limits, type RecommendationKind } from '../../domain/ladder.ts';
import { mayCallMeeting, mayRaise } from '../../domain/permission.ts';
import {
  apply,
  type Entry,
  type Move,
  type Raised,
  type Standing,
  stepAfter,
  takeUpDeadline,
} from '../../domain/recommendation.ts';
import { Refusal } from '../../domain/refusal.ts';
import { firstRung, hiddenFrom, isTop, type Landing, type RungOffice } from '../../domain/rung.ts';
import { earlier, type Instant, parse } from '../../domain/time.ts';
import { rootOf, type Unit } from '../../domain/unit.ts';
import { afterWorkingDays } from '../../domain/work-calendar.ts';
import type { Told } from '../../store/recommendations.ts';
import type { Act, ActOf } from '../app.ts';
import { refuseBeforeGoLive } from '../organisation/refuse-before-go-live.ts';
import { climbFrom } from './climb.ts';
import { tellOffice } from './tell.ts';
import { card, officeButtons } from './wording.ts';

export type Raising = {
  readonly unit: Unit;
  readonly visit: VisitId | undefined;
  readonly kind: RecommendationKind;
  readonly field: string | undefined;
  readonly text: string;
  /** It concerns the unit's own office or people: it starts one level up, hidden from them. */
  readonly aboutOffice: boolean;
  /** What a meeting concluded: the office that must answer it, by when, and the office that says so. */
  readonly owed?: {
    readonly to: Pick<RungOffice, 'id' | 'name'>;
    readonly due: Instant;
    readonly by: OfficeId;
  };
};

/** Raises a recommendation: from this moment one office must answer it, by one deadline, with one known next step. */
export async function raiseRecommendation(
  act: ActOf,
  raising: Raising,
): Promise<{ told: Told; climb: readonly RungOffice[] }> {
  const { owed } = raising;
  const may = owed ? mayCallMeeting(act.actor, owed.by) : mayRaise(act.actor, raising.unit);
  if (!may) throw new Refusal('unit.not-followed');
  await refuseBeforeGoLive(act, raising.unit);
  const climb = await climbFrom(act, raising.unit.id, raising.field);
  const landing = owed
    ? { office: owed.to, skipped: [] }
    : firstRung(climb, raising.field, raising.aboutOffice);
  if (!landing) throw new Refusal('recommendation.no-office');
  const raised = await recorded(act, raising, climb);
  const entries = [...passedOver(act, landing), firstEntry(act, raised, landing, climb)];
  const standing = entries.reduce<Standing | undefined>(apply, undefined) as Standing;
  await act.store.recommendations.create(raised, entries, standing);
  const told: Told = {
    ...raised,
    ...standing,
    unit: raising.unit,
    officeName: landing.office.name,
    raiserName: act.actor.name,
    handlerName: undefined,
  };
  await tellOffice(act, told, told.office, told.events, {
    about: 'arrived',
    word: (reader) => ({
      text: `${reader.say(owed ? 'conclusion.arrived' : 'recommendation.arrived')}\n${card(act, reader, told, climb)}`,
      buttons: officeButtons(reader, told),
    }),
  });
  return { told, climb };
}

async function recorded(
  act: ActOf,
  { unit, visit, kind, field, text, aboutOffice, owed }: Raising,
  climb: readonly RungOffice[],
): Promise<Raised> {
  const ladder = await limitsFor(act, kind);
  const limits = owed ? { ...ladder, due: owed.due.toString() } : ladder;
  const legal = afterWorkingDays(act.now, limits.legalDays, act.calendar());
  return {
    id: newId<RecommendationId>(act.now.epochMilliseconds),
    number: await act.store.recommendations.number(rootOf(unit), act.now.toZonedDateTimeISO(act.zone).year),
    unitId: unit.id,
    visitId: visit,
    raisedBy: act.actor.id,
    kind,
    field,
    text,
    raisedAt: act.now,
    legalDeadline: owed && earlier(legal, owed.due) ? owed.due : legal,
    aboutOffice,
    hiddenFrom: aboutOffice ? hiddenFrom(climb, unit) : undefined,
    limits,
  };
}

async function limitsFor(act: Act, kind: RecommendationKind): Promise<Limits> {
  const ladder =
    (await act.store.recommendations.ladder(kind)) ?? defaultLadders.find((one) => one.kind === kind);
  if (!ladder) throw new Error(`no ladder for ${kind}`);
  const { takeUpDays, answerDays, graceDays, warnDays, legalDays, closeDays } = ladder;
  return { takeUpDays, answerDays, graceDays, warnDays, legalDays, closeDays };
}

type Landed = { readonly office: Pick<RungOffice, 'id' | 'name'>; readonly skipped: Landing['skipped'] };

const firstEntry = (act: ActOf, raised: Raised, landing: Landed, climb: readonly RungOffice[]): Entry => ({
  what: 'raised',
  at: act.now,
  by: act.actor.id,
  data: landingMove(act, raised.limits, landing, climb, promised(raised)),
});

const promised = ({ limits: { due } }: Raised): Instant | undefined =>
  due === undefined ? undefined : parse(due);

/** What is promised when it lands on an office: its clock begins when it is told, now. */
export function landingMove(
  act: Act,
  limits: Limits,
  { office }: { readonly office: Pick<RungOffice, 'id'> },
  climb: readonly RungOffice[],
  due?: Instant,
): Move {
  const deadline = due ?? takeUpDeadline(act.now, limits, act.calendar());
  return {
    office: office.id,
    atTop: isTop(climb, office.id),
    deadline: deadline.toString(),
    ...stepAfter(deadline, act.now, limits, act.calendar()),
  };
}

/** Offices nobody of which could be told, or where the bot is not in use: entered in the history. */
export const passedOver = (act: Act, { skipped }: Pick<Landing, 'skipped'>): readonly Entry[] =>
  skipped.map(({ id, live }) => ({
    what: 'passed-over',
    at: act.now,
    by: undefined,
    data: live ? { office: id } : { office: id, why: 'not-live' },
  }));
