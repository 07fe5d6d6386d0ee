import type { OfficeId, PersonId, UnitId } from './identity.ts';
import type { OfficeKind, StaffRole } from './office.ts';
import { isNear, isWithin, type Unit } from './unit.ts';

/** A seat in an office, with the unit the office stands at. */
export type Seat = {
  readonly office: OfficeId;
  readonly officeName: string;
  readonly kind: OfficeKind;
  readonly role: StaffRole;
  readonly unit: Unit;
  readonly insteadOf?: InsteadOf;
};

/** Whose it is, where it is held as a substitute. */
export type InsteadOf = { readonly name: string; readonly until: string } | null;

export type FollowedUnit = {
  readonly unit: Unit;
  readonly role: 'lead' | 'support';
  readonly decision: string | undefined;
  /** ISO day. */
  readonly from: string;
  readonly insteadOf?: InsteadOf;
  /** Who followed it before and does not any more: a lead speaks for them. */
  readonly formerly?: readonly PersonId[];
};

/** Who acts, with all that the law of access asks about. */
export type Actor = {
  readonly id: PersonId;
  readonly name: string;
  readonly post: string;
  readonly language: string;
  readonly follows: readonly FollowedUnit[];
  readonly seats: readonly Seat[];
  /** For whom the person acts as a substitute today. */
  readonly standsInFor?: readonly PersonId[];
};

export type SeenRecommendation = {
  readonly raisedBy: PersonId;
  readonly office: OfficeId;
  /** Every office it has ever been sent to. */
  readonly sentTo: readonly OfficeId[];
  /** Who is asked to decide something about it. */
  readonly asked?: { readonly to: OfficeId } | undefined;
  /** Offices that were asked to take part. */
  readonly helpers?: readonly { readonly office: OfficeId }[];
  readonly unit: Pick<Unit, 'id' | 'lineage'>;
  /** It is about the office of this unit. */
  readonly hiddenFrom: UnitId | undefined;
  /** Who has joined it, each for a unit. */
  readonly joiners?: readonly Joiner[];
};

type Joiner = { readonly person: PersonId; readonly unit: Pick<Unit, 'id' | 'lineage'> };

// The law of access. A follower sees the units he follows; a general office its unit and what is below;
// a specialised office only what was sent to it; who raised something always his own. What is about an office is hidden
// from it and from the offices below it, unless it was sent there. Who was asked to take part reads what it is about,
// and no more. A substitute has what the absent one has, for the days it lasts; what somebody raised who follows the unit
// no more is the lead's who does.

const generalSeats = (actor: Actor): readonly Seat[] => actor.seats.filter(({ kind }) => kind === 'general');

export const follows = (actor: Actor, unit: UnitId): boolean =>
  actor.follows.some((followed) => followed.unit.id === unit);

export const maySeeUnit = (actor: Actor, unit: Pick<Unit, 'id' | 'lineage'>): boolean =>
  actor.follows.some((followed) => isWithin(unit, followed.unit.id)) ||
  generalSeats(actor).some((seat) => isWithin(unit, seat.unit.id));

/** Seats from which the person may call a meeting: those in general offices. */
export const seatsThatCall = generalSeats;

export const mayCallMeeting = (actor: Actor, office: OfficeId): boolean =>
  generalSeats(actor).some((seat) => seat.office === office);

export const maySeeMeeting = (
  actor: Actor,
  meeting: { readonly office: OfficeId; readonly unit: Pick<Unit, 'id' | 'lineage'> },
  invited: boolean,
): boolean =>
  invited ||
  actor.seats.some((seat) => seat.office === meeting.office) ||
  generalSeats(actor).some((seat) => isWithin(meeting.unit, seat.unit.id));

/** Who came to a unit's meetings is seen by the general offices of the unit and above it; everybody sees their own. */
export const maySeeAttendance = (actor: Actor, unit: Pick<Unit, 'lineage'>): boolean =>
  generalSeats(actor).some((seat) => isWithin(unit, seat.unit.id));

/** Of what is told outside meetings know who wrote it, to whom it was sent, and the office it is from or for. */
export const maySeeBulletin = (actor: Actor, told: ToldOutside, received: boolean): boolean =>
  received || isAuthor(actor, told) || sitsIn(actor, told.office);

/** How it was received, and all that was replied, is seen by who wrote it and by that office. */
export const maySeeReceipts = (actor: Actor, told: ToldOutside): boolean =>
  isAuthor(actor, told) || sitsIn(actor, told.office);

type ToldOutside = { readonly author: PersonId; readonly office: OfficeId };

export const isAuthor = (actor: Actor, { author }: Pick<ToldOutside, 'author'>): boolean =>
  author === actor.id || actor.standsInFor?.includes(author) === true;

