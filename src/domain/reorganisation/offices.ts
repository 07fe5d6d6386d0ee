import type { OfficeId, UnitId } from '../identity.ts';
import { unitName } from '../unit.ts';
import { type Draft, refuse } from './draft.ts';
import type { Organisation, OrganisationOffice, OrganisationUnit } from './organisation.ts';
import type { ReorganisationPlan } from './plan.ts';

export type OfficesAfter = {
  readonly offices: readonly OrganisationOffice[];
  readonly heirs: ReadonlyMap<OfficeId, OfficeId>;
  /** Heirs at a unit of the same level: their people sit together from now on. */
  readonly joined: ReadonlyMap<OfficeId, OfficeId>;
};

/** The unit that exists and has what was there. */
export function lastHeir(heirs: ReadonlyMap<UnitId, UnitId>, unit: UnitId): UnitId {
  let heir = unit;
  for (let next = heirs.get(heir); next; next = heirs.get(heir)) heir = next;
  return heir;
}

/**
 * Offices of units that ended: the first of each kind moves on to a new unit, others end and what they answered for goes
 * to the office that is there; where a level was dissolved it goes to the level above.
 */
export function settleOffices(before: Organisation, draft: Draft, plan: ReorganisationPlan): OfficesAfter {
  const offices = new Map(before.offices.map((office) => [office.id, office]));
  const at = new Map<UnitId, Set<OfficeId>>();
  for (const { id, unit, validUntil } of before.offices)
    if (validUntil === null) at.set(unit, (at.get(unit) ?? new Set()).add(id));
  const heirs = new Map<OfficeId, OfficeId>();
  const joined = new Map<OfficeId, OfficeId>();
  const explicit = explicitHeirs(before, draft, plan);

  const standing = (unit: UnitId): readonly OrganisationOffice[] =>
    [...(at.get(unit) ?? [])].flatMap((id) => offices.get(id) ?? []).filter((one) => !explicit.has(one.id));
  const close = (office: OrganisationOffice, heir: OfficeId): void => {
    offices.set(office.id, { ...office, validUntil: plan.on });
    at.get(office.unit)?.delete(office.id);
    heirs.set(office.id, heir);
  };
  const resettle = (office: OrganisationOffice, from: OrganisationUnit, to: OrganisationUnit): void => {
    at.get(office.unit)?.delete(office.id);
    at.set(to.id, (at.get(to.id) ?? new Set()).add(office.id));
    offices.set(office.id, { ...office, unit: to.id, name: named(office.name, from, to) });
  };

  // In the order of the plan: of several that are merged the office of the first goes on.
  const order = new Map([...draft.unitHeirs.keys()].map((id, index) => [id, index]));
  const inOrder = before.offices
    .filter(({ validUntil }) => validUntil === null)
    .sort((a, b) => (order.get(a.unit) ?? 0) - (order.get(b.unit) ?? 0));
  for (const office of inOrder) {
    const unit = draft.units.get(office.unit);
    const said = explicit.get(office.id);
    if (!unit) continue;
    if (said) {
      close(office, said);
      continue;
    }
    if (unit.validUntil === null) continue;
    const heir = draft.units.get(lastHeir(draft.unitHeirs, unit.id));
    if (!heir) continue;
    const same = heir.level === unit.level;
    const there = same ? counterpart(office, standing(heir.id)) : nearest(office, heir, draft, standing);
    if (there) {
      close(office, there.id);
      if (same) {
        joined.set(office.id, there.id);
        const fields = [...new Set([...there.fields, ...office.fields])];
        offices.set(there.id, { ...there, fields });
      }
    } else if (same) resettle(office, unit, heir);
    else refuse(draft, ['offices'], 'no-office-above', { office: office.code, unit: heir.code });
  }
  renameWithUnits(before, draft, offices);
  return { offices: [...offices.values()], heirs: resolved(heirs, offices, draft), joined };
}

function explicitHeirs(
  before: Organisation,
  draft: Draft,
  plan: ReorganisationPlan,
): ReadonlyMap<OfficeId, OfficeId> {
  const byCode = new Map(before.offices.map((office) => [office.code, office]));
  const heirs = new Map<OfficeId, OfficeId>();
  for (const [from, to] of Object.entries(plan.offices)) {
    const [office, heir] = [byCode.get(from), byCode.get(to)];
    for (const [code, one] of [[from, office] as const, [to, heir] as const])
      if (!one || one.validUntil !== null) refuse(draft, ['offices', from], 'unknown-office', { code });
    if (office && heir && office.id !== heir.id) heirs.set(office.id, heir.id);
  }
  return heirs;
}

/** The office that answers for the same there. */
const counterpart = (
  office: OrganisationOffice,
  there: readonly OrganisationOffice[],
): OrganisationOffice | undefined =>
  there.find(
    (one) =>
      one.kind === office.kind &&
      (one.kind === 'general' || one.fields.some((field) => office.fields.includes(field))),
  );

/** Upwards: the office of the same field, else the general one. */
function nearest(
  office: OrganisationOffice,
  from: OrganisationUnit,
  draft: Draft,
  standing: (unit: UnitId) => readonly OrganisationOffice[],
): OrganisationOffice | undefined {
  for (
    let unit: OrganisationUnit | undefined = from;
    unit;
    unit = unit.parent ? draft.units.get(unit.parent) : undefined
  ) {
    const there = standing(unit.id);
    const found = counterpart(office, there) ?? there.find(({ kind }) => kind === 'general');
    if (found) return found;
  }
  return undefined;
}

/** An office is called by its unit: "Văn phòng Đảng ủy xã Mỹ Thạnh". */
const named = (name: string, from: Pick<OrganisationUnit, 'name' | 'word'>, to: OrganisationUnit): string =>
  name.endsWith(unitName(from)) ? name.slice(0, -unitName(from).length) + unitName(to) : name;

function renameWithUnits(
  before: Organisation,
  draft: Draft,
  offices: Map<OfficeId, OrganisationOffice>,
): void {
  const former = new Map(draft.renamed.map((one) => [one.unit, one]));
  for (const { id, unit } of before.offices) {
    const from = former.get(unit);
    const to = draft.units.get(unit);
    const office = offices.get(id);
    if (from && to && office?.unit === unit && office.validUntil === null)
      offices.set(id, { ...office, name: named(office.name, from, to) });
  }
}

/** Through offices that ended themselves, to one that exists. */
function resolved(
  heirs: ReadonlyMap<OfficeId, OfficeId>,
  offices: ReadonlyMap<OfficeId, OrganisationOffice>,
  draft: Draft,
): ReadonlyMap<OfficeId, OfficeId> {
  const last = (from: OfficeId): OfficeId => {
    const seen = new Set<OfficeId>();
    let heir = from;
    for (let next = heirs.get(heir); next && !seen.has(heir); next = heirs.get(heir)) {
      seen.add(heir);
      heir = next;
    }
    return heir;
  };
  return new Map(
    [...heirs.keys()].map((id) => {
      const heir = last(id);
      if (offices.get(heir)?.validUntil !== null)
        refuse(draft, ['offices'], 'no-office-left', { office: offices.get(id)?.code ?? '' });
      return [id, heir];
    }),
  );
}
