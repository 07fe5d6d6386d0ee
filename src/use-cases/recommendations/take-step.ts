import type { Entry } from '../../domain/history.ts';
import type { PersonId, RecommendationId } from '../../domain/identity.ts';
import type { Warned } from '../../domain/ladder.ts';
import { escapeMarkup } from '../../domain/markup.ts';
import { type Markup, priority } from '../../domain/message.ts';
import { rungOf, type Scene, warnedNow } from '../../domain/promise/clock.ts';
import { isDue, stepDue } from '../../domain/promise/step.ts';
import { awaits, originsOf } from '../../domain/recommendation.ts';
import { dateOfDay, dayIn } from '../../domain/time.ts';
import type { Told } from '../../store/recommendations.ts';
import type { Act } from '../app.ts';
import { type Reader, say } from '../messaging/say.ts';
import { append } from './append.ts';
import { sceneOf } from './climb.ts';
import { inDigest } from './in-digest.ts';
import { move } from './move.ts';
import { onceFor, speakersFor, tellOffice, tellRaiser } from './tell.ts';
import { card, facts, nextStepLine, officeButtons, viewButton } from './wording.ts';

/** Takes the step that is due, if it still is; done twice or late it changes nothing more. */
export async function takeStep(act: Act, id: RecommendationId): Promise<void> {
  const told = await act.store.recommendations.byId(id);
  if (!told || !isDue(told, act)) return;
  const scene = await sceneOf(act, told);
  const arrived = told.nextStep === 'close' && (await answerArrived(act, told));
  const entries = stepDue(told, scene, arrived);
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
  if (last.what === 'reminded' && told.nextStep === 'remind') await remind(act, told);
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

/** One digest a working day names all that are red at the office. */
async function remind(act: Act, told: Told): Promise<void> {
  const day = dayIn(act.zone, act.now);
  const red = await act.store.recommendations.redAt(told.office);
  const staff = await act.store.people.staff(told.office, dateOfDay(day));
  await say(act, {
    to: staff.map(({ id }): PersonId => id),
    once: `digest:${told.office}:${day.toString()}`,
    priority: priority.notice,
    mayWait: true,
    word: (reader) => ({
      text: [
        reader.say('recommendation.digest', { count: red.length }),
        ...red.slice(0, 30).map((one) => digestLine(act, reader, one)),
      ].join('\n'),
      buttons: [[{ label: reader.say('command.viec'), action: 'c:viec' }]],
    }),
  });
}

function digestLine(act: Act, reader: Reader, told: Told): Markup {
  const line = reader.say('recommendation.digest-line', facts(act, reader, told));
  if (told.handlerName === undefined) return line;
  return `${line} ${reader.say('recommendation.digest-handler', { handler: escapeMarkup(told.handlerName) })}`;
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

/** Whoever speaks for the raiser has the last answer. */
async function answerArrived(act: Act, told: Told): Promise<boolean> {
  const key = onceFor(told, await answerEntry(act, told), 'answer');
  const speakers = await speakersFor(act, told);
  return act.store.outbox.arrived(speakers.map((id) => `${key}:person:${id}`));
}

/** How long the history was once the answer was in it: what its message was keyed by. */
async function answerEntry(act: Act, { id }: Told): Promise<number> {
  const entries = await act.store.recommendations.history(id);
  return entries.findLastIndex(({ what }) => what === 'answered') + 1;
}
