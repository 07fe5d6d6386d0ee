import type { Command } from 'commander';
import { type Lack, lacks } from '../domain/coverage.ts';
import { plain } from '../domain/markup.ts';
import { Refusal } from '../domain/refusal.ts';
import { dayIn } from '../domain/time.ts';
import type { Unit } from '../domain/unit.ts';
import type { Lacking, PeopleCoverage } from '../store/coverage.ts';
import type { Act } from '../use-cases/app.ts';
import { inAct } from '../use-cases/messaging/act.ts';
import { type Reader, readerOf } from '../use-cases/messaging/say.ts';
import { type Coverage, coverageOf, lackingAt } from '../use-cases/organisation/coverage.ts';
import { headName, lackLine, overviewLines } from '../use-cases/organisation/coverage-wording.ts';
import type { Errand } from './desk.ts';
import { unitTyped } from './typed.ts';

type CoverageOptions = { unit?: string; json?: boolean };
type Lists = Readonly<Record<Lack, readonly Lacking[]>>;
type Found = { readonly unit: Unit; readonly coverage: Coverage; readonly lists: Lists };

export const addCoverage = (program: Command, errand: Errand): Command =>
  program
    .command('coverage')
    .description('say which units have a lead, who has no unit, who is not linked, who has too many')
    .option('--unit <code>', 'the unit and all below it; else the whole province')
    .option('--json', 'as JSON')
    .action((options: CoverageOptions) => coverageCommand(errand, options));

async function coverageCommand({ desk, paper }: Errand, options: CoverageOptions): Promise<void> {
  const { app, language } = desk;
  const found = await inAct(app, (act) => find(act, options.unit));
  if (options.json) return paper.json(jsonOf(found, dayIn(app.zone, app.clock.now()).toString()));
  for (const line of lines(readerOf(app, language), found)) paper.line(plain(line));
}

async function find(act: Act, code: string | undefined): Promise<Found> {
  const unit = code === undefined ? await act.store.coverage.root() : await unitTyped(act, code);
  if (!unit) throw new Refusal('coverage.nothing-yet');
  const coverage = await coverageOf(act, unit.id);
  const rows = async (lack: Lack) => (await lackingAt(act, unit.id, lack)).rows;
  const lists = {
    units: await rows('units'),
    idle: await rows('idle'),
    unlinked: await rows('unlinked'),
    overloaded: await rows('overloaded'),
  };
  return { unit, coverage, lists };
}

const lines = (reader: Reader, { unit, coverage, lists }: Found): readonly string[] => [
  ...overviewLines(reader, unit, coverage),
  ...coverage.people.map((people) => peopleLine(reader, people)),
  ...lacks
    .filter((lack) => lists[lack].length > 0)
    .flatMap((lack) => [
      '',
      reader.say(`coverage.list.${lack}`, { unit: headName(unit), count: lists[lack].length }),
      ...lists[lack].map((one) => lackLine(reader, one)),
    ]),
  ...(lacks.every((lack) => lists[lack].length === 0) ? [reader.say('coverage.complete')] : []),
];

const peopleLine = (reader: Reader, { level, people, idle, unlinked }: PeopleCoverage): string =>
  reader.say(level === null ? 'coverage.people-elsewhere' : 'coverage.people-at', {
    level: level?.toLowerCase() ?? '',
    people,
    idle,
    unlinked,
  });

/** What scripts may rely on. */
const jsonOf = ({ unit, coverage, lists }: Found, day: string) => ({
  unit: { code: unit.code, name: unit.name, word: unit.word },
  day,
  levels: coverage.levels.map(({ key, name, words, units, led, norm, overloaded }) => ({
    level: key,
    name,
    words,
    units,
    withLead: led,
    withoutLead: units - led,
    norm,
    overloaded,
  })),
  people: coverage.people.map(({ level, people, idle, unlinked, overloaded }) => ({
    level,
    people,
    withoutUnit: idle,
    notLinked: unlinked,
    overloaded,
  })),
  withoutLead: lists.units.map(jsonRow),
  withoutUnit: lists.idle.map(jsonRow),
  notLinked: lists.unlinked.map(jsonRow),
  overloaded: lists.overloaded.map(jsonRow),
});

const jsonRow = (one: Lacking) => {
  if ('unit' in one) {
    const { code, name, word, parent } = one.unit;
    return { code, name, word, above: parent ?? null };
  }
  const { code, name, post, loads } = one;
  return { code, name, post, ...(loads && { loads }) };
};
