import type { Entry, PutOff } from '../../domain/entry.ts';
import type { OfficeId } from '../../domain/identity.ts';
import { escapeMarkup } from '../../domain/markup.ts';
import { dayIn, parse } from '../../domain/time.ts';
import { fullUnitName } from '../../domain/unit.ts';
import { writeShortDate } from '../../domain/write-moment.ts';
import type { Told } from '../../store/recommendation-row.ts';
import type { Act } from '../app.ts';
import type { Reader } from '../messaging/say.ts';

/** Disputed at the top it has gone nowhere; an office is passed over for one of two reasons. */
function lineOf(entry: Entry): string {
  if (entry.what === 'disputed' && entry.data.step === 'remind') return 'disputed-at-top';
  if (entry.what === 'passed-over' && entry.data.why === 'not-live') return 'passed-over-not-live';
  if (entry.what === 'people-told' && !entry.data.told) return 'people-not-told';
  if (entry.what === 'close-put-off') return `close-put-off${whyPutOff(entry.data)}`;
  if (entry.what === 'asked-above') return `asked-above-${entry.data.what}`;
  if (entry.what === 'co-ended') return `co-ended-${entry.data.why}`;
  if (entry.what === 'co-reminded') return 'reminded';
  return entry.what;
}

const whyPutOff = ({ arrivedAt, sentAgain }: PutOff): string =>
  arrivedAt ? '-late' : sentAgain ? '-sent-again' : '';

/** While nobody can be reached it is put off again and again: told once. */
const isToldAgain = (entry: Entry, after: Entry | undefined): boolean =>
  after?.what === 'close-put-off' && lineOf(entry) === 'close-put-off' && lineOf(after) === 'close-put-off';

/** The office an entry speaks of: where it went, or who is asked to decide. */
function officeOf(entry: Entry): OfficeId | undefined {
  if (entry.what === 'asked-above') return entry.data.to;
  return 'office' in entry.data ? entry.data.office : undefined;
}

const wordsIn = (data: object, key: 'text' | 'reason'): string => {
  const said = (data as Readonly<Record<string, unknown>>)[key];
  if (typeof said !== 'string') return '';
  // A reason stands in brackets, in the middle of a line.
  return escapeMarkup(key === 'reason' ? said.replace(/\.+$/, '') : said);
};

/** The moment an entry promises: the end of a pause, or a deadline that has moved. */
function promisedBy(entry: Entry): string | undefined {
  switch (entry.what) {
    case 'paused':
      return entry.data.until;
    case 'extended':
      return entry.data.deadline;
    case 'co-asked':
    case 'co-postponed':
      return entry.data.due;
    case 'calendar-changed':
      return entry.data.deadline ?? entry.data.legal;
    case 'close-put-off':
      return entry.data.stepAt;
    default:
      return undefined;
  }
}

const dayOf = (act: Act, entry: Entry): string => {
  const moment = promisedBy(entry);
  return moment ? writeShortDate(dayIn(act.zone, parse(moment))) : '';
};

function joinedFor({ joiners }: Told, by: Entry['by']): string {
  const unit = joiners.find(({ person }) => person === by)?.unit;
  return unit ? fullUnitName(unit) : '';
}

/** Where it has been, one line a step, for a reader's language. */
export async function historyLines(
  act: Act,
  told: Told,
  all: readonly Entry[],
): Promise<(reader: Reader) => string> {
  const entries = all.filter((entry, at) => !isToldAgain(entry, all[at + 1]));
  const offices = entries.flatMap((entry) => officeOf(entry) ?? []);
  const people = entries.flatMap(({ by }) => (by ? [by] : []));
  const officeNames = await act.store.offices.named(offices);
  const names = new Map((await act.store.people.named(people)).map(({ id, name }) => [id, name]));
  return (reader) => {
    const lines = entries.map((entry) => {
      const office = officeOf(entry);
      return reader.say(`recommendation.history.${lineOf(entry)}`, {
        date: writeShortDate(dayIn(act.zone, entry.at)),
        office: office ? escapeMarkup(officeNames.get(office) ?? '') : '',
        who: escapeMarkup((entry.by && names.get(entry.by)) ?? ''),
        text: wordsIn(entry.data, 'text'),
        reason: wordsIn(entry.data, 'reason'),
        until: dayOf(act, entry),
        closeDays: told.limits.closeDays,
        unit: escapeMarkup(entry.what === 'joined' ? joinedFor(told, entry.by) : ''),
        number: entry.what === 'linked' ? entry.data.number : '',
      });
    });
    return [reader.say('recommendation.history.title'), ...lines.filter((line) => line !== '')].join('\n');
  };
}
