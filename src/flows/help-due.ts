import { Temporal } from 'temporal-polyfill';
import { leadDeadline, usualDue } from '../domain/promise/help.ts';
import { dayIn, earlier, type Instant } from '../domain/time.ts';
import { beforeWorkingDays, closingOf } from '../domain/work-calendar.ts';
import { writeDate } from '../domain/write-moment.ts';
import type { Told } from '../store/recommendation-row.ts';
import { helpersOf } from '../use-cases/recommendations/help/open-help.ts';
import { moment } from '../use-cases/recommendations/wording.ts';
import { type About, idOf } from './about-recommendation.ts';
import { answer, languageOf, refused } from './ask.ts';
import { day } from './ask-day.ts';
import type { Choice, Question, Reading, World } from './flow.ts';

type Draft = About & { readonly office?: Choice; readonly deadline?: string };

const instantOf = (value: string): Instant | undefined => {
  try {
    return Temporal.Instant.from(value);
  } catch {
    return undefined;
  }
};

const toldOf = async ({ store }: World, { recommendation }: Draft): Promise<Told | undefined> =>
  recommendation && store.recommendations.byId(idOf({ recommendation }));

const choiceOf = (world: World, due: Instant): Choice => ({
  value: due.toString(),
  label: moment(world, world.reader, due),
});

/** By when a helper is to answer: the ladder's time, or a working day that is not after the lead's own deadline. */
export function helpDue(): Question<string, Draft, World> {
  const asked = day<Draft>({
    ask: ({ recommendation, deadline = '' }) => ({
      key: 'help.ask.due',
      values: { number: recommendation?.label ?? '', deadline },
    }),
    label: 'help.label.due',
    looking: 'forward',
  });
  return {
    ...asked,
    choices: async (world, draft) => {
      const told = await toldOf(world, draft);
      const office = told && (await helpersOf(world, told)).find(({ id }) => id === draft.office?.value);
      return told && office && leadDeadline(told, world)
        ? [choiceOf(world, usualDue(told, office, { now: world.now, calendar: world.calendar() }))]
        : [];
    },
    choose: async (value, { world, draft }) => {
      const told = await toldOf(world, draft);
      const due = instantOf(value);
      return told && due ? fitting(due, told, world) : refused('chat.choose-one');
    },
    show: (value, world) => moment(world, world.reader, Temporal.Instant.from(value)),
    async read(said, context) {
      const reading = await asked.read(said, { ...context, before: undefined });
      if (reading.outcome !== 'answer') return reading;
      const told = await toldOf(context.world, context.draft);
      return told
        ? endOf(Temporal.PlainDate.from(reading.value), told, context.world)
        : refused('chat.choose-one');
    },
  };
}

/** The end of the day; on the day of the lead's own deadline that, where it is earlier. */
function endOf(date: Temporal.PlainDate, told: Told, world: World): Reading<string> {
  const calendar = world.calendar();
  const closing = closingOf(date, calendar);
  if (!closing) return dayOff(date, told, world);
  const deadline = leadDeadline(told, world);
  const isLast = deadline && dayIn(world.zone, deadline).equals(date) && earlier(deadline, closing);
  return fitting(isLast ? deadline : closing, told, world);
}

function fitting(due: Instant, told: Told, world: World): Reading<string> {
  const deadline = leadDeadline(told, world);
  if (!deadline) return refused('help.overdue', { number: told.number });
  const date = written(dayIn(world.zone, due), world);
  if (!earlier(world.now, due)) return refused('help.date-past', { date });
  if (earlier(deadline, due))
    return refused('help.date-after-lead', { date, deadline: moment(world, world.reader, deadline) });
  return answer(due.toString());
}

const written = (date: Temporal.PlainDate, { reader }: World): string =>
  writeDate(date, languageOf(reader.language));

/** The working day before it is offered, where that can still be. */
function dayOff(date: Temporal.PlainDate, told: Told, world: World): Reading<string> {
  const values = { date: written(date, world) };
  const before = beforeWorkingDays(date.toZonedDateTime(world.zone).toInstant(), 1, world.calendar());
  return fitting(before, told, world).outcome === 'answer'
    ? {
        outcome: 'which',
        sentence: { key: 'help.date-off', values },
        choices: [choiceOf(world, before)],
      }
    : refused('help.date-off-past', values);
}
