import { Temporal } from 'temporal-polyfill';
import type { Entry } from '../../../src/domain/entry.ts';
import { isAwaited } from '../../../src/domain/helper-office.ts';
import { fold } from '../../../src/domain/history.ts';
import { settledBy } from '../../../src/domain/on-time.ts';
import {
  extensionDaysAtMost,
  extensionsAtMost,
  helpersAtMost,
  lookAgainDays,
  pausedDaysAtMost,
  pausesAtMost,
} from '../../../src/domain/promise/bounds.ts';
import { isOpen, isRed, legalStepAt, type Standing } from '../../../src/domain/recommendation.ts';
import { hoursOf } from '../../../src/domain/span.ts';
import { earlier, type Instant, parse } from '../../../src/domain/time.ts';
import { workingDaysBetween } from '../../../src/domain/work-calendar.ts';
import { act, begin, type Model, moveTo, sweep } from './model.ts';
import type { Plan } from './plan.ts';

export class Broken extends Error {}

function holds(statement: number, what: string, isSo: boolean): void {
  if (!isSo) throw new Broken(`statement ${statement}: ${what}`);
}

/** 1. One office, one level deadline, one legal deadline, one next step, which lies ahead. */
export function onePromise(standing: Standing, now: Instant): void {
  const awaited = standing.helpers.filter(isAwaited);
  holds(1, 'only what is open waits for helpers', isOpen(standing) || awaited.length === 0);
  holds(1, 'no more than may be', awaited.length <= helpersAtMost);
  holds(1, 'each office is asked once', new Set(awaited.map(({ office }) => office)).size === awaited.length);
  holds(
    1,
    'nobody helps themselves',
    awaited.every(({ office }) => office !== standing.office),
  );
  if (standing.state === 'closed' || standing.state === 'withdrawn') {
    holds(1, 'what is over has no step', standing.nextStepAt === undefined);
    asksLater(standing, now);
    return;
  }
  holds(1, 'only of what is closed the people are told', standing.askAgainAt === undefined);
  holds(
    1,
    'helpers have a next step ahead',
    awaited.every(({ nextStepAt }) => earlier(now, nextStepAt!)),
  );
  holds(1, 'there is a next step', standing.nextStep !== undefined && standing.nextStepAt !== undefined);
  holds(1, 'the step lies ahead', standing.nextStepAt !== undefined && earlier(now, standing.nextStepAt));
  if (!isOpen(standing)) return;
  const legal = legalStepAt(standing);
  holds(1, 'the legal clock is told of, or has been', legal !== undefined || standing.legalTold === 'passed');
  holds(1, 'the legal step lies ahead', legal === undefined || earlier(now, legal));
  holds(1, 'one office', (standing.office as string) !== '' && standing.sentTo.includes(standing.office));
  holds(1, 'one level deadline', standing.deadline !== undefined && standing.movesUpAt !== undefined);
  holds(1, 'one legal deadline', standing.legalDeadline.epochMilliseconds > 0);
}

/** What is closed waits for one thing at most: the question whether the people were told. */
function asksLater({ askAgainAt, peopleTold, state }: Standing, now: Instant): void {
  if (!askAgainAt) return;
  holds(1, 'it is asked of what is closed', state === 'closed' && peopleTold === false);
  holds(1, 'it is asked later', earlier(now, askAgainAt));
}

const helped: readonly Entry['what'][] = ['co-warned', 'co-passed'];

/** Of each request: warned once before its day, its day passed once. */
function helpedOnce(seen: Set<string>, before: Standing, entries: readonly Entry[]): void {
  for (const { what, at, data } of entries) {
    if (!helped.includes(what) || !('request' in data)) continue;
    const helper = before.helpers.find(({ request }) => request === data.request)!;
    holds(2, `${what} of ${data.request} is told once`, !seen.has(`${what} ${data.request}`));
    holds(2, `${what} is not told early`, !earlier(at, helper.nextStepAt!));
    holds(2, 'what has passed is not warned of', what !== 'co-warned' || earlier(at, helper.due));
    holds(2, 'what has not passed is not told so', what !== 'co-passed' || !earlier(at, helper.due));
    seen.add(`${what} ${data.request}`);
  }
}

const stepped: readonly Entry['what'][] = [
  'warned',
  'warning-moot',
  'resumed',
  'moved',
  'overdue-at-top',
  'reminded',
  'close-put-off',
  'closed-by-silence',
];

/** 2. Each step happens once. */
export function once(seen: Set<string>, before: Standing, entries: readonly Entry[]): void {
  const last = entries.at(-1);
  helpedOnce(seen, before, entries);
  if (last && legal.includes(last.what)) legalOnce(seen, before, last);
  if (last?.what === 'people-asked') askedOnce(seen, before, last);
  if (!last || !stepped.includes(last.what)) return;
  const key = `${before.nextStep} ${before.nextStepAt?.toString()}`;
  holds(2, `${key} is taken once`, !seen.has(key));
  holds(2, `${key} is not taken early`, !before.nextStepAt || !earlier(last.at, before.nextStepAt));
  seen.add(key);
}

