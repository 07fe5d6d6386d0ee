import type { RecommendationId } from '../domain/identity.ts';
import { escapeMarkup } from '../domain/markup.ts';
import type { Wording } from '../use-cases/messaging/say.ts';
import { answerFiles } from '../use-cases/recommendations/answer-files.ts';
import { confirmButtons } from '../use-cases/recommendations/ask-of-answer.ts';
import { sceneOf } from '../use-cases/recommendations/climb.ts';
import { type Joining, joinRecommendation } from '../use-cases/recommendations/join-recommendation.ts';
import { deadlineLine, facts, nextStepLine, viewButton } from '../use-cases/recommendations/wording.ts';
import type { World } from './flow.ts';

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
