import type { OfficeId, RecommendationId } from '../../../domain/identity.ts';
import { inherited, passedOver } from '../../../domain/promise/landing.ts';
import { readdressed } from '../../../domain/promise/transfer.ts';
import { isOpen } from '../../../domain/recommendation.ts';
import type { Organisation, Reorganised } from '../../../domain/reorganisation/organisation.ts';
import { isTop, rungAt } from '../../../domain/rung.ts';
import type { Told } from '../../../store/recommendation-row.ts';
import type { Act } from '../../app.ts';
import { append } from '../../recommendations/append.ts';
import { askAbove } from '../../recommendations/ask-above.ts';
import { climbOf, sceneOf } from '../../recommendations/climb.ts';
import { readdressHelp } from '../../recommendations/help/readdress-help.ts';

export type MovedRecommendation = { readonly before: Told; readonly after: Told };

/** Each whose office ended goes to the one that took over, by an entry of its history. */
export async function moveRecommendations(
  act: Act,
  before: Organisation,
  { officeHeirs }: Reorganised,
): Promise<readonly MovedRecommendation[]> {
  const moved: MovedRecommendation[] = [];
  for (const { id, office } of before.recommendations) {
    const heir = officeHeirs.get(office);
    if (heir) moved.push(await moveOne(act, id, heir));
  }
  await readdress(act, officeHeirs);
  await readdressHelp(act, officeHeirs);
  return moved;
}

/** What was asked of an office that ended is asked of its heir. */
async function readdress(act: Act, heirs: Reorganised['officeHeirs']): Promise<void> {
  for (const told of await act.store.recommendations.askedAbout([...heirs.keys()])) {
    const entries = readdressed(told, act.now, heirs);
    if (entries.length > 0) await askAbove(act, await append(act, told, entries), await sceneOf(act, told));
  }
}

/** The level clock begins anew at another office; the legal clock is not asked. What is answered keeps its state. */
async function moveOne(act: Act, id: RecommendationId, heir: OfficeId): Promise<MovedRecommendation> {
  const before = await act.store.recommendations.byId(id);
  if (!before) throw new Error(`no recommendation ${id}`);
  const climb = await climbOf(act, before, heir);
  const by = undefined;
  if (!isOpen(before)) {
    const data = { office: heir, atTop: isTop(climb, heir) };
    return { before, after: await append(act, before, [{ what: 'reorganised', at: act.now, by, data }]) };
  }
  const landing = rungAt(climb, heir);
  const office = landing?.office ?? climb.find(({ id }) => id === heir);
  if (!office) throw new Error(`office ${heir} has no level`);
  const entries = landing ? passedOver(landing, act) : [];
  const data = inherited(before, office, { now: act.now, calendar: act.calendar(), climb });
  const after = await append(act, before, [...entries, { what: 'reorganised', at: act.now, by, data }]);
  return { before, after };
}
