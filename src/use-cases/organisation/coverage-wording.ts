import type { Lack } from '../../domain/coverage.ts';
import { shortId, type UnitId } from '../../domain/identity.ts';
import { escapeMarkup } from '../../domain/markup.ts';
import type { Button, Markup } from '../../domain/message.ts';
import { shorten } from '../../domain/shorten.ts';
import { fullUnitName, type Unit, unitName } from '../../domain/unit.ts';
import { fold } from '../../domain/vietnamese-text.ts';
import type { Lacking, LevelCoverage } from '../../store/coverage.ts';
import type { Reader } from '../messaging/say.ts';
import type { Coverage } from './coverage.ts';

/** Which list a button opens: of the unit and all below it, or of what its office is in charge of. */
export type LackList = { readonly lack: Lack; readonly unit: UnitId; readonly inCharge: boolean };

const letters: Readonly<Record<Lack, string>> = { units: 'u', idle: 'i', unlinked: 'l', overloaded: 'o' };

/** `tl:` and the list; behind `after`, the last of the page before. */
export function listAction({ lack, unit, inCharge }: LackList, after?: string): string {
  const letter = inCharge ? letters[lack].toUpperCase() : letters[lack];
  return ['tl:', [letter, shortId(unit), ...(after ? [shortId(after)] : [])].join('.')].join('');
}

export const lackOf = (letter: string): Lack | undefined =>
  (Object.keys(letters) as Lack[]).find((lack) => letters[lack] === letter.toLowerCase());

/** As it stands at the head of a sentence: "Xã Mỹ Thạnh". */
export function headName(unit: Pick<Unit, 'word' | 'name'>): Markup {
  const name = unitName(unit);
  return escapeMarkup(name.charAt(0).toUpperCase() + name.slice(1));
}

/** One of those lacking, as one names it. */
export function lackName(reader: Reader, one: Lacking): Markup {
  if ('unit' in one) return escapeMarkup(fullUnitName(one.unit));
  const values = { name: escapeMarkup(one.name), post: escapeMarkup(shorten(one.post, 100)) };
  const person = one.post === '' ? values.name : reader.say('coverage.person', values);
  if (!one.loads) return person;
  const loads = one.loads.map(({ level, units, norm }) =>
    reader.say('coverage.load', { level: escapeMarkup(level.toLowerCase()), units, norm }),
  );
  return reader.say('coverage.overload', { person, loads: loads.join(', ') });
}

export const lackLine = (reader: Reader, one: Lacking): Markup =>
  reader.say('coverage.line', { name: lackName(reader, one) });

export const listButton = (label: string, list: LackList): readonly Button[] => [
  { label, action: listAction(list) },
];

/** "Xã (phường, thị trấn, xã): 164 đơn vị…": a level by its name, and by its units' own words where they are others. */
export function levelLine(reader: Reader, { name, words, units, led }: LevelCoverage): Markup {
  const others = words.some((word) => fold(word) !== fold(name));
  const level = escapeMarkup(others ? `${name} (${words.join(', ')})` : name);
  const lacking = units - led;
  return reader.say(`coverage.level.${lacking === 0 ? 'all' : 'some'}`, { level, units, lacking });
}

/** How the unit is covered: its levels, and how many people it has. */
export const overviewLines = (
  reader: Reader,
  unit: Unit,
  { levels, people }: Pick<Coverage, 'levels' | 'people'>,
): readonly Markup[] => [
  reader.say('coverage.title', { unit: escapeMarkup(fullUnitName(unit)) }),
  ...levels.map((level) => levelLine(reader, level)),
  reader.say('coverage.people', { people: people.reduce((all, one) => all + one.people, 0) }),
];
