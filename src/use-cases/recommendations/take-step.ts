import type { Entry } from '../../domain/entry.ts';
import type { RecommendationId } from '../../domain/identity.ts';
import type { Warned } from '../../domain/ladder.ts';
import { priority } from '../../domain/message.ts';
import { rungOf, type Scene, warnedNow } from '../../domain/promise/clock.ts';
import type { AnswerDelivery } from '../../domain/promise/silence.ts';
import { isDue, stepDue } from '../../domain/promise/step.ts';
import { awaits, originsOf } from '../../domain/recommendation.ts';
import type { Told } from '../../store/recommendation-row.ts';
import type { Act } from '../app.ts';
import { append } from './append.ts';
import { answerDelivery, askAgainOfAnswer } from './ask-of-answer.ts';
import { sceneOf } from './climb.ts';
import { dailyDigest } from './daily-digest.ts';
import { inDigest } from './in-digest.ts';
import { move } from './move.ts';
import { tellOffice, tellRaiser } from './tell.ts';
import { card, facts, nextStepLine, officeButtons, viewButton } from './wording.ts';

const noAnswer: AnswerDelivery = { arrivedAt: undefined, maySendAgain: false };

/** Takes the step that is due, if it still is; done twice or late it changes nothing more. */
export async function takeStep(act: Act, id: RecommendationId): Promise<void> {
  const told = await act.store.recommendations.byId(id);
  if (!told || !isDue(told, act)) return;
  const scene = await sceneOf(act, told);
  const answer = told.nextStep === 'close' ? await answerDelivery(act, told) : noAnswer;
  const entries = stepDue(told, scene, answer);
  const last = entries.at(-1);
  if (last) await taken(act, told, entries, last, scene);
}

/** Enters the step, and tells whom it concerns. */
async function taken(
  act: Act,
  before: Told,
  entries: readonly Entry[],
  last: Entry,
  scene: Scene,
): Promise<void> {
  if (last.what === 'moved') {
    await move(act, before, entries, scene, { why: 'overdue' });
    return;
  }
  const told = await append(act, before, entries);
  if (last.what === 'warned') await warn(act, before, told, scene);
  if (last.what === 'resumed') await tellOfResuming(act, told, scene);
  if (last.what === 'overdue-at-top') await turnRed(act, told, scene);
  if (last.what === 'reminded' && told.nextStep === 'remind') await dailyDigest(act, told.office);
  if (last.what === 'close-put-off' && last.data.sentAgain) await askAgainOfAnswer(act, told);
  if (last.what === 'closed-by-silence') await tellOfClosing(act, told);
}

async function warn(act: Act, before: Told, told: Told, scene: Scene): Promise<void> {
  if (!before.deadline || !before.nextStepAt) return;
  const rung = rungOf(before, scene.climb);
  const whom = warnedNow({ deadline: before.deadline }, rung, before.nextStepAt, scene);
  await tellOffice(act, told, told.office, told.events, {
    about: 'warning',
    only: whom,
    word: (reader) => ({
      text: [
        reader.say(
          `recommendation.warning.${awaits(told) === 'answer' ? 'taken-up' : 'open'}`,
          facts(act, reader, told),
        ),
        nextStepLine(act, reader, told, scene.climb),
      ].join('\n'),
      buttons: officeButtons(reader, told),
      digest: inDigest(act, reader, told, 'warning', { climb: scene.climb }),
    }),
  });
}

/** The pause is over: the office has its time again. */
async function tellOfResuming(act: Act, told: Told, { climb }: Scene): Promise<void> {
  const whom: readonly Warned[] = ['handler'];
  await tellOffice(act, told, told.office, told.events, {
    about: 'resumed',
    only: whom,
    word: (reader) => ({
      text: `${reader.say('promise.resumed')}\n${card(act, reader, told, climb)}`,
      buttons: officeButtons(reader, told),
    }),
  });
}

/** It can go no higher: it stays here, red, and is named every working morning until it is answered. */
async function turnRed(act: Act, told: Told, { climb }: Scene): Promise<void> {
  await tellOffice(act, told, told.office, told.events, {
    about: 'red',
    priority: priority.urgent,
    except: originsOf(told),
    word: (reader) => ({
      text: `${reader.say('recommendation.red', facts(act, reader, told))}\n${card(act, reader, told, climb)}`,
      buttons: officeButtons(reader, told),
      digest: inDigest(act, reader, told, 'red'),
    }),
  });
  await tellRaiser(act, told, told.events, {
    about: 'raiser',
    word: (reader) => ({
      text: reader.say('recommendation.red-to-raiser', facts(act, reader, told)),
      buttons: viewButton(reader, told),
      digest: inDigest(act, reader, told, 'red-to-raiser'),
    }),
  });
}

async function tellOfClosing(act: Act, told: Told): Promise<void> {
  await tellRaiser(act, told, told.events, {
    about: 'raiser',
    word: (reader) => ({
      text: reader.say('recommendation.closed-by-silence', facts(act, reader, told)),
      buttons: viewButton(reader, told),
      digest: inDigest(act, reader, told, 'closed-by-silence'),
    }),
  });
}