const sitsIn = (actor: Actor, office: OfficeId): boolean =>
  actor.seats.some((seat) => seat.office === office);

/** Who follows a unit urges and guides its office. */
export const mayGuide = (actor: Actor, unit: Pick<Unit, 'lineage'>): boolean =>
  actor.follows.some((followed) => isWithin(unit, followed.unit.id));

export const mayVisit = (actor: Actor, unit: Pick<Unit, 'id' | 'lineage'>): boolean =>
  actor.follows.some((followed) => isWithin(unit, followed.unit.id));

export const maySeeRecommendation = (actor: Actor, seen: SeenRecommendation): boolean =>
  speaksForOrigin(actor, seen) ||
  actor.seats.some((seat) => seen.sentTo.includes(seat.office) || seat.office === seen.asked?.to) ||
  seen.helpers?.some(({ office }) => sitsIn(actor, office)) === true ||
  generalSeats(actor).some((seat) => isWithin(seen.unit, seat.unit.id) && !isHidden(seen, seat));

const isHidden = ({ hiddenFrom }: SeenRecommendation, seat: Seat): boolean =>
  hiddenFrom !== undefined && isWithin(seat.unit, hiddenFrom);

/** Of an office that was asked to take part only its own answer is wanted. */
export const mayHelp = (actor: Actor, helper: { readonly office: OfficeId }): boolean =>
  sitsIn(actor, helper.office);

/** Only the office that answers now may act on it. */
export const mayHandle = (actor: Actor, seen: Pick<SeenRecommendation, 'office'>): boolean =>
  actor.seats.some((seat) => seat.office === seen.office);

/** Who raised it, a substitute of theirs, or the lead who came after them; these two not where it is about their own office. */
function speaksForRaiser(actor: Actor, seen: SeenRecommendation): boolean {
  if (seen.raisedBy === actor.id) return true;
  const instead = actor.standsInFor?.includes(seen.raisedBy) || isHeir(actor, seen);
  return instead && !actor.seats.some((seat) => isHidden(seen, seat));
}

const isHeir = (actor: Actor, { unit, raisedBy }: SeenRecommendation): boolean =>
  actor.follows.some(
    (followed) =>
      followed.role === 'lead' && isWithin(unit, followed.unit.id) && followed.formerly?.includes(raisedBy),
  );

export const mayConfirm = speaksForRaiser;

/** Whoever speaks for who raised it, or for one of those who joined it. */
export const speaksForOrigin = (actor: Actor, seen: SeenRecommendation): boolean =>
  speaksForRaiser(actor, seen) ||
  (seen.joiners ?? []).some(({ person, unit }) =>
    speaksForRaiser(actor, { ...seen, raisedBy: person, unit }),
  );

/** Who follows a unit joins what was raised there or near it; what is about an office only if they see it anyway. */
export const mayJoin = (
  actor: Actor,
  seen: SeenRecommendation & { readonly aboutOffice: boolean },
  unit: Pick<Unit, 'id' | 'lineage'>,
): boolean =>
  mayRaise(actor, unit) &&
  isNear(unit, seen.unit) &&
  ((!seen.aboutOffice && seen.hiddenFrom === undefined) || maySeeRecommendation(actor, seen));

export const mayRaise = mayVisit;

// Tỉnh nắm tới xã, huyện nắm tới ấp, xã nắm tới tổ: where there are three tiers an office's people follow what is two levels
// below it, where there are two the level below.
const levelsBelow = 2;

/** Who says who follows a unit: a general office above it, one level or two. */
export const mayAssign = (actor: Actor, unit: Pick<Unit, 'id' | 'lineage'>): boolean =>
  generalSeats(actor).some((seat) => unit.lineage.slice(-1 - levelsBelow, -1).includes(seat.unit.id));

/** Who brings a new roster: the province's general office. */
export const mayImport = (actor: Actor): boolean => generalSeats(actor).some(({ unit }) => unit.rank === 0);

/** Units whose followers the person may name, by the offices they are below. */
export const assigningUnits = (actor: Actor): readonly Unit[] => generalSeats(actor).map(({ unit }) => unit);

/** Who names a substitute: an office over a unit the absent one follows, and over every office they sit in; for a substitute gets all of that. */
export const maySubstitute = (actor: Actor, absent: Pick<Actor, 'follows' | 'seats'>): boolean =>
  absent.follows.some(({ unit, insteadOf }) => !insteadOf && mayAssign(actor, unit)) &&
  generalSeats(actor).some((seat) =>
    absent.seats.every(({ unit, insteadOf }) => insteadOf || isWithin(unit, seat.unit.id)),
  );
