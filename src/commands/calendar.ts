import type { Command } from 'commander';
import { Temporal } from 'temporal-polyfill';
import { Refusal } from '../domain/refusal.ts';
import { readDay } from '../domain/roster/cell.ts';
import { shorten } from '../domain/shorten.ts';
import { dayKinds } from '../domain/work-agenda.ts';
import type { CalendarDay } from '../domain/work-calendar.ts';
import { writeDate } from '../domain/write-moment.ts';
import { addCalendarDay, removeCalendarDay } from '../use-cases/calendar/edit-calendar.ts';
import { inAct } from '../use-cases/messaging/act.ts';
import type { Desk, Errand } from './desk.ts';

type Options = { json?: boolean };

export function addCalendar(program: Command, errand: Errand): Command {
  const calendar = program
    .command('calendar')
    .description('list, add and remove days off and make-up working days');
  calendar
    .command('list')
    .description('the days of a year that differ from the week')
    .argument('<year>')
    .option('--json', 'as JSON')
    .action((year: string, options: Options) => list(errand, year, options));
  calendar
    .command('add')
    .description(
      'add or change a day: a holiday, a Saturday or Sunday that is worked, a day of which a morning or an afternoon is',
    )
    .argument('<kind>', dayKinds.join(', '))
    .argument('<date>', 'dd/mm/yyyy')
    .argument('<name...>', 'what it is called')
    .option('--json', 'as JSON')
    .action((kind: string, date: string, name: string[], options: Options) =>
      add(errand, { kind, date, name: name.join(' ') }, options),
    );
  calendar
    .command('remove')
    .description('take a day out: it is again as the week has it')
    .argument('<date>', 'dd/mm/yyyy')
    .option('--json', 'as JSON')
    .action((date: string, options: Options) => remove(errand, date, options));
  return calendar;
}

async function list({ desk, paper }: Errand, typed: string, options: Options): Promise<void> {
  const year = Number(typed);
  if (!/^\d{4}$/.test(typed) || year < 1900 || year > 2200)
    throw new Refusal('calendar.refused.bad-year', { value: shorten(typed, 40) });
  const days = await desk.app.database.store.calendar.ofYear(year);
  if (options.json) return paper.json({ year, days });
  if (days.length === 0) return paper.line(say(desk, 'none-in-year', { year }));
  for (const day of days) paper.line(say(desk, `list.${day.kind}`, written(desk, day)));
}

async function add(
  { desk, paper }: Errand,
  { kind, date, name }: { kind: string; date: string; name: string },
  options: Options,
): Promise<void> {
  const known = dayKinds.find((one) => one === kind);
  if (!known) throw new Refusal('calendar.refused.bad-kind', { value: shorten(kind, 40) });
  const given = { kind: known, date: dayTyped(date), name };
  const { day, before } = await inAct(desk.app, (act) => addCalendarDay(act, given));
  if (options.json) return paper.json({ day, before: before ?? null });
  paper.line(say(desk, `added.${day.kind}`, written(desk, day)));
  if (before) paper.line(say(desk, `was.${before.kind}`, written(desk, before)));
}

async function remove({ desk, paper }: Errand, date: string, options: Options): Promise<void> {
  const iso = dayTyped(date);
  const before = await inAct(desk.app, (act) => removeCalendarDay(act, iso));
  if (options.json) return paper.json({ removed: before });
  paper.line(say(desk, `removed.${before.kind}`, written(desk, before)));
}

function dayTyped(typed: string): string {
  const day = readDay(typed.trim());
  if (!day || /^\d{5}$/.test(typed.trim()))
    throw new Refusal('calendar.refused.bad-day', { value: shorten(typed, 40) });
  return day;
}

const written = ({ language }: Desk, { date, name }: CalendarDay) => ({
  date: writeDate(Temporal.PlainDate.from(date), language),
  name,
});

const say = (
  { app, language }: Desk,
  key: string,
  values: Readonly<Record<string, string | number>>,
): string => app.translate(language, `calendar.command.${key}`, values);
