import type { Entry } from '../entry.ts';
import type { Helper, HelperAnswer, HelperNextStep } from '../helper-office.ts';
import { isAwaited } from '../helper-office.ts';
import { apply } from '../history.ts';
import type { OfficeId, PersonId } from '../identity.ts';
import { rungFor } from '../ladder.ts';
import { isOpen, type Recommendation, type Standing } from '../recommendation.ts';
import { Refusal } from '../refusal.ts';
import type { RungOffice } from '../rung.ts';
import { afterSpan, beforeSpan } from '../span.ts';
import { earlier, type Instant } from '../time.ts';
import { nextOpening, type WorkCalendar } from '../work-calendar.ts';
import { helpersAtMost } from './bounds.ts';
import { recount } from './calendar.ts';
import type { Scene } from './clock.ts';
import { refuseUnlessOpen } from './handle.ts';
import type { By } from './landing.ts';

type Told = Recommendation;
type At = Pick<Scene, 'now' | 'calendar'>;

export const awaitedOf = ({ helpers }: Pick<Told, 'helpers'>): readonly Helper[] => helpers.filter(isAwaited);

/** The deadline of the lead office, while it is ahead. */
export const leadDeadline = (
  { deadline }: Pick<Told, 'deadline'>,
  { now }: Pick<At, 'now'>,
): Instant | undefined => (deadline && earlier(now, deadline) ? deadline : undefined);

/** Refused before anybody is asked for anything. */
export function refuseHelp(told: Told, at: Pick<At, 'now'>): Instant {
  refuseUnlessOpen(told);
  const { number } = told;
  const deadline = leadDeadline(told, at);
  if (!deadline) throw new Refusal('help.overdue', { number });
  if (awaitedOf(told).length >= helpersAtMost)
    throw new Refusal('help.too-many', { number, atMost: helpersAtMost });
  return deadline;
}

/** Who may be asked: offices on the way where the bot is in use, but for those it is hidden from and those asked already. */
export const helpersFor = (told: Told, way: readonly RungOffice[]): readonly RungOffice[] =>
  way.filter(
    ({ id, live, lineage }) =>
      live &&
      id !== told.office &&
      !lineage.some((unit) => unit === told.hiddenFrom) &&
      !awaitedOf(told).some(({ office }) => office === id),
  );

/** By when, where nothing else is said: as long as the ladder gives an office to take something up, within the lead's own time. */
export function usualDue(told: Told, office: RungOffice, { now, calendar }: At): Instant {
  const deadline = leadDeadline(told, { now });
  const due = afterSpan(now, rungFor(told.limits, office).takeUp, calendar);
  return deadline && earlier(deadline, due) ? deadline : due;
}

export type Asking = {
  readonly by: PersonId;
  readonly office: OfficeId;
  readonly text: string;
  readonly due: Instant;
};

/** Another office is asked to take part; what is promised to who raised it stays as it is. */
export function helpAsked(
  told: Told,
  { now, calendar }: At,
  { by, office, text, due }: Asking,
): readonly Entry[] {
  const deadline = refuseHelp(told, { now });
  const { number } = told;
  if (office === told.office) throw new Refusal('help.own-office', { number });
  if (awaitedOf(told).some((helper) => helper.office === office))
    throw new Refusal('help.asked-already', { number });
  if (!earlier(now, due)) throw new Refusal('help.due-past');
  if (earlier(deadline, due)) throw new Refusal('help.due-after-lead', { number });
  const data = { office, text, due: due.toString(), ...firstStep(due, now, calendar) };
  return [{ what: 'co-asked', at: now, by, data }];
}

/** Warned a working day before, where that is ahead. */
function firstStep(due: Instant, now: Instant, calendar: WorkCalendar): HelperNextStep {
  const warning = beforeSpan(due, { days: 1 }, calendar);
  return earlier(now, warning)
    ? { step: 'warn', stepAt: warning.toString() }
    : { step: 'pass', stepAt: due.toString() };
}

/** The request, while its answer is awaited; else the refusal says why it is not. */
export function refuseUnlessAwaited(told: Told, helper: Helper): void {
  const { number } = told;
  if (helper.answeredAt) throw new Refusal('help.answered-already', { number });
  if (!isAwaited(helper)) throw new Refusal('help.ended-already', { number });
}

