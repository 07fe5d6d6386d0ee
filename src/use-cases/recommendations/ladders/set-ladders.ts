import type { Ladder, LadderRung } from '../../../domain/ladder.ts';
import { type LadderLevel, type LadderProblem, ladderProblems } from '../../../domain/ladder-check.ts';
import { dateOfDay, dayIn } from '../../../domain/time.ts';
import { fold } from '../../../domain/vietnamese-text.ts';
import type { Act } from '../../app.ts';

export type LadderWrong = { readonly ladder: Ladder; readonly problem: LadderProblem };

/** Levels by their names too: "Xã" is `xa`. */
const byKey = (rung: LadderRung, levels: readonly LadderLevel[]): LadderRung => {
  const keyOf = (said: string): string =>
    levels.find(({ key, name }) => key === said || fold(name) === fold(said))?.key ?? said;
  return { ...rung, level: keyOf(rung.level), next: keyOf(rung.next) };
};

/** All are checked before any is used: what is promised from now on is promised by them. What was promised already stands. */
export async function setLadders(act: Act, ladders: readonly Ladder[]): Promise<readonly LadderWrong[]> {
  const levels = await act.store.ladders.levels(dateOfDay(dayIn(act.zone, act.now)));
  const keyed = ladders.map((ladder) => ({
    ...ladder,
    rungs: ladder.rungs.map((rung) => byKey(rung, levels)),
  }));
  const wrong = keyed.flatMap((ladder) =>
    ladderProblems(ladder, levels).map((problem) => ({ ladder, problem })),
  );
  if (wrong.length === 0) for (const ladder of keyed) await act.store.ladders.put(ladder);
  return wrong;
}
