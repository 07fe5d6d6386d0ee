import type { RecommendationId } from '../domain/identity.ts';
import { escapeMarkup } from '../domain/markup.ts';
import type { Markup } from '../domain/message.ts';
import { isGone } from '../domain/promise/twin.ts';
import type { Wording } from '../use-cases/messaging/say.ts';
import { answerFiles } from '../use-cases/recommendations/answer-files.ts';
import { confirmButtons } from '../use-cases/recommendations/ask-of-answer.ts';
import { sceneOf } from '../use-cases/recommendations/climb.ts';
import { type Joining, joinRecommendation } from '../use-cases/recommendations/join-recommendation.ts';
import { deadlineLine, facts, nextStepLine, viewButton } from '../use-cases/recommendations/wording.ts';
import type { World } from './flow.ts';

/** Of what a person wants to join, what is gone meanwhile: what they write goes by itself then. By its id the number. */
export async function goneTwins(
  { store }: World,
  wanted: readonly (RecommendationId | undefined)[],
): Promise<ReadonlyMap<RecommendationId, string>> {
  const told = await store.recommendations.byIds(wanted.flatMap((id) => id ?? []));
  return new Map(told.filter(isGone).map(({ id, number }) => [id, number]));
}

export const goneLines = (
  { reader }: World,
  gone: ReadonlyMap<RecommendationId, string>,
): readonly Markup[] => [...gone.values()].map((number) => reader.say('twin.gone', { number }));

/** Joined: where it stands and what happens next, or the answer it has already, with the question about it. */
export async function join(
  world: World,
  id: RecommendationId,
  joining: Joining,
): Promise<readonly Wording[]> {
  const { reader } = world;
  const told = await joinRecommendation(world, id, joining);
  const values = facts(world, reader, told);
  const head = reader.say('twin.joined', values);
  if (told.state !== 'answered') {
    const { climb } = await sceneOf(world, told);
    const lines = [head, deadlineLine(world, reader, told), nextStepLine(world, reader, told, climb)];
    return [{ text: lines.filter((line) => line !== '').join('\n'), buttons: viewButton(reader, told) }];
  }
  const history = await world.store.recommendations.history(id);
  const last = history.findLast((entry) => entry.what === 'answered')?.data;
  const answer = reader.say('recommendation.answered', { ...values, answer: escapeMarkup(last?.text ?? '') });
  return [
    { text: `${head}\n\n${answer}`, buttons: confirmButtons(reader, told), files: answerFiles(last?.files) },
  ];
}
