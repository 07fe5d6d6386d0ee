import type { RecommendationId } from '../domain/identity.ts';
import { pausedDaysAtMost } from '../domain/promise/bounds.ts';
import type { Told } from '../store/recommendation-row.ts';
import { askedOfUs, decideAbove } from '../use-cases/recommendations/decide-above.ts';
import { extendable } from '../use-cases/recommendations/extend-deadline.ts';
import { linkable } from '../use-cases/recommendations/link-recommendation.ts';
import { pausable } from '../use-cases/recommendations/pause-recommendation.ts';
import { questionable } from '../use-cases/recommendations/question-raiser.ts';
import { reopenable } from '../use-cases/recommendations/reopen-recommendation.ts';
import { questionedOfUs } from '../use-cases/recommendations/reply-to-question.ts';
import { transferable } from '../use-cases/recommendations/transfer-recommendation.ts';
import { withdrawable } from '../use-cases/recommendations/withdraw-recommendation.ts';
import { moment } from '../use-cases/recommendations/wording.ts';
import { aboutOf } from './about-recommendation.ts';
import type { Turned } from './converse.ts';
import { extendDeadline } from './extend-deadline.ts';
import { type AnyDraft, type AnyFlow, anyFlow, type World } from './flow.ts';
import { linkRecommendation, unlink } from './link-recommendation.ts';
import { pauseRecommendation } from './pause-recommendation.ts';
import { questionRaiser, replyToQuestion } from './question-raiser.ts';
import { refuseAbove } from './refuse-above.ts';
import { reopenRecommendation } from './reopen-recommendation.ts';
import { transferRecommendation } from './transfer-recommendation.ts';
import { withdrawRecommendation } from './withdraw-recommendation.ts';

type Pressed = (world: World, id: RecommendationId) => Promise<Turned>;

/** A form about it, once it is clear that the person may fill it in. */
const begin =
  (
    flow: AnyFlow,
    may: (world: World, id: RecommendationId) => Promise<Told>,
    also: (world: World, told: Told) => AnyDraft = () => ({}),
  ): Pressed =>
  async (world, id) => {
    const told = await may(world, id);
    return { start: flow, draft: { ...aboutOf(told), ...also(world, told) } };
  };

const agree: Pressed = async (world, id) => {
  const told = await decideAbove(world, id, { agreed: true, reason: '' });
  return { say: [{ text: world.reader.say('promise.you-agreed', { number: told.number }) }] };
};

const office = (_: World, { officeName }: Told): AnyDraft => ({ office: officeName });

/** What the buttons of a recommendation lead to, beyond taking up and answering. */
export const recommendationVerbs: Readonly<Record<string, Pressed>> = {
  rg: begin(anyFlow(extendDeadline), extendable, (world, { deadline }) => ({
    deadline: moment(world, world.reader, deadline),
  })),
  rp: begin(anyFlow(pauseRecommendation), pausable, (_, { pausedDays }) => ({
    left: pausedDaysAtMost - pausedDays,
  })),
  rx: begin(anyFlow(transferRecommendation), transferable),
  rq: begin(anyFlow(questionRaiser), questionable),
  rr: begin(anyFlow(replyToQuestion), questionedOfUs, office),
  rw: begin(anyFlow(withdrawRecommendation), withdrawable),
  ro: begin(anyFlow(reopenRecommendation), reopenable),
  rn: begin(anyFlow(refuseAbove), askedOfUs, office),
  ry: agree,
  rl: begin(anyFlow(linkRecommendation), linkable),
  rs: unlink,
};
