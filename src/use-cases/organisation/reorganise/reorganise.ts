import { newId } from '../../../domain/identity.ts';
import type { PlanProblem, ReorganisationPlan } from '../../../domain/reorganisation/plan.ts';
import { reorganise as workOut } from '../../../domain/reorganisation.ts';
import { dateOf, dayIn } from '../../../domain/time.ts';
import type { Act } from '../../app.ts';
import { moveRecommendations } from './move-recommendations.ts';
import { type ReorganisationReport, reportOf } from './report.ts';
import { tellAll } from './tell-all.ts';

/** All that is wrong with a plan. */
export class PlanRefused extends Error {
  readonly problems: readonly PlanProblem[];

  constructor(problems: readonly PlanProblem[]) {
    super('the plan can not be carried out');
    this.problems = problems;
  }
}

/** Carries a reform out: units, offices, followers, people, meetings and recommendations, all or nothing. */
export async function reorganise(act: Act, plan: ReorganisationPlan): Promise<ReorganisationReport> {
  const before = await act.store.reorganisation.organisation(plan.on, dateOf(act.now));
  const makeId = <Id extends string>(): Id => newId<Id>(act.now.epochMilliseconds);
  const result = workOut(before, plan, makeId);
  if (result.outcome === 'refused') throw new PlanRefused(result.problems);
  const { after } = result;
  const id = makeId<string>();
  await act.store.reorganisation.carryOut({
    id,
    on: plan.on,
    decision: plan.decision ?? null,
    plan,
    at: dateOf(act.now),
    before,
    after,
  });
  const moved = await moveRecommendations(act, before, after);
  const told = await tellAll(act, { id, plan, before, after, moved });
  return reportOf(plan, before, after, moved, told);
}

/** Before its day a plan can only be tried: the tables know one tree, today's. */
export const isAhead = (act: Pick<Act, 'now' | 'zone'>, plan: Pick<ReorganisationPlan, 'on'>): boolean =>
  plan.on > dayIn(act.zone, act.now).toString();
