import { Temporal } from 'temporal-polyfill';
import type { OfficeId, PersonId, UnitId } from '../../../domain/identity.ts';
import { escapeMarkup } from '../../../domain/markup.ts';
import { type Button, priority } from '../../../domain/message.ts';
import { originsOf } from '../../../domain/recommendation.ts';
import type { Organisation, Reorganised } from '../../../domain/reorganisation/organisation.ts';
import type { ReorganisationPlan } from '../../../domain/reorganisation/plan.ts';
import { unitName } from '../../../domain/unit.ts';
import { writeDate } from '../../../domain/write-moment.ts';
import type { Act } from '../../app.ts';
import { type Reader, say } from '../../messaging/say.ts';
import type { MovedRecommendation } from './move-recommendations.ts';

type Line = (reader: Reader) => string;
type Lines = Map<PersonId, Line[]>;

export type ToTell = {
  readonly id: string;
  readonly plan: ReorganisationPlan;
  readonly before: Organisation;
  readonly after: Reorganised;
  readonly moved: readonly MovedRecommendation[];
};

const linesAtMost = 12;

/** Everybody it concerns is told once, in one message, of all that concerns them. How many are reached by it. */
export async function tellAll(act: Act, { id, plan, before, after, moved }: ToTell): Promise<number> {
  const lines: Lines = new Map();
  ofUnits(lines, before, after, plan.on);
  ofOffices(lines, before, after);
  ofRecommendations(lines, after, moved);
  const reached = await say(act, {
    to: [...lines.keys()],
    once: `reorganisation:${id}`,
    priority: priority.notice,
    mayWait: true,
    word: (reader, person) => {
      const mine = lines.get(person) ?? [];
      const date = writeDate(Temporal.PlainDate.from(plan.on), reader.language === 'en' ? 'en' : 'vi');
      const head = plan.decision
        ? reader.say('reorganise.told.head-decided', { date, decision: escapeMarkup(plan.decision) })
        : reader.say('reorganise.told.head', { date });
      const rest = mine.length - linesAtMost;
      const text = [
        head,
        ...mine.slice(0, linesAtMost).map((line) => line(reader)),
        ...(rest > 0 ? [reader.say('reorganise.told.more', { count: rest })] : []),
      ];
      return { text: text.join('\n'), buttons: [buttons(reader)] };
    },
  });
  return reached.length;
}

const buttons = (reader: Reader): readonly Button[] => [
  { label: reader.say('command.diaban'), action: 'c:diaban' },
  { label: reader.say('command.viec'), action: 'c:viec' },
];

const add = (lines: Lines, person: PersonId, line: Line): void => {
  const mine = lines.get(person);
  if (mine) mine.push(line);
  else lines.set(person, [line]);
};

/** Who followed what ended, and who follows what is called otherwise now. */
function ofUnits(lines: Lines, before: Organisation, after: Reorganised, on: string): void {
  const units = new Map(after.units.map((unit) => [unit.id, unit]));
  const named = (id: UnitId): string => escapeMarkup(unitName(units.get(id) ?? { word: '', name: '' }));
  const former = new Map(after.renamed.map((one) => [one.unit, one]));
  const follows = new Set(
    after.assignments
      .filter(({ until }) => until === null || until >= on)
      .map(({ person, unit }) => `${person} ${unit}`),
  );
  const known = new Set(before.assignments);
  const begun = new Map(
    after.assignments.filter((one) => !known.has(one)).map((one) => [`${one.person} ${one.unit}`, one]),
  );
  for (const { person, unit } of before.assignments) {
    const heir = after.unitHeirs.get(unit);
    const was = former.get(unit);
    const pieces = after.successions.filter(({ ended }) => ended === unit).map(({ successor }) => successor);
    const mine = [...pieces, ...(heir ? [heir] : [])].find(
      (id) => follows.has(`${person} ${id}`) || begun.has(`${person} ${id}`),
    );
    if (heir && mine)
      add(lines, person, (reader) =>
        reader.say('reorganise.told.follows', { unit: named(unit), heir: named(mine) }),
      );
    else if (heir)
      add(lines, person, (reader) => reader.say('reorganise.told.follows-no-more', { unit: named(unit) }));
    else if (was)
      add(lines, person, (reader) =>
        reader.say('reorganise.told.renamed', { unit: escapeMarkup(unitName(was)), now: named(unit) }),
      );
  }
}

function ofOffices(lines: Lines, before: Organisation, after: Reorganised): void {
  const offices = new Map(after.offices.map((office) => [office.id, office]));
  const was = new Map(before.offices.map((office) => [office.id, office]));
  const named = (id: OfficeId): string => escapeMarkup(offices.get(id)?.name ?? '');
  for (const { person, office } of before.seats) {
    const heir = after.officeHeirs.get(office);
    const old = was.get(office)?.name ?? '';
    if (heir)
      add(lines, person, (reader) =>
        reader.say('reorganise.told.office-ended', { office: named(office), heir: named(heir) }),
      );
    else if (old !== offices.get(office)?.name)
      add(lines, person, (reader) =>
        reader.say('reorganise.told.renamed', { unit: escapeMarkup(old), now: named(office) }),
      );
  }
}

/** The offices that have them now, and who raised them. */
function ofRecommendations(lines: Lines, after: Reorganised, moved: readonly MovedRecommendation[]): void {
  const arrived = new Map<OfficeId, number>();
  for (const { after: told } of moved) {
    arrived.set(told.office, (arrived.get(told.office) ?? 0) + 1);
    for (const origin of originsOf(told))
      add(lines, origin, (reader) =>
        reader.say('reorganise.told.raised', { number: told.number, office: escapeMarkup(told.officeName) }),
      );
  }
  const names = new Map(after.offices.map(({ id, name }) => [id, name]));
  for (const { person, office, until } of after.seats) {
    const count = arrived.get(office);
    if (count && until === null)
      add(lines, person, (reader) =>
        reader.say('reorganise.told.arrived', { count, office: escapeMarkup(names.get(office) ?? '') }),
      );
  }
}
