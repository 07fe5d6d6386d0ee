import type { RosterSheets } from '../../../src/domain/roster/sheets.ts';
import { fold } from '../../../src/domain/vietnamese-text.ts';
import { randomOf } from '../../support/province/random.ts';
import type { Questions } from './asker.ts';

/** What people of the province ask about, at random but always the same. */
export function questionsOf(sheets: RosterSheets, times: number): Questions {
  const random = randomOf(7);
  const units = sheets['Đơn vị']!.slice(1);
  const people = sheets['Cán bộ']!.slice(1);
  const byCode = new Map(units.map((unit) => [unit[0]!, unit]));
  const named = units.filter(([, , , level]) => level === 'Xã' || level === 'Ấp');
  const many = <Item>(make: () => Item) => Array.from({ length: times }, make);
  return {
    people: many(() => random.pick(people)[0]!),
    units: many(() => random.pick(units)[0]!),
    typed: many(() => {
      const [, name = '', word = '', , parent = ''] = random.pick(random.chance(0.2) ? units : named);
      const above = byCode.get(parent)?.[1] ?? '';
      const said = random.pick([
        name,
        `${word} ${name}`,
        `${name} ${above}`,
        `${above} ${name}`,
        name.slice(0, -1),
      ]);
      return random.chance(0.7) ? fold(said) : said;
    }),
    root: units[0]![0]!,
  };
}