/** Each time it is closed. */
function askedOnce(seen: Set<string>, { closedAt, askAgainAt }: Standing, { at }: Entry): void {
  const key = `asked ${closedAt?.toString()}`;
  holds(2, 'it is asked once more', !seen.has(key));
  holds(2, 'it is not asked early', askAgainAt !== undefined && !earlier(at, askAgainAt));
  seen.add(key);
}

const legal: readonly Entry['what'][] = ['legal-near', 'legal-passed'];

/** In a whole history, however often it is opened again. */
function legalOnce(seen: Set<string>, before: Standing, { what, at }: Entry): void {
  holds(2, `${what} is told once`, !seen.has(what));
  holds(2, 'what has passed is not near', what === 'legal-passed' || !seen.has('legal-passed'));
  const from = what === 'legal-near' ? before.legalNearAt : before.legalDeadline;
  holds(2, `${what} is not told early`, !earlier(at, from));
  holds(2, 'what is near has not passed', what === 'legal-passed' || earlier(at, before.legalDeadline));
  holds(2, 'somebody must answer', isOpen(before));
  seen.add(what);
}

/** 3. The legal clock depends on the day, the calendar and the pauses; nothing promised moves earlier. */
export function neverEarlier(before: Standing | undefined, after: Standing, entries: readonly Entry[]): void {
  if (!before) return;
  const whats = entries.map(({ what }) => what);
  const isMoving = whats.some((what) => what === 'paused' || what === 'calendar-changed');
  const legalMoved = !after.legalDeadline.equals(before.legalDeadline);
  holds(3, `the legal deadline moved by ${whats.join()}`, !legalMoved || isMoving);
  holds(3, 'the legal deadline moved earlier', !earlier(after.legalDeadline, before.legalDeadline));
  const isSame = after.office === before.office && after.state === before.state && isOpen(before);
  if (!isSame || whats.some((what) => ['disputed', 'reopened', 'transferred', 'moved'].includes(what)))
    return;
  const moments = ['deadline', 'firstDeadline', 'movesUpAt'] as const;
  for (const one of moments) {
    const [was, is] = [before[one], after[one]];
    holds(3, `${one} moved earlier by ${whats.join()}`, !(was && is && earlier(is, was)));
  }
}

const silentOfClocks: readonly Entry['what'][] = ['joined', 'seconded', 'linked', 'unlinked'];

/** 8. Who joins, and what an office answers together, touches no promise; an origin stays one, and none is dropped. */
export function nobodyDropped(
  before: Standing | undefined,
  after: Standing,
  entries: readonly Entry[],
): void {
  if (!before) return;
  const isKept = before.joined.every((one, at) => after.joined[at] === one);
  holds(8, 'an origin stays an origin', isKept);
  holds(8, 'one joins once', new Set(after.joined).size === after.joined.length);
  holds(
    8,
    'what others have joined is not withdrawn',
    after.state !== 'withdrawn' || after.joined.length === 0,
  );
  holds(8, 'it is linked within an office', after.linkedTo === undefined || after.office === before.office);
  if (!entries.every(({ what }) => silentOfClocks.includes(what))) return;
  const { joined: _, linkedTo: __, events: ___, ...promise } = after;
  const { joined: ____, linkedTo: _____, events: ______, ...promised } = before;
  holds(8, 'no clock, office or state changes', same(promise, promised));
}

/** 5. Without its pauses and extensions the same history is on time at the same places. */
export function notPrettier(history: readonly Entry[]): void {
  const plain = history.filter(
    ({ what }) => !['paused', 'resumed', 'extended', 'asked-above', 'refused-above'].includes(what),
  );
  const first = (entries: readonly Entry[]) =>
    settledBy(entries).map(({ office, onTime }) => `${office} ${onTime === 'first'}`);
  holds(5, 'pausing and extending changes no figure', first(history).join() === first(plain).join());
}

/** The two clocks, and all else that is promised to who raised it, are not touched by who takes part. */
export function onlyHelp(before: Standing | undefined, after: Standing, entries: readonly Entry[]): void {
  for (const entry of entries)
    if (entry.what === 'co-asked' && before?.deadline)
      holds(3, 'no helper is due after the lead', !earlier(before.deadline, parse(entry.data.due)));
  if (!before || !entries.every(({ what }) => what.startsWith('co-'))) return;
  const { helpers: _, events: __, ...was } = before;
  const { helpers: ___, events: ____, ...is } = after;
  holds(3, 'helpers change nothing else', same(was, is));
  const days = new Map(before.helpers.map(({ request, due }) => [request, due]));
  for (const { request, due } of after.helpers)
    holds(3, 'no day of a helper moves earlier', !days.has(request) || !earlier(due, days.get(request)!));
}

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);
const ordered = (standing: Standing) =>
  Object.entries(standing)
    .filter(([, value]) => value !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1));