const named = ({ request, office }: Helper) => ({ request, office });

export function helpAnswered(
  told: Told,
  helper: Helper,
  now: Instant,
  { by, text, files = [] }: HelperAnswer & { readonly by: PersonId },
): readonly Entry[] {
  refuseUnlessAwaited(told, helper);
  const data = { ...named(helper), text, ...(files.length > 0 && { files }) };
  return [{ what: 'co-answered', at: now, by, data }];
}

/** The lead office needs it no more. */
export function helpTakenBack(
  told: Told,
  helper: Helper,
  now: Instant,
  { by, reason }: By,
): readonly Entry[] {
  refuseUnlessAwaited(told, helper);
  return [{ what: 'co-ended', at: now, by, data: { ...named(helper), why: 'taken-back', reason } }];
}

export const isHelperDue = ({ nextStepAt }: Pick<Helper, 'nextStepAt'>, now: Instant): boolean =>
  nextStepAt !== undefined && !earlier(now, nextStepAt);

/** The steps of all helpers that are due, one each; where an outage has carried us past its day, that alone is told. */
export const helperStepsDue = (told: Told, { now, calendar }: At): readonly Entry[] =>
  told.helpers
    .filter((helper) => isHelperDue(helper, now))
    .map((helper): Entry => {
      const isAhead = helper.nextStep === 'warn' && earlier(now, helper.due);
      const what = isAhead ? 'co-warned' : helper.nextStep === 'remind' ? 'co-reminded' : 'co-passed';
      const next: HelperNextStep = isAhead
        ? { step: 'pass', stepAt: helper.due.toString() }
        : { step: 'remind', stepAt: nextOpening(now, calendar).toString() };
      return { what, at: now, by: undefined, data: { ...named(helper), ...next } };
    });

/** What ends with these entries goes before them: the lead has answered, or it is another's, or nobody's any more. */
export function withEndings(told: Told, entries: readonly Entry[]): readonly Entry[] {
  const last = entries.at(-1);
  const awaited = awaitedOf(told);
  if (!last || awaited.length === 0) return entries;
  const after = entries.reduce<Standing>(apply, told);
  const { at, by } = last;
  const ended = awaited.flatMap((helper): readonly Entry[] => {
    const why = endOf(told, after, helper, last);
    return why ? [{ what: 'co-ended', at, by, data: { ...named(helper), why } }] : [];
  });
  return [...ended, ...entries];
}

function endOf(told: Told, after: Standing, { office }: Helper, { what }: Entry) {
  if (after.state === 'withdrawn') return 'withdrawn';
  if (!isOpen(after)) return 'answered';
  if (after.office === told.office) return undefined;
  // By a reform the heir goes on with all of it, unless it is the helper itself.
  if (what !== 'reorganised') return 'moved';
  return after.office === office ? 'own' : undefined;
}

/** A change of the calendar moves the days of helpers later, within the lead's own time; never earlier. */
export const helpersPostponed = (told: Told, scene: Scene, before: WorkCalendar): readonly Entry[] =>
  awaitedOf(told).flatMap((helper): readonly Entry[] => {
    const again = recount(helper.due, { days: 1 }, scene, before);
    const due = told.deadline && earlier(told.deadline, again) ? told.deadline : again;
    if (!earlier(helper.due, due)) return [];
    const next: HelperNextStep =
      helper.nextStep === 'warn'
        ? firstStep(due, scene.now, scene.calendar)
        : { step: 'pass', stepAt: due.toString() };
    const data = { ...named(helper), due: due.toString(), ...next };
    return [{ what: 'co-postponed', at: scene.now, by: undefined, data }];
  });

/** Helpers whose offices ended in a reform: their heirs are asked; where the heir is the lead, nobody need be. */
export const helpersReaddressed = (
  told: Told,
  now: Instant,
  heirs: ReadonlyMap<OfficeId, OfficeId>,
): readonly Entry[] =>
  awaitedOf(told).flatMap((helper): readonly Entry[] => {
    const office = heirs.get(helper.office);
    const { request } = helper;
    if (!office) return [];
    return office === told.office
      ? [{ what: 'co-ended', at: now, by: undefined, data: { ...named(helper), why: 'own' } }]
      : [{ what: 'co-readdressed', at: now, by: undefined, data: { request, office } }];
  });
