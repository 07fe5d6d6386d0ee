import { escapeValues } from '../domain/markup.ts';
import type { Button, Markup } from '../domain/message.ts';
import type { Wording } from '../use-cases/messaging/say.ts';
import type { AnyFlow, Choice, Place, World } from './flow.ts';
import { draftAround, itemsOf, spotAt, spotBefore, spots, valueAt } from './path.ts';

/** A question as it is asked: its text, what can be chosen, and the ways out. */
export type Prompt = {
  readonly text: Markup;
  readonly choices: readonly Choice[];
  readonly exits: readonly Exit[];
};
export type Exit = 'back' | 'cancel';

/** Values of a press that are the engine's own. */
export const exitValues: Readonly<Record<Exit, string>> = { back: '@back', cancel: '@cancel' };
/** What to type for the ways out where there are no buttons. */
export const exitNumbers: Readonly<Record<Exit, string>> = { back: '0', cancel: '00' };

export async function promptFor(flow: AnyFlow, place: Place, world: World): Promise<Prompt> {
  switch (place.at) {
    case '@summary':
      return summaryPrompt(flow, place, world);
    case '@edit':
      return {
        text: world.reader.say('chat.edit-which'),
        choices: editChoices(flow, place, world),
        exits: ['back'],
      };
    case '@cancel':
      return choosing(world, 'chat.cancel-sure', [
        ['discard', 'chat.discard'],
        ['go-on', 'chat.go-on'],
      ]);
    case '@number':
      return { text: world.reader.say('chat.number-which'), choices: place.offered ?? [], exits: [] };
    case '@stale':
      return choosing(
        world,
        'chat.stale',
        [
          ['go-on', 'chat.go-on'],
          ['discard', 'chat.discard'],
        ],
        { title: world.reader.say(flow.title) },
      );
    default:
      return questionPrompt(flow, place, world);
  }
}

const choosing = (
  { reader }: World,
  key: string,
  choices: readonly (readonly [string, string])[],
  values: Readonly<Record<string, string>> = {},
): Prompt => ({
  text: reader.say(key, values),
  choices: choices.map(([value, label]) => ({ value, label: reader.say(label) })),
  exits: [],
});

const summaryPrompt = async (flow: AnyFlow, place: Place, world: World): Promise<Prompt> => ({
  text: (await flow.summary?.(world, place.draft)) ?? '',
  choices: summaryChoices(flow, world),
  exits: ['cancel'],
});

const summaryChoices = (flow: AnyFlow, { reader }: World): readonly Choice[] => [
  { value: 'send', label: reader.say(flow.send ?? 'chat.send') },
  { value: 'edit', label: reader.say('chat.edit') },
  ...Object.entries(flow.beside ?? {}).map(([value, label]) => ({ value, label: reader.say(label) })),
];

/** What can be chosen there: a summary need not be written again for it, which may take a while. */
export const choicesAt = async (flow: AnyFlow, place: Place, world: World): Promise<readonly Choice[]> =>
  place.at === '@summary' ? summaryChoices(flow, world) : (await promptFor(flow, place, world)).choices;

async function questionPrompt(flow: AnyFlow, place: Place, world: World): Promise<Prompt> {
  const { reader } = world;
  const exits: readonly Exit[] = spotBefore(flow, place) ? ['back', 'cancel'] : ['cancel'];
  const spot = spotAt(flow, place.draft, place.at);
  if (!spot) throw new Error(`${flow.name} has no question ${place.at}`);
  if (spot.kind === 'more') {
    const { key, values } = spot.group.more(itemsOf(place.draft, spot.key).length, place.draft);
    return { text: reader.say(key, escapeValues(values)), choices: yesNo(world), exits };
  }
  const draft = draftAround(place.draft, place.at);
  const { key, values } = spot.question.ask(draft, world);
  const aside = spot.question.aside?.(world);
  const lines = [
    reader.say(key, escapeValues(values)),
    await spot.question.lines?.(world, draft),
    aside && reader.say(aside.key, escapeValues(aside.values)),
  ];
  const own = place.offered ?? (await spot.question.choices(world, draft, valueAt(place.draft, place.at)));
  return { text: lines.filter(Boolean).join('\n'), choices: own, exits };
}

const yesNo = ({ reader }: World): readonly Choice[] => [
  { value: 'yes', label: reader.say('chat.yes') },
  { value: 'no', label: reader.say('chat.no') },
];

/** Every answer that can be changed, and every item that can be taken out. */
function editChoices(flow: AnyFlow, place: Place, { reader }: World): readonly Choice[] {
  return spots(flow, place.draft).flatMap((spot): Choice[] => {
    if (spot.kind === 'more') {
      const title = reader.say(spot.group.label);
      const drop = itemsOf(place.draft, spot.key).map((_, at) => ({
        value: `-${spot.key}.${at}`,
        label: reader.say('chat.drop-item', { title, number: at + 1 }),
      }));
      return [...drop, { value: spot.path, label: reader.say('chat.add-item', { title }) }];
    }
    const [, at, field] = spot.path.split('.');
    const label = reader.say(spot.question.label);
    const group = flow.questions[spot.path.split('.')[0] ?? ''];
    return field === undefined || group?.kind !== 'group'
      ? [{ value: spot.path, label }]
      : [{ value: spot.path, label: `${reader.say(group.label)} ${Number(at) + 1}: ${label.toLowerCase()}` }];
  });
}

/** Short labels share a line; a longer one has it to itself. */
function inLines(buttons: readonly Button[]): readonly (readonly Button[])[] {
  const lines: Button[][] = [];
  for (const button of buttons) {
    const last = lines.at(-1);
    const fits = last && last.length < 3 && [...last, button].every(({ label }) => label.length <= 14);
    if (fits) last.push(button);
    else lines.push([button]);
  }
  return lines;
}

/** `ticket` tells this asking from earlier ones of the same question. */
export function worded({ text, choices, exits }: Prompt, ticket: number, { reader }: World): Wording {
  const action = (value: string) => `q:${ticket.toString(36)}:${value}`;
  const buttons = choices.map(({ value, label }, at) => ({
    label,
    action: action(value),
    number: String(at + 1),
  }));
  const out = exits.map((exit) => ({
    label: reader.say(`chat.${exit}`),
    action: action(exitValues[exit]),
    number: exitNumbers[exit],
  }));
  return { text, buttons: [...inLines(buttons), ...(out.length > 0 ? [out] : [])] };
}
