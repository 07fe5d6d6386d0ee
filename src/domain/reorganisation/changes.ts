import { fold } from '../vietnamese-text.ts';
import {
  below,
  change,
  childrenOf,
  create,
  type Draft,
  end,
  existing,
  place,
  rankOf,
  refuse,
} from './draft.ts';
import type { OrganisationUnit } from './organisation.ts';
import type { Change, PlanProblem } from './plan.ts';

type Path = PlanProblem['path'];
type Of<Kind extends Change['kind']> = Extract<Change, { kind: Kind }>;

/** Carries one change out on the draft, or notes what is wrong with it. */
export function carryOut(draft: Draft, one: Change, path: Path): undefined {
  switch (one.kind) {
    case 'rename':
      return rename(draft, one, path);
    case 'merge':
      return merge(draft, one, path);
    case 'split':
      return split(draft, one, path);
    case 'move':
      return move(draft, one, path);
    case 'dissolve':
      return dissolve(draft, one, path);
  }
}

function rename(draft: Draft, { unit: said, code, name, word }: Of<'rename'>, path: Path): undefined {
  const unit = existing(draft, said, [...path, 'rename']);
  if (!unit) return;
  if (code !== undefined && code !== unit.code) {
    if (draft.byCode.has(code)) return refuse(draft, [...path, 'code'], 'code-taken', { code });
    draft.byCode.delete(unit.code);
    draft.byCode.set(code, unit.id);
    change(draft, unit.id, { code });
  }
  callIt(draft, unit, { name: name ?? unit.name, word: word ?? unit.word });
}

function callIt(
  draft: Draft,
  unit: OrganisationUnit,
  to: Pick<OrganisationUnit, 'name' | 'word'>,
): undefined {
  if (to.name === unit.name && to.word === unit.word) return;
  // Made in this very plan, it never had another name.
  if (unit.validFrom !== draft.on && !draft.renamed.some(({ unit: id }) => id === unit.id))
    draft.renamed.push({ unit: unit.id, name: unit.name, word: unit.word });
  change(draft, unit.id, to);
}

function merge(draft: Draft, { units: codes, into }: Of<'merge'>, path: Path): undefined {
  const at = [...path, 'merge'];
  const sources = [...new Set(codes)].map((code, index) => below(draft, code, [...at, index]));
  if (!sources.every((unit) => unit !== undefined)) return;
  const [first] = sources;
  if (!first) return;
  const other = sources.find(({ level }) => level !== first.level);
  if (other) return refuse(draft, at, 'levels-differ', { code: other.code, other: first.code });
  const target = mergedInto(draft, first, into, [...path, 'into']);
  if (!target) return;
  if (target.level !== first.level)
    return refuse(draft, [...path, 'into'], 'levels-differ', { code: target.code, other: first.code });
  const ending = sources.filter(({ id }) => id !== target.id);
  if (ending.length === 0) return refuse(draft, at, 'nothing-to-merge', { code: target.code });
  for (const source of ending) {
    for (const child of childrenOf(draft, source.id)) place(draft, child, target.id);
    end(draft, source, target.id);
    draft.successions.push({ ended: source.id, successor: target.id });
  }
  const counted = [...new Set([target, ...ending])].flatMap(({ households }) => households ?? []);
  const days = ending.flatMap(({ liveFrom }) => liveFrom ?? []).sort();
  change(draft, target.id, {
    households: counted.length > 0 ? counted.reduce((sum, count) => sum + count, 0) : null,
    liveFrom: target.liveFrom ?? days[0] ?? null,
  });
}

function mergedInto(
  draft: Draft,
  first: OrganisationUnit,
  into: Of<'merge'>['into'],
  path: Path,
): OrganisationUnit | undefined {
  if (typeof into === 'string') return below(draft, into, path);
  const parent =
    into.parent === undefined ? first.parent : above(draft, first, into.parent, [...path, 'parent']);
  return parent ? create(draft, into, { ...first, parent }, [...path, 'code']) : undefined;
}

