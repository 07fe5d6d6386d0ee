import { createHash } from 'node:crypto';
import { type RecommendationKind, recommendationKinds, type Urgency } from '../domain/ladder.ts';
import { likelyFields } from '../domain/likely-fields.ts';
import { escapeMarkup } from '../domain/markup.ts';
import type { Markup } from '../domain/message.ts';
import type { AskedAbove } from '../domain/recommendation.ts';
import type { RungOffice } from '../domain/rung.ts';
import { compareText } from '../domain/vietnamese-text.ts';
import type { Told } from '../store/recommendation-row.ts';
import type { Values } from '../use-cases/app.ts';
import type { Reader, Wording } from '../use-cases/messaging/say.ts';
import { deadlineLine, kindWords, nextStepLine } from '../use-cases/recommendations/wording.ts';
import { oneOf, text, yesOrNo } from './ask.ts';
import { complaintIn } from './ask-whether-complaint.ts';
import type { Choice, Questions, World } from './flow.ts';

/** A recommendation as it is being written. */
export type Item = {
  readonly kind?: Choice;
  readonly field?: Choice;
  readonly text?: string;
  readonly aboutOffice?: boolean;
};

/** A field nobody is competent for: the unit's own office takes it. */
const otherField = '-';

/** Short whatever the field is called: it rides in a button. The same at every start, so that old buttons keep their sense. */
const keyOf = (field: string): string => createHash('sha256').update(field).digest('base64url').slice(0, 16);

/** What a follower raises; behind it what is urgent, where there is a ladder for that. An opinion is asked for otherwise. */
const plainKinds = recommendationKinds.filter((kind) => kind !== 'opinion');

async function kindChoices({ reader, store }: World): Promise<readonly Choice[]> {
  const ladders = await store.ladders.all();
  const urgent = plainKinds.filter((kind) =>
    ladders.some((ladder) => ladder.kind === kind && ladder.urgency === 'urgent'),
  );
  const choice = (kind: RecommendationKind, urgency: Urgency): Choice => ({
    value: urgency === 'urgent' ? `${kind}:${urgency}` : kind,
    label: kindWords(reader, { kind, urgency }),
  });
  return [
    ...plainKinds.map((kind) => choice(kind, 'normal')),
    ...urgent.map((kind) => choice(kind, 'urgent')),
  ];
}

/** Those that the text seems to be about come first. */
async function fieldChoices(
  { store, reader }: World,
  { text: written = '' }: Item,
): Promise<readonly Choice[]> {
  const fields = [...(await store.offices.fields())].sort(compareText);
  const all = new Set([...likelyFields(written, fields), ...fields]);
  return [
    ...[...all].map((field) => ({ value: keyOf(field), label: field })),
    { value: otherField, label: reader.say('recommendation.other-field') },
  ];
}

async function likelyLine({ store, reader }: World, { text: written = '' }: Item): Promise<Markup> {
  const [first, second] = likelyFields(written, await store.offices.fields()).map(escapeMarkup);
  if (!first) return '';
  return second
    ? reader.say('recommendation.likely-fields', { first, second })
    : reader.say('recommendation.likely-field', { first });
}

const kindOf = ({ value }: Choice): { kind: RecommendationKind; urgency: Urgency } => {
  const [kind, urgency] = value.split(':');
  return { kind: kind as RecommendationKind, urgency: urgency === 'urgent' ? urgency : 'normal' };
};

export const itemQuestions: Questions<Item, World> = {
  kind: oneOf<Item>({
    ask: 'recommendation.ask.kind',
    label: 'recommendation.label.kind',
    choices: kindChoices,
  }),
  text: complaintIn(
    text<Item>({ ask: 'recommendation.ask.text', label: 'recommendation.label.text', atMost: 2000 }),
  ),
  field: {
    ...oneOf<Item>({
      ask: 'recommendation.ask.field',
      label: 'recommendation.label.field',
      choices: fieldChoices,
    }),
    lines: likelyLine,
  },
  aboutOffice: yesOrNo<Item>({
    ask: 'recommendation.ask.aboutOffice',
    label: 'recommendation.label.aboutOffice',
  }),
};

export const raisingOf = ({ kind, field, text: said, aboutOffice }: Required<Item>) => ({
  ...kindOf(kind),
  field: field.value === otherField ? undefined : field.label,
  text: said,
  aboutOffice,
});

export const itemLine = (reader: Reader, item: Required<Item>, number: number): Markup =>
  reader.say(item.aboutOffice ? 'recommendation.item-about-office' : 'recommendation.item', {
    number,
    kind: kindWords(reader, kindOf(item.kind)),
    field:
      item.field.value === otherField
        ? reader.say('recommendation.other-field')
        : escapeMarkup(item.field.label),
    text: escapeMarkup(item.text),
  });

/** Where it went and what happens next, for who raised it. */
export const sentLines = (
  world: World,
  told: Told,
  climb: readonly RungOffice[],
  key = 'recommendation.sent',
  values: Values = {},
): Markup =>
  [
    world.reader.say(key, { number: told.number, office: escapeMarkup(told.officeName), ...values }),
    deadlineLine(world, world.reader, told),
    nextStepLine(world, world.reader, told, climb),
  ]
    .filter((line) => line !== '')
    .join('\n');

/** It was not done: the level above decides. */
export async function askedAbove({ reader, store }: World, told: Told, { to }: AskedAbove): Promise<Wording> {
  const above = (await store.offices.named([to])).get(to) ?? '';
  return { text: reader.say('promise.you-asked-above', { number: told.number, above: escapeMarkup(above) }) };
}
