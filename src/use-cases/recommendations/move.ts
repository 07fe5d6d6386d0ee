import type { Entry } from '../../domain/entry.ts';
import type { PersonId } from '../../domain/identity.ts';
import { escapeMarkup } from '../../domain/markup.ts';
import type { Scene } from '../../domain/promise/clock.ts';
import { originsOf } from '../../domain/recommendation.ts';
import type { Told } from '../../store/recommendation-row.ts';
import type { Act } from '../app.ts';
import { append } from './append.ts';
import { historyLines } from './history-lines.ts';
import { inDigest } from './in-digest.ts';
import { tellOffice, tellRaiser } from './tell.ts';
import { card, facts, nextStepLine, officeButtons, viewButton } from './wording.ts';

/** Why it goes to another office. `by`: who made it go, and sees it in the answer to the press. */
export type Moving = {
  readonly why: 'overdue' | 'disputed' | 'transferred' | 'reopened';
  readonly by?: PersonId;
  readonly reason?: string;
};

/** Responsibility goes to another office, with the whole history: it, the old office and who raised it are told. */
export async function move(
  act: Act,
  before: Told,
  entries: readonly Entry[],
  scene: Scene,
  moving: Moving,
): Promise<Told> {
  const told = await append(act, before, entries);
  await tellArrival(act, before, told, scene, moving);
  await tellWhoLetGo(act, before, told, moving);
  if (moving.why === 'overdue' || moving.why === 'transferred')
    await tellRaiserOfMove(act, before, told, scene, moving);
  return told;
}

/** Of what is moved for want of time many come at once. */
const isMany = ({ why }: Moving): boolean => why === 'overdue';

async function tellArrival(
  act: Act,
  before: Told,
  told: Told,
  { climb }: Scene,
  moving: Moving,
): Promise<void> {
  const history = await historyLines(act, told, await act.store.recommendations.history(told.id));
  const raisedIt = isToldOrigins(told, moving) ? originsOf(told) : [];
  await tellOffice(act, told, told.office, told.events, {
    about: 'arrived',
    except: [...raisedIt, ...(moving.by ? [moving.by] : [])],
    word: (reader) => ({
      text: [
        reader.say(`recommendation.arrived-${moving.why}`, {
          ...facts(act, reader, told),
          from: escapeMarkup(before.officeName),
          reason: escapeMarkup(moving.reason ?? ''),
        }),
        card(act, reader, told, climb),
        history(reader),
      ].join('\n'),
      buttons: officeButtons(reader, told),
      ...(isMany(moving) && {
        digest: inDigest(act, reader, told, 'arrived', { from: before.officeName, climb }),
      }),
    }),
  });
}

/** They learn of it as those who raised it: what one of several disputes or opens again is told to the others. */
const isToldOrigins = ({ joined }: Told, { why }: Moving): boolean =>
  why === 'overdue' || why === 'transferred' || joined.length > 0;

const takenAway = {
  overdue: 'recommendation.taken-away',
  disputed: 'recommendation.taken-away-disputed',
  reopened: 'recommendation.taken-away-disputed',
  transferred: 'recommendation.taken-away-transferred',
} as const;

async function tellWhoLetGo(act: Act, before: Told, told: Told, moving: Moving): Promise<void> {
  if (before.office === told.office) return;
  await tellOffice(act, told, before.office, told.events, {
    about: 'taken-away',
    except: [...originsOf(told), ...(moving.by ? [moving.by] : [])],
    word: (reader) => ({
      text: [
        reader.say(takenAway[moving.why], {
          ...facts(act, reader, told),
          from: escapeMarkup(before.officeName),
        }),
        ...(before.linkedTo ? [reader.say('twin.left-its-main')] : []),
        ...(before.isMain ? [reader.say('twin.left-its-linked')] : []),
      ].join('\n'),
      buttons: viewButton(reader, told),
      ...(isMany(moving) && { digest: inDigest(act, reader, told, 'taken-away') }),
    }),
  });
}

async function tellRaiserOfMove(
  act: Act,
  before: Told,
  told: Told,
  { climb }: Scene,
  moving: Moving,
): Promise<void> {
  const key = moving.why === 'overdue' ? 'recommendation.moved' : 'recommendation.transferred';
  await tellRaiser(act, told, told.events, {
    about: 'raiser',
    word: (reader) => ({
      text: [
        reader.say(key, {
          ...facts(act, reader, told),
          from: escapeMarkup(before.officeName),
          reason: escapeMarkup(moving.reason ?? ''),
        }),
        nextStepLine(act, reader, told, climb),
      ].join('\n'),
      buttons: viewButton(reader, told),
      ...(isMany(moving) && { digest: inDigest(act, reader, told, 'moved', { from: before.officeName }) }),
    }),
  });
}
