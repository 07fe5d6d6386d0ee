import { likenessTo } from '../../domain/alike.ts';
import { mayJoin } from '../../domain/permission.ts';
import { isOpen, originsOf } from '../../domain/recommendation.ts';
import type { Unit } from '../../domain/unit.ts';
import type { Told } from '../../store/recommendation-row.ts';
import type { Candidate } from '../../store/twins.ts';
import type { ActOf } from '../app.ts';

type Written = { readonly field: string | undefined; readonly text: string };

/** So many are compared, and so many of them read whole. */
const comparedAtMost = 200;
const readAtMost = 12;
const shownAtMost = 3;

/** How alike the words have to be: most of all where neither place nor field is the same. */
function least({ here, field }: Candidate, written: Written): number {
  const sameField = (field ?? undefined) === written.field;
  if (here) return sameField ? 0.2 : 0.35;
  return sameField ? 0.3 : 0.5;
}

/** The likeliest of some, those of the same field first. */
function likeliest(candidates: readonly Candidate[], written: Written) {
  const alike = likenessTo(written.text);
  const isOther = ({ field }: Candidate) => Number((field ?? undefined) !== written.field);
  return candidates
    .map((one) => ({ one, likeness: alike(one.text) }))
    .filter(({ one, likeness }) => likeness >= least(one, written))
    .sort((a, b) => isOther(a.one) - isOther(b.one) || b.likeness - a.likeness)
    .slice(0, readAtMost)
    .map(({ one }) => one.id);
}

/** The whole of them, in the order given. */
async function read(act: ActOf, ids: readonly Candidate['id'][]): Promise<readonly Told[]> {
  if (ids.length === 0) return [];
  const told = await act.store.recommendations.byIds(ids);
  return ids.flatMap((id) => told.find((one) => one.id === id) ?? []);
}

/** What others have raised of the same unit or near it that may be the same problem, and the actor may join. */
export async function likelyTwins(
  act: ActOf,
  { unit, aboutOffice, ...written }: Written & { readonly unit: Unit; readonly aboutOffice: boolean },
): Promise<readonly Told[]> {
  const candidates = await act.store.twins.near(unit, aboutOffice, comparedAtMost);
  const told = await read(act, likeliest(candidates, written));
  return told
    .filter((one) => mayJoin(act.actor, one, unit) && !originsOf(one).includes(act.actor.id))
    .slice(0, shownAtMost);
}

/** What the office may link it to: others that are open there and alike. */
export async function likelyMains(act: ActOf, told: Told): Promise<readonly Told[]> {
  const candidates = await act.store.twins.openAt(told.office, comparedAtMost);
  const others = candidates.filter(({ id }) => id !== told.id);
  const likely = await read(act, likeliest(others, told));
  return likely.filter((one) => isOpen(one) && one.linkedTo !== told.id).slice(0, shownAtMost);
}
