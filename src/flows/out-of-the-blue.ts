import { readRecommendationNumber } from '../domain/recommendation-number.ts';
import { pressed } from './buttons.ts';
import { keywordCommand } from './commands.ts';
import type { Turned } from './converse.ts';
import type { World } from './flow.ts';
import { viewNumbered } from './recommendation-lists.ts';
import { standingByLabel } from './standing.ts';

/** Typed with no question open: a button’s label, the number of a recommendation, a word that means a command, or something not understood. */
export async function outOfTheBlue(typed: string, world: World): Promise<Turned> {
  const labelled = await standingByLabel(typed, world);
  if (labelled.length === 1 && labelled[0]) return pressed(labelled[0].action, world);
  if (labelled.length > 1)
    return { say: [{ text: world.reader.say('chat.which'), buttons: labelled.map((button) => [button]) }] };
  const number = readRecommendationNumber(typed);
  if (number) return viewNumbered(world, number);
  const command = keywordCommand(typed, world.actor);
  return command ? command(world) : { say: [{ text: world.reader.say('chat.not-understood') }] };
}
