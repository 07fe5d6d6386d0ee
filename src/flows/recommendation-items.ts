import { createHash } from 'node:crypto';
import { type RecommendationKind, recommendationKinds } from '../domain/ladder.ts';
import { escapeMarkup } from '../domain/markup.ts';
import type { Markup } from '../domain/message.ts';
import type { RungOffice } from '../domain/rung.ts';
import { compareText } from '../domain/vietnamese-text.ts';
import type { Told } from '../store/recommendations.ts';
import type { Reader } from '../use-cases/messaging/say.ts';
import { deadlineLine, nextStepLine } from '../use-cases/recommendations/wording.ts';
import { oneOf, text, yesOrNo } from './ask.ts';
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

export const itemQuestions: Questions<Item, World> = {
  kind: oneOf<Item>({
    ask: 'recommendation.ask.kind',
    label: 'recommendation.label.kind',
    choices: async ({ reader }) =>
      recommendationKinds.map((kind) => ({ value: kind, label: reader.say(`recommendation.kind.${kind}`) })),
  }),
  field: oneOf<Item>({
    ask: 'recommendation.ask.field',
    label: 'recommendation.label.field',
    choices: async ({ store, reader }) => [
      ...[...(await store.offices.fields())]
        .sort(compareText)
        .map((field) => ({ value: keyOf(field), label: field })),
      { value: otherField, label: reader.say('recommendation.other-field') },
    ],
  }),
  text: text<Item>({ ask: 'recommendation.ask.text', label: 'recommendation.label.text', atMost: 2000 }),
  aboutOffice: yesOrNo<Item>({
    ask: 'recommendation.ask.aboutOffice',
    label: 'recommendation.label.aboutOffice',
  }),
};

export const raisingOf = ({ kind, field, text: said, aboutOffice }: Required<Item>) => ({
  kind: kind.value as RecommendationKind,
  field: field.value === otherField ? undefined : field.label,
  text: said,
  aboutOffice,
});

export const itemLine = (reader: Reader, item: Required<Item>, number: number): Markup =>
  reader.say(item.aboutOffice ? 'recommendation.item-about-office' : 'recommendation.item', {
    number,
    kind: reader.say(`recommendation.kind.${item.kind.value}`),
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
): Markup =>
  [
    world.reader.say(key, { number: told.number, office: escapeMarkup(told.officeName) }),
    deadlineLine(world, world.reader, told),
    nextStepLine(world, world.reader, told, climb),
  ]
    .filter((line) => line !== '')
    .join('\n');