/** The unit with the code, if the other may lie under it. */
function above(
  draft: Draft,
  unit: OrganisationUnit,
  code: string,
  path: Path,
): OrganisationUnit['id'] | undefined {
  const parent = existing(draft, code, path);
  if (!parent) return undefined;
  if (rankOf(draft, parent) < rankOf(draft, unit)) return parent.id;
  refuse(draft, path, 'not-above', { code, below: unit.code });
  return undefined;
}

function split(draft: Draft, { unit: code, into }: Of<'split'>, path: Path): undefined {
  const unit = below(draft, code, [...path, 'split']);
  if (!unit) return;
  const pieces = into.map((piece, index) =>
    piece.code === unit.code ? unit : create(draft, piece, unit, [...path, 'into', index, 'code']),
  );
  if (!pieces.every((piece) => piece !== undefined)) return;
  const kept = into.find((piece) => piece.code === unit.code);
  const rest = kept ? unit : pieces[0];
  if (!rest) return;
  if (kept) callIt(draft, unit, kept);
  share(draft, unit, into, pieces, path);
  if (kept) return;
  for (const child of childrenOf(draft, unit.id)) place(draft, child, rest.id);
  end(draft, unit, rest.id);
  for (const piece of pieces) {
    draft.successions.push({ ended: unit.id, successor: piece.id });
    const search = [...new Set([...(draft.units.get(rest.id)?.search ?? []), ...piece.search])];
    change(draft, piece.id, { search });
  }
}

/** Units below and followers that are named go where the plan says. */
function share(
  draft: Draft,
  unit: OrganisationUnit,
  into: Of<'split'>['into'],
  pieces: readonly OrganisationUnit[],
  path: Path,
): undefined {
  const children = new Set(childrenOf(draft, unit.id));
  const followers = new Set(
    draft.assignments.filter((one) => one.unit === unit.id).map((one) => one.personCode),
  );
  for (const [at, piece] of pieces.entries()) {
    for (const [index, code] of (into[at]?.children ?? []).entries()) {
      const id = draft.byCode.get(code);
      if (!id || !children.delete(id))
        refuse(draft, [...path, 'into', at, 'children', index], 'not-its-child', { code, parent: unit.code });
      else if (piece.id !== unit.id) place(draft, id, piece.id);
    }
    for (const [index, code] of (into[at]?.followers ?? []).entries()) {
      if (!followers.has(code))
        refuse(draft, [...path, 'into', at, 'followers', index], 'not-its-follower', {
          code,
          unit: unit.code,
        });
      else draft.followers.set(`${unit.id} ${code}`, piece.id);
    }
  }
}

function move(draft: Draft, { units: codes, under }: Of<'move'>, path: Path): undefined {
  for (const [index, code] of codes.entries()) {
    const unit = below(draft, code, [...path, 'move', index]);
    const parent = unit && above(draft, unit, under, [...path, 'under']);
    if (parent) place(draft, unit.id, parent);
  }
}

/** The units of the level end; what lay under each hangs under the one above it. */
function dissolve(draft: Draft, { level: said }: Of<'dissolve'>, path: Path): undefined {
  const level = draft.levels.find(({ key, name }) => key === said || fold(name) === fold(said));
  if (!level) return refuse(draft, [...path, 'dissolve'], 'unknown-level', { level: said });
  const ending = [...draft.units.values()].filter(
    (unit) => unit.level === level.key && unit.validUntil === null,
  );
  if (ending.length === 0) return refuse(draft, [...path, 'dissolve'], 'empty-level', { level: level.name });
  if (ending.some(({ parent }) => parent === null))
    return refuse(draft, [...path, 'dissolve'], 'top-level', { level: level.name });
  for (const unit of ending) {
    const parent = unit.parent;
    if (!parent) continue;
    for (const child of childrenOf(draft, unit.id)) place(draft, child, parent);
    const { search } = draft.units.get(parent) ?? { search: [] };
    end(draft, unit, parent);
    // Nobody looks for the province by the name of a district.
    change(draft, parent, { search });
    draft.successions.push({ ended: unit.id, successor: parent });
  }
  draft.levels = [...draft.levels.filter((one) => one !== level), level];
}
