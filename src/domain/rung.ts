import type { OfficeId, UnitId } from './identity.ts';
import { type Limits, rungFor } from './ladder.ts';
import type { Office } from './office.ts';
import type { Unit } from './unit.ts';

/** An office on the way up from a unit. */
export type RungOffice = Pick<Office, 'id' | 'name' | 'kind' | 'fields' | 'unitId'> & {
  readonly rank: number;
  /** The key of its unit's level. */
  readonly level: string;
  /** Of its unit. */
  readonly lineage: readonly UnitId[];
  /** Somebody in it can be told. */
  readonly reachable: boolean;
  /** The bot is in use at its unit. */
  readonly live: boolean;
};

const answersFor = (office: RungOffice, field: string | undefined): boolean =>
  field !== undefined && office.fields.includes(field);

/**
 * The climb from a unit: of each level the competent office, then its general office, up to the province's. Who has it now
 * (`holder`) stands on it too, though it may be another: it was passed on to them, or they follow the unit.
 */
export function rungs(
  way: readonly RungOffice[],
  field: string | undefined,
  holder?: OfficeId,
): readonly RungOffice[] {
  const ranks = [...new Set(way.map(({ rank }) => rank))].sort((a, b) => b - a);
  return ranks.flatMap((rank) => {
    const here = way.filter((office) => office.rank === rank);
    const competent = here.find((office) => office.kind === 'specialised' && answersFor(office, field));
    const held = here.find(({ id }) => id === holder);
    const general = here.find((office) => office.kind === 'general');
    return [...new Set([competent, held, general])].filter((office) => office !== undefined);
  });
}

/**
 * Who may have an opinion: offices above the level of the one that asks, which stands nearest to its unit; and who has it
 * now (`holder`). So neither time nor a dispute brings it back to who asks.
 */
export function aboveAsker(
  way: readonly RungOffice[],
  { lineage }: Pick<Unit, 'lineage'>,
  holder?: OfficeId,
): readonly RungOffice[] {
  const asker = Math.max(...way.filter(({ unitId }) => lineage.includes(unitId)).map(({ rank }) => rank));
  return way.filter(({ id, rank }) => id === holder || rank < asker);
}

export type Landing = {
  readonly office: RungOffice;
  /** Passed over because nobody there can be told, or because the bot is not in use there yet. */
  readonly skipped: readonly RungOffice[];
};

/**
 * The first of them that can be told; the last one takes it in any case, so that it is never lost. Nothing comes to an
 * office before the bot is in use there.
 */
function land(candidates: readonly RungOffice[]): Landing | undefined {
  const live = candidates.filter((office) => office.live);
  const office = live.find(({ reachable }) => reachable) ?? live.at(-1);
  return office && { office, skipped: candidates.slice(0, candidates.indexOf(office)) };
}

/**
 * Where it goes first: the competent office nearest above the unit; where no office answers for the field, the unit's own.
 * What is about the unit's own office or people (`aboutOffice`) starts above that level.
 */
export function firstRung(
  climb: readonly RungOffice[],
  field: string | undefined,
  aboutOffice: boolean,
): Landing | undefined {
  const own = climb[0]?.rank ?? 0;
  const open = aboutOffice && own > 0 ? climb.filter(({ rank }) => rank < own) : climb;
  const competent = open.findIndex((office) => office.kind === 'specialised' && answersFor(office, field));
  return land(open.slice(Math.max(0, competent))) ?? land(open);
}

/**
 * What is about the unit's own office is hidden from the offices of this unit and below: it stands where that office
 * stands, which may be above the unit. Undefined at the top, above which there is nobody.
 */
export function hiddenFrom(
  climb: readonly RungOffice[],
  unit: Pick<Unit, 'id' | 'rank'>,
): UnitId | undefined {
  const [own] = climb;
  if (own && own.rank > 0) return own.unitId;
  return unit.rank > 0 ? unit.id : undefined;
}

/** The rung itself, or the first above it that can be told; one that is not on the way takes it in any case. */
export const rungAt = (climb: readonly RungOffice[], office: OfficeId): Landing | undefined =>
  land(
    climb.slice(
      Math.max(
        0,
        climb.findIndex(({ id }) => id === office),
      ),
    ),
  );

/** Who is next of an office by the ladder, one after the other: always upward, to the end of the climb. */
function wayUp(
  climb: readonly RungOffice[],
  office: OfficeId,
  limits: Pick<Limits, 'rungs'>,
): readonly RungOffice[] {
  const passed: RungOffice[] = [];
  let at = climb.findIndex(({ id }) => id === office);
  for (let from = climb[at]; from; from = climb[at]) {
    const after = nextOf(climb.slice(at + 1), from, limits);
    if (!after) return passed;
    passed.push(after);
    at = climb.indexOf(after);
  }
  return climb;
}

/** Whom the ladder names as next; where there is no such office, the nearest above. */
function nextOf(
  later: readonly RungOffice[],
  from: RungOffice,
  limits: Pick<Limits, 'rungs'>,
): RungOffice | undefined {
  const { next } = rungFor(limits, from);
  switch (next) {
    case 'general':
      return later.find(({ rank, kind }) => rank === from.rank && kind === 'general') ?? later[0];
    case 'above':
      return later.find(({ rank }) => rank < from.rank) ?? later[0];
    case 'top':
      return later.at(-1);
    case 'end':
      return later[0];
    default:
      return later.find(({ level }) => level === next) ?? later[0];
  }
}

/** The next rung when time has run out, by the ladder where one is given; undefined at the top. */
export function rungAfter(
  climb: readonly RungOffice[],
  office: OfficeId,
  limits?: Pick<Limits, 'rungs'>,
): Landing | undefined {
  const above = climb.slice(climb.findIndex(({ id }) => id === office) + 1);
  return (limits && land(wayUp(climb, office, limits))) ?? land(above);
}

/** Where a disputed answer goes: the level above; from a department of the highest level in use to its general office; undefined at the top. */
export function levelAbove(climb: readonly RungOffice[], office: OfficeId): Landing | undefined {
  const at = climb.findIndex(({ id }) => id === office);
  const rank = climb[at]?.rank ?? Number.POSITIVE_INFINITY;
  return land(climb.filter((rung) => rung.rank < rank)) ?? land(climb.slice(at + 1));
}

/** From there it can go no higher today. */
export const isTop = (climb: readonly RungOffice[], office: OfficeId): boolean =>
  climb.some(({ id }) => id === office) && rungAfter(climb, office) === undefined;
