import type { PersonId } from '../../domain/identity.ts';
import { escapeMarkup } from '../../domain/markup.ts';
import type { Entry } from '../../domain/recommendation.ts';
import type { Landing, RungOffice } from '../../domain/rung.ts';
import { dayIn } from '../../domain/time.ts';
import { writeShortDate } from '../../domain/write-moment.ts';
import type { Told } from '../../store/recommendations.ts';
import type { Act } from '../app.ts';
import type { Reader } from '../messaging/say.ts';
import { append } from './append.ts';
import { inDigest } from './in-digest.ts';
import { landingMove, passedOver } from './raise-recommendation.ts';
import { tellOffice, tellRaiser } from './tell.ts';
import { card, facts, nextStepLine, officeButtons, viewButton } from './wording.ts';

export type Why =
  | { readonly what: 'moved' }
  | { readonly what: 'disputed'; readonly by: PersonId; readonly reason: string };

/** Responsibility goes to another office, with the whole history: it, the old office and who raised it are told. */
export async function moveUp(
  act: Act,
  before: Told,
  landing: Landing,
  climb: readonly RungOffice[],
  why: Why,
): Promise<Told> {
  const move = landingMove(act, before.limits, landing, climb);
  const disputed = why.what === 'disputed';
  const data = disputed ? { ...move, reason: why.reason } : move;
  const by = disputed ? why.by : undefined;
  const told = await append(act, before, [
    ...passedOver(act, landing),
    { what: why.what, at: act.now, by, data },
  ]);
  const history = await historyLines(act, told);
  await tellOffice(act, told, told.office, told.events, {
    about: 'arrived',
    except: disputed ? [] : [told.raisedBy],
    word: (reader) => ({
      text: [
        reader.say(disputed ? 'recommendation.arrived-disputed' : 'recommendation.arrived-overdue', {
          ...facts(act, reader, told),
          from: escapeMarkup(before.officeName),
          reason: disputed ? escapeMarkup(why.reason) : '',
        }),
        card(act, reader, told, climb),
        history(reader),
      ].join('\n'),
      buttons: officeButtons(reader, told),
      ...(!disputed && {
        digest: inDigest(act, reader, told, 'arrived', { from: before.officeName, climb }),
      }),
    }),
  });
  await tellWhoLetGo(act, before, told, disputed);
  if (!disputed) await tellRaiserOfMove(act, before, told, climb);
  return told;
}

async function tellWhoLetGo(act: Act, before: Told, told: Told, disputed: boolean): Promise<void> {
  if (before.office === told.office) return;
  const key = disputed ? 'recommendation.taken-away-disputed' : 'recommendation.taken-away';
  await tellOffice(act, told, before.office, told.events, {
    about: 'taken-away',
    except: [told.raisedBy],
    word: (reader) => ({
      text: reader.say(key, { ...facts(act, reader, told), from: escapeMarkup(before.officeName) }),
      buttons: viewButton(reader, told),
      ...(!disputed && { digest: inDigest(act, reader, told, 'taken-away') }),
    }),
  });
}

async function tellRaiserOfMove(
  act: Act,
  before: Told,
  told: Told,
  climb: readonly RungOffice[],
): Promise<void> {
  await tellRaiser(act, told, told.events, {
    about: 'raiser',
    word: (reader) => ({
      text: [
        reader.say('recommendation.moved', {
          ...facts(act, reader, told),
          from: escapeMarkup(before.officeName),
        }),
        nextStepLine(act, reader, told, climb),
      ].join('\n'),
      buttons: viewButton(reader, told),
      digest: inDigest(act, reader, told, 'moved', { from: before.officeName }),
    }),
  });
}

/** Disputed at the top it has gone nowhere; an office is passed over for one of two reasons. */
function lineOf(entry: Entry): string {
  if (entry.what === 'disputed' && entry.data.step === 'remind') return 'disputed-at-top';
  if (entry.what === 'passed-over' && entry.data.why === 'not-live') return 'passed-over-not-live';
  return entry.what;
}

/** Where it has been, one line a step, for a reader's language. */
export async function historyLines(act: Act, told: Told): Promise<(reader: Reader) => string> {
  const entries = await act.store.recommendations.history(told.id);
  const offices = entries.flatMap(({ data }) => ('office' in data ? [data.office] : []));
  const people = entries.flatMap(({ by }) => (by ? [by] : []));
  const officeNames = await act.store.offices.named(offices);
  const names = new Map((await act.store.people.named(people)).map(({ id, name }) => [id, name]));
  return (reader) => {
    const lines = entries.map((entry) =>
      reader.say(`recommendation.history.${lineOf(entry)}`, {
        date: writeShortDate(dayIn(act.zone, entry.at)),
        office: 'office' in entry.data ? escapeMarkup(officeNames.get(entry.data.office) ?? '') : '',
        who: escapeMarkup((entry.by && names.get(entry.by)) ?? ''),
        text: 'text' in entry.data ? escapeMarkup(entry.data.text) : '',
        reason: 'reason' in entry.data ? escapeMarkup(entry.data.reason ?? '') : '',
      }),
    );
    return [reader.say('recommendation.history.title'), ...lines.filter((line) => line !== '')].join('\n');
  };
}
