import type { RecommendationId } from '../../domain/identity.ts';
import { escapeMarkup } from '../../domain/markup.ts';
import { type Markup, priority } from '../../domain/message.ts';
import { awaits, closesAt, escalatesAt, isOpen, isOverdue, nextDigest } from '../../domain/recommendation.ts';
import { type RungOffice, rungAfter } from '../../domain/rung.ts';
import { dayIn, earlier } from '../../domain/time.ts';
import type { Told } from '../../store/recommendations.ts';
import type { Act } from '../app.ts';
import { type Reader, say } from '../messaging/say.ts';
import { append } from './append.ts';
import { climbFrom } from './climb.ts';
import { inDigest } from './in-digest.ts';
import { moveUp } from './move-up.ts';
import { onceFor, speakersFor, tellOffice, tellRaiser } from './tell.ts';
import { card, facts, nextStepLine, officeButtons, viewButton } from './wording.ts';

/** Takes the step that is due, if it still is; done twice or late it changes nothing more. */
export async function takeStep(act: Act, id: RecommendationId): Promise<void> {
  const told = await act.store.recommendations.byId(id);
  if (!told?.nextStepAt || earlier(act.now, told.nextStepAt)) return;
  const climb = await climbFrom(act, told.unitId, told.field);
  switch (told.nextStep) {
    case 'warn':
      return warn(act, told, climb);
    case 'escalate':
      return escalate(act, told, climb);
    case 'remind':
      return remind(act, told, climb);
    case 'close':
      return close(act, told);
  }
}

/** Before the deadline. Where an outage has carried us past the escalation, the warning is moot: entered, not sent. */
async function warn(act: Act, before: Told, climb: readonly RungOffice[]): Promise<void> {
  if (!before.deadline || !isOpen(before)) return;
  const at = escalatesAt(before.deadline, before.limits, act.calendar());
  const moot = !earlier(act.now, at);
  const data = { step: 'escalate', stepAt: at.toString() } as const;
  const told = await append(act, before, [
    { what: moot ? 'warning-moot' : 'warned', at: act.now, by: undefined, data },
  ]);
  if (moot) return;
  await tellOffice(act, told, told.office, told.events, {
    about: 'warning',
    word: (reader) => ({
      text: [
        reader.say(
          `recommendation.warning.${awaits(told) === 'answer' ? 'taken-up' : 'open'}`,
          facts(act, reader, told),
        ),
        nextStepLine(act, reader, told, climb),
      ].join('\n'),
      buttons: officeButtons(reader, told),
      digest: inDigest(act, reader, told, 'warning', { climb }),
    }),
  });
}

async function escalate(act: Act, before: Told, climb: readonly RungOffice[]): Promise<void> {
  const landing = rungAfter(climb, before.office);
  if (landing) await moveUp(act, before, landing, climb, { what: 'moved' });
  else await turnRed(act, before, climb);
}

/** It can go no higher: it stays here, red, and is named every working morning until it is answered. */
async function turnRed(act: Act, before: Told, climb: readonly RungOffice[]): Promise<void> {
  const data = nextDigest(act.now, act.calendar());
  const told = await append(act, before, [{ what: 'overdue-at-top', at: act.now, by: undefined, data }]);
  await tellOffice(act, told, told.office, told.events, {
    about: 'red',
    priority: priority.urgent,
    except: [told.raisedBy],
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

/** One digest a working day names all that are red at the office. Where the bot has come into use above it, it moves up. */
async function remind(act: Act, before: Told, climb: readonly RungOffice[]): Promise<void> {
  const known = climb.some(({ id }) => id === before.office);
  const landing = known && isOverdue(before, act.now) ? rungAfter(climb, before.office) : undefined;
  if (landing) {
    await moveUp(act, before, landing, climb, { what: 'moved' });
    return;
  }
  const data = nextDigest(act.now, act.calendar());
  await append(act, before, [{ what: 'reminded', at: act.now, by: undefined, data }]);
  const red = await act.store.recommendations.redAt(before.office);
  const day = dayIn(act.zone, act.now);
  const staff = await act.store.people.staff(before.office, new Date(`${day.toString()}T00:00:00Z`));
  await say(act, {
    to: staff.map(({ id }) => id),
    once: `digest:${before.office}:${day.toString()}`,
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

/** Ten working days of silence after the answer arrived close it; an answer that never arrived is waited for. */
async function close(act: Act, before: Told): Promise<void> {
  const key = onceFor(before, await answerEntry(act, before), 'answer');
  const speakers = await speakersFor(act, before);
  if (!(await act.store.outbox.arrived(speakers.map((id) => `${key}:person:${id}`)))) {
    const stepAt = closesAt(act.now, before.limits, act.calendar()).toString();
    await append(act, before, [
      { what: 'reminded', at: act.now, by: undefined, data: { step: 'close', stepAt } },
    ]);
    return;
  }
  const told = await append(act, before, [
    { what: 'closed-by-silence', at: act.now, by: undefined, data: {} },
  ]);
  await tellRaiser(act, told, told.events, {
    about: 'raiser',
    word: (reader) => ({
      text: reader.say('recommendation.closed-by-silence', facts(act, reader, told)),
      buttons: viewButton(reader, told),
      digest: inDigest(act, reader, told, 'closed-by-silence'),
    }),
  });
}

/** How long the history was once the answer was in it: what its message was keyed by. */
async function answerEntry(act: Act, { id }: Told): Promise<number> {
  const entries = await act.store.recommendations.history(id);
  return entries.findLastIndex(({ what }) => what === 'answered') + 1;
}
