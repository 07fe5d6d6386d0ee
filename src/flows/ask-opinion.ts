import type { UnitId } from '../domain/identity.ts';
import { escapeMarkup } from '../domain/markup.ts';
import { seatsThatCall } from '../domain/permission.ts';
import { Refusal } from '../domain/refusal.ts';
import { askOpinion as ask } from '../use-cases/recommendations/ask-opinion.ts';
import { oneOf, text } from './ask.ts';
import { choiceOf, offeredAtMost } from './ask-unit.ts';
import { complaintIn } from './ask-whether-complaint.ts';
import type { Choice, Flow, World } from './flow.ts';
import { sentLines } from './recommendation-items.ts';

type Draft = { readonly unit?: Choice; readonly text?: string };

/** The units whose offices the person works for; a province's has nobody who follows it. */
export const askingUnits = ({ actor }: Pick<World, 'actor'>): readonly Choice[] =>
  seatsThatCall(actor)
    .filter(({ unit }) => unit.rank > 0)
    .slice(0, offeredAtMost)
    .map(({ unit }) => choiceOf(unit));

/** Xin ý kiến: a unit's office asks whoever follows it. */
export const askOpinion: Flow<Draft> = {
  name: 'ask-opinion',
  version: 1,
  title: 'promise.title.opinion',
  questions: {
    unit: oneOf<Draft>({
      ask: 'promise.ask.office',
      label: 'visit.label.unit',
      choices: async (world) => askingUnits(world),
    }),
    text: complaintIn(
      text<Draft>({ ask: 'promise.ask.opinion', label: 'promise.label.text', atMost: 2000 }),
      'complaint.is-none-other',
    ),
  },
  summary: async ({ reader }, { unit, text: said }) =>
    reader.say('promise.summary.opinion', { unit: escapeMarkup(unit.label), text: escapeMarkup(said) }),
  async finish(world, draft) {
    const unit = await world.store.units.byId(draft.unit.value as UnitId);
    if (!unit) throw new Refusal('promise.opinion.not-yours');
    const { told, climb } = await ask(world, unit, draft.text);
    const handler = told.handlerName;
    const key = handler === undefined ? 'promise.opinion.sent-to-office' : 'promise.opinion.sent';
    return [{ text: sentLines(world, told, climb, key, { handler: escapeMarkup(handler ?? '') }) }];
  },
};
