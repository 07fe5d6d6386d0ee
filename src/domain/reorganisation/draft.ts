import type { UnitId } from '../identity.ts';
import { writeDay } from '../roster/cell.ts';
import { unitName } from '../unit.ts';
import { searchWords } from '../vietnamese-text.ts';
import type { Organisation, OrganisationUnit } from './organisation.ts';
import type { NewUnit, PlanProblem } from './plan.ts';

type Path = PlanProblem['path'];

/** The units while a plan is carried out on them, change by change. */
export type Draft = {
  readonly on: string;
  readonly makeId: () => UnitId;
  readonly units: Map<UnitId, OrganisationUnit>;
  readonly byCode: Map<string, UnitId>;
  readonly below: Map<UnitId, Set<UnitId>>;
  levels: Organisation['levels'];
  readonly renamed: { unit: UnitId; name: string; word: string }[];
  readonly successions: { ended: UnitId; successor: UnitId }[];
  readonly unitHeirs: Map<UnitId, UnitId>;
  /** Of a split unit: which piece a follower goes to, by unit and code of the person. */
  readonly followers: Map<string, UnitId>;
  readonly problems: PlanProblem[];
  readonly assignments: Organisation['assignments'];
};

export function newDraft(before: Organisation, on: string, makeId: () => UnitId): Draft {
  const below = new Map<UnitId, Set<UnitId>>();
  for (const { id, parent, validUntil } of before.units)
    if (parent && validUntil === null) below.set(parent, (below.get(parent) ?? new Set()).add(id));
  return {
    on,
    makeId,
    units: new Map(before.units.map((unit) => [unit.id, unit])),
    byCode: new Map(before.units.map(({ code, id }) => [code, id])),
    below,
    levels: before.levels,
    renamed: [],
    successions: [],
    unitHeirs: new Map(),
    followers: new Map(),
    problems: [],
    assignments: before.assignments,
  };
}

export function refuse(
  draft: Draft,
  path: Path,
  reason: string,
  values: PlanProblem['values'] = {},
): undefined {
  draft.problems.push({ path, reason, values });
}

/** The unit with the code, if it exists after the changes so far. */
export function existing(draft: Draft, code: string, path: Path): OrganisationUnit | undefined {
  const id = draft.byCode.get(code);
  const unit = id && draft.units.get(id);
  if (!unit) refuse(draft, path, 'unknown-unit', { code });
  else if (unit.validUntil !== null)
    refuse(draft, path, 'ended-unit', { code, on: writeDay(unit.validUntil) });
  else return unit;
  return undefined;
}

/** One that is not the whole province. */
export function below(draft: Draft, code: string, path: Path): OrganisationUnit | undefined {
  const unit = existing(draft, code, path);
  if (!unit || unit.parent !== null) return unit;
  refuse(draft, path, 'top-unit', { code });
  return undefined;
}

export const rankOf = (draft: Pick<Draft, 'levels'>, { level }: Pick<OrganisationUnit, 'level'>): number =>
  draft.levels.findIndex(({ key }) => key === level);

export function change(draft: Draft, id: UnitId, to: Partial<OrganisationUnit>): OrganisationUnit {
  const before = draft.units.get(id);
  if (!before) throw new Error(`no unit ${id}`);
  const after = { ...before, ...to };
  draft.units.set(id, after);
  return after;
}

export function place(draft: Draft, id: UnitId, parent: UnitId): void {
  const before = draft.units.get(id)?.parent;
  const liveFrom = liveDay(draft, id);
  if (before) draft.below.get(before)?.delete(id);
  draft.below.set(parent, (draft.below.get(parent) ?? new Set()).add(id));
  change(draft, id, { parent });
  // The day it had from above it takes along: where the bot is in use it stays so.
  if (liveFrom !== null && liveFrom !== liveDay(draft, id)) change(draft, id, { liveFrom });
}

/** Its go-live day: its own, or that of the nearest above that has one. */
function liveDay(draft: Draft, id: UnitId | null): string | null {
  const unit = id === null ? undefined : draft.units.get(id);
  return unit ? (unit.liveFrom ?? liveDay(draft, unit.parent)) : null;
}

/** Ends a unit; `heir` has what was there from now on. What lay below it must have gone elsewhere before. */
export function end(draft: Draft, unit: OrganisationUnit, heir: UnitId): void {
  draft.unitHeirs.set(unit.id, heir);
  if (unit.parent) draft.below.get(unit.parent)?.delete(unit.id);
  change(draft, unit.id, { validUntil: draft.on, parent: heir });
  const successor = draft.units.get(heir);
  if (successor)
    change(draft, heir, {
      search: [...new Set([...successor.search, ...unit.search, ...searchWords(unitName(unit))])],
    });
}

export function create(
  draft: Draft,
  made: NewUnit,
  like: Pick<OrganisationUnit, 'level' | 'parent' | 'liveFrom'>,
  path: Path,
): OrganisationUnit | undefined {
  if (draft.byCode.has(made.code)) {
    refuse(draft, path, 'code-taken', { code: made.code });
    return undefined;
  }
  const { level, parent, liveFrom } = like;
  const unit: OrganisationUnit = {
    id: draft.makeId(),
    code: made.code,
    name: made.name,
    word: made.word,
    level,
    parent: null,
    households: null,
    liveFrom,
    validFrom: draft.on,
    validUntil: null,
    search: [],
  };
  draft.units.set(unit.id, unit);
  draft.byCode.set(unit.code, unit.id);
  if (parent) place(draft, unit.id, parent);
  return draft.units.get(unit.id);
}

export const childrenOf = (draft: Draft, id: UnitId): readonly UnitId[] => [...(draft.below.get(id) ?? [])];
