import type { Command } from 'commander';
import { Temporal } from 'temporal-polyfill';
import { dateOfDay, dayIn } from '../domain/time.ts';
import { fullUnitName, type Unit, unitName } from '../domain/unit.ts';
import type { RollOutPart } from '../store/go-live.ts';
import { inAct } from '../use-cases/messaging/act.ts';
import { type GoLiveSet, setGoLive } from '../use-cases/organisation/set-go-live.ts';
import type { Desk, Errand } from './desk.ts';
import { dayTyped, unitTyped } from './typed.ts';

type GoLiveOptions = { unit?: string; from?: string; clear?: boolean; only?: boolean; json?: boolean };

export const addGoLive = (program: Command, errand: Errand): Command =>
  program
    .command('go-live')
    .description('list where the bot is in use and who is next, or set the day from which it is')
    .option('--unit <code>', 'the unit, with all below it')
    .option('--from <day>', 'the first day, dd/mm/yyyy')
    .option('--clear', 'take the day away')
    .option('--only', 'units below that have a day of their own keep it')
    .option('--json', 'as JSON')
    .action((options: GoLiveOptions, command: Command) => {
      const { unit, from, clear, only } = options;
      if (!unit && !from && !clear && !only) return rollOut(errand, options);
      const mistake = !unit ? 'needs-unit' : Boolean(from) === Boolean(clear) ? 'needs-day' : undefined;
      const { app, language } = errand.desk;
      if (mistake) return command.error(app.translate(language, `coverage.go-live.${mistake}`));
      return set(errand, options);
    });

async function set({ desk, paper }: Errand, options: GoLiveOptions): Promise<void> {
  const { app } = desk;
  const { unit: code = '', from: value, only = false } = options;
  const { unit, iso, done } = await inAct(app, async (act) => {
    const unit = await unitTyped(act, code);
    const iso = value === undefined ? undefined : dayTyped(act, value);
    const from = iso === undefined ? undefined : Temporal.PlainDate.from(iso);
    return { unit, iso, done: await setGoLive(act, { unit, from, only }) };
  });
  if (options.json) return paper.json({ unit: unit.code, from: iso ?? null, ...done });
  for (const line of setLines(desk, unit, iso, done)) paper.line(line);
}

function setLines(desk: Desk, unit: Unit, iso: string | undefined, done: GoLiveSet): readonly string[] {
  const say = sayAs(desk);
  const name = unitName(unit);
  const what = !done.changed ? 'unchanged' : iso === undefined ? 'taken' : 'set';
  return [
    say(what, { unit: capital(fullUnitName(unit)), from: iso ? written(iso) : '' }),
    ...(done.cleared > 0
      ? [say(iso === undefined ? 'taken-below' : 'cleared', { unit: name, count: done.cleared })]
      : []),
    ...(done.kept > 0 ? [say('kept', { count: done.kept })] : []),
    ...(done.notYetAbove.length > 0 ? [say('above', { units: done.notYetAbove.join(', ') })] : []),
    ...(done.openOutside > 0 ? [say('open', { count: done.openOutside })] : []),
  ];
}

/** Who is live, who is next, who has no day. */
async function rollOut({ desk, paper }: Errand, options: GoLiveOptions): Promise<void> {
  const { app } = desk;
  const { goLive } = app.database.store;
  const today = dayIn(app.zone, app.clock.now());
  const everywhere = !(await goLive.isSet());
  const parts = await goLive.rollOut(dateOfDay(today));
  const groups = {
    live: parts.filter(({ from }) => everywhere || (from !== null && from <= today.toString())),
    next: parts.filter(({ from }) => from !== null && from > today.toString()),
    none: parts.filter(({ from }) => !everywhere && from === null),
  };
  if (options.json) return paper.json({ day: today.toString(), everywhere, ...groups });
  const say = sayAs(desk);
  if (everywhere) return paper.line(say('everywhere'));
  for (const [name, group] of Object.entries(groups)) {
    if (group.length > 0) paper.line(say(name));
    for (const part of group) paper.line(partLine(say, part));
  }
}

const partLine = (say: Say, { name, word, above, from, units }: RollOutPart): string =>
  say(from ? 'part' : 'part-none', {
    unit: capital(fullUnitName({ name, word, parent: above ?? undefined })),
    from: from ? written(from) : '',
    units,
  });

type Say = ReturnType<typeof sayAs>;
const sayAs =
  ({ app, language }: Desk) =>
  (key: string, values?: Readonly<Record<string, string | number>>): string =>
    app.translate(language, `coverage.go-live.${key}`, values);

const written = (iso: string): string => iso.split('-').reverse().join('/');
const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
