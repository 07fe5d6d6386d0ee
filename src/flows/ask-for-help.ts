import { Temporal } from 'temporal-polyfill';
import type { OfficeId } from '../domain/identity.ts';
import { escapeMarkup } from '../domain/markup.ts';
import { fold } from '../domain/vietnamese-text.ts';
import { askForHelp as askOffice } from '../use-cases/recommendations/help/ask-for-help.ts';
import { helpersOf } from '../use-cases/recommendations/help/open-help.ts';
import { moment } from '../use-cases/recommendations/wording.ts';
import { type About, idOf, words } from './about-recommendation.ts';
import { given, oneOf } from './ask.ts';
import { offeredAtMost } from './ask-unit.ts';
import type { Choice, Flow, World } from './flow.ts';
import { helpDue } from './help-due.ts';

type Draft = About & {
  /** Of the lead office, in words. */
  readonly deadline?: string;
  readonly office?: Choice;
  readonly text?: string;
  readonly due?: string;
};

/** Every office that can be asked; those of which somebody can be told first. */
async function officesFor(world: World, { recommendation }: About) {
  if (!recommendation) return [];
  const told = await world.store.recommendations.byId(idOf({ recommendation }));
  const offices = told ? await helpersOf(world, told) : [];
  return [...offices].sort((a, b) => Number(b.reachable) - Number(a.reachable));
}

const choicesFor = async (world: World, draft: About): Promise<readonly Choice[]> =>
  (await officesFor(world, draft)).map(({ id, name }) => ({ value: id, label: name }));

/** Mời phối hợp: which office, what is asked of it, by when. */
export const askForHelp: Flow<Draft> = {
  name: 'ask-for-help',
  version: 1,
  title: 'help.flow.ask',
  questions: {
    recommendation: given,
    deadline: given,
    office: oneOf<Draft>({
      ask: ({ recommendation }) => ({
        key: 'help.ask.office',
        values: { number: recommendation?.label ?? '' },
      }),
      label: 'help.label.office',
      choices: async (world, draft) => (await choicesFor(world, draft)).slice(0, offeredAtMost),
      find: async (typed, world, draft) =>
        (await choicesFor(world, draft)).filter(({ label }) => fold(label).includes(fold(typed))),
      name: async (value, { store }) => (await store.offices.byId(value as OfficeId))?.name,
      notFound: 'help.not-found',
      several: 'promise.several-offices',
    }),
    text: words<Draft>('help.ask.text', 'help.label.text'),
    due: helpDue(),
  },
  async summary(world, draft) {
    const { reader } = world;
    const helper = escapeMarkup(draft.office.label);
    const lines = reader.say('help.summary.ask', {
      number: draft.recommendation.label,
      helper,
      text: escapeMarkup(draft.text),
      due: moment(world, reader, Temporal.Instant.from(draft.due)),
    });
    const target = (await officesFor(world, draft)).find(({ id }) => id === draft.office.value);
    return target?.reachable === false
      ? `${lines}\n${reader.say('help.summary.unreached', { helper })}`
      : lines;
  },
  async finish(world, draft) {
    const { reader } = world;
    const due = Temporal.Instant.from(draft.due);
    const office = draft.office.value as OfficeId;
    const { told, target } = await askOffice(world, idOf(draft), { office, text: draft.text, due });
    const values = {
      number: told.number,
      helper: escapeMarkup(target.name),
      due: moment(world, reader, due),
      deadline: moment(world, reader, told.deadline),
    };
    const lines = [
      reader.say('help.you-asked', values),
      ...(target.reachable ? [] : [reader.say('help.you-asked-unreached', values)]),
    ];
    return [{ text: lines.join('\n') }];
  },
};
