import type { Entry } from '../domain/entry.ts';
import type { RecommendationId } from '../domain/identity.ts';
import type { LetterKind } from '../domain/letter.ts';
import { abbreviationOf } from '../domain/letter-form.ts';
import type { Button } from '../domain/message.ts';
import type { Told } from '../store/recommendation-row.ts';
import { letterButton, letterKinds, openLetter } from '../use-cases/letters/open-letter.ts';
import { aboutOf } from './about-recommendation.ts';
import type { Turned } from './converse.ts';
import { anyFlow, type World } from './flow.ts';
import { letterSaid, writeLetter } from './write-letter.ts';

type Pressed = (world: World, id: string, more: string) => Promise<Turned>;

/** A letter that bears its number comes again as it is; else, or to be corrected, its number is asked. */
const letter =
  (kind: LetterKind): Pressed =>
  async (world, id, more) => {
    const { told, issuer, form, kept } = await openLetter(world, id as RecommendationId, kind);
    if (kept?.number && more !== 'n') return { say: [letterSaid(world, told, kept)] };
    const sign = abbreviationOf(issuer);
    const draft = { ...aboutOf(told), kind, form, sign, corrects: kept?.number !== undefined };
    return { start: anyFlow(writeLetter), draft };
  };

export const letterVerbs: Readonly<Record<string, Pressed>> = {
  la: letter('answer'),
  lf: letter('forwarding'),
};

/** On the card of a recommendation that an office of the person's has answered or passed on. */
export const letterButtons = (
  world: World,
  told: Told,
  history: readonly Entry[],
): readonly (readonly Button[])[] =>
  letterKinds(world, told, history).map((kind) => [letterButton(world.reader, told, kind)]);