/** 6. State = fold(history), through what is stored of it. */
export function isFold(standing: Standing, history: readonly Entry[]): void {
  const stored = history.map((one) => ({
    ...(JSON.parse(JSON.stringify(one)) as Entry),
    at: parse(one.at.toString()),
  }));
  const folded = fold(stored);
  holds(6, 'the state is the fold', folded !== undefined && same(ordered(folded), ordered(standing)));
}

/** 7. Whoever gets it is told now and has its whole time; at one moment it passes one office at most. */
export function toldFirst(entries: readonly Entry[], model: Model): void {
  for (const entry of entries) {
    if (entry.what !== 'moved') continue;
    holds(7, 'it moves now', entry.at.equals(model.now));
    holds(7, 'its time begins now', earlier(entry.at, parse(entry.data.deadline)));
    holds(7, 'its next step is ahead', earlier(entry.at, parse(entry.data.stepAt)));
  }
  const moves = model.history.filter(({ what, at }) => what === 'moved' && at.equals(model.now));
  holds(7, 'it passes one office at one moment', moves.length <= 1);
}

/** 4. Left alone from here on, it reaches the top, red, in bounded working time. */
export function reachesTop(model: Model): void {
  if (!isOpen(model.standing)) return;
  const from = model.now;
  const spans = model.plan.limits.rungs.map(
    ({ takeUp, answer, grace }) => Math.max(hoursOf(takeUp), hoursOf(answer)) + hoursOf(grace) + 16,
  );
  const days = Math.ceil(Math.max(...spans) / 8);
  const bound =
    (model.way.length + 1) * days + pausedDaysAtMost + extensionsAtMost * extensionDaysAtMost + 60;
  for (let steps = 0; !isRed(model.standing); steps++) {
    holds(4, 'it reaches the top', steps < 12 * (model.way.length + pausesAtMost));
    if (model.standing.nextStepAt) moveTo(model, model.standing.nextStepAt);
    sweep(model);
  }
  const took = workingDaysBetween(from, model.now, model.calendar);
  holds(4, `it took ${took} working days, not ${bound}`, took <= bound);
  const top = model.way.filter(({ live }) => live).at(-1);
  holds(4, 'the top is the highest where the bot is in use', model.standing.atTop || top !== undefined);
}

/** 8. Silence closes only what has arrived, its working days after it did. */
export function heardFirst(entries: readonly Entry[], { answer, now, calendar, plan }: Model): void {
  if (!entries.some(({ what }) => what === 'closed-by-silence')) return;
  const { arrivedAt } = answer;
  holds(8, 'the answer has arrived', arrivedAt !== undefined);
  const days = arrivedAt ? workingDaysBetween(arrivedAt, now, calendar) : 0;
  holds(8, `${days} working days of silence, not ${plan.limits.closeDays}`, days >= plan.limits.closeDays);
}

const stateOf = ({ standing }: Model): Standing['state'] => standing.state;

/** 8, too: what nobody can be told of stays answered, and once somebody can, silence closes it in bounded time. */
export function closesOnceHeard(model: Model): void {
  if (stateOf(model) !== 'answered') return;
  for (let look = 0; look < 4 && !model.answer.arrivedAt; look++) toNextStep(model);
  holds(8, 'unheard it stays answered', stateOf(model) === 'answered');
  act(model, { do: 'phone', phone: 'prompt' });
  const from = model.now;
  for (let look = 0; look < 5 && stateOf(model) === 'answered'; look++) toNextStep(model);
  holds(8, 'silence closes it', stateOf(model) === 'closed' && model.standing.bySilence);
  const took = workingDaysBetween(from, model.now, model.calendar);
  const bound = model.plan.limits.closeDays + lookAgainDays + 1;
  holds(8, `it took ${took} working days, not ${bound}`, took <= bound);
}

function toNextStep(model: Model): void {
  if (model.standing.nextStepAt) moveTo(model, model.standing.nextStepAt);
  sweep(model);
}

/** Plays a plan and looks at all eight; the history it made, undefined where nobody could take it. */
export function play(plan: Plan): Model | undefined {
  const seen = new Set<string>();
  const model = begin(plan, (at, before, entries) => {
    if (before) once(seen, before, entries);
    neverEarlier(before, at.standing, entries);
    onlyHelp(before, at.standing, entries);
    toldFirst(entries, at);
    heardFirst(entries, at);
    nobodyDropped(before, at.standing, entries);
  });
  if (!model) return undefined;
  onePromise(model.standing, model.now);
  for (const action of plan.actions) {
    act(model, action);
    sweep(model);
    holds(2, 'a second look finds nothing', sweep(model) === 0);
    onePromise(model.standing, model.now);
  }
  isFold(model.standing, model.history);
  notPrettier(model.history);
  closesOnceHeard(model);
  reachesTop(model);
  isFold(model.standing, model.history);
  return model;
}

export const seed = (): number =>
  Number(process.env.PROMISE_SEED ?? Temporal.Now.instant().epochMilliseconds % 2 ** 31);
