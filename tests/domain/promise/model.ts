import { Temporal } from 'temporal-polyfill';
import type { Entry } from '../../../src/domain/entry.ts';
import { apply } from '../../../src/domain/history.ts';
import type { OfficeId, PersonId, RecommendationId, UnitId } from '../../../src/domain/identity.ts';
import { calendarChanged } from '../../../src/domain/promise/calendar.ts';
import type { Scene } from '../../../src/domain/promise/clock.ts';
import {
  answered,
  confirmed,
  disputedBy,
  questioned,
  refuseUnlessOpen,
  reopenedBy,
  replied,
  takenUp,
  withdrawn,
} from '../../../src/domain/promise/handle.ts';
import {
  awaitedOf,
  helpAnswered,
  helpAsked,
  helperStepsDue,
  helpersFor,
  helpersPostponed,
  helpTakenBack,
  withEndings,
} from '../../../src/domain/promise/help.ts';
import { raisedAt } from '../../../src/domain/promise/landing.ts';
import { legalStepDue } from '../../../src/domain/promise/legal.ts';
import { extended, paused } from '../../../src/domain/promise/pause.ts';
import { askedAgain, peopleTold } from '../../../src/domain/promise/people.ts';
import { stepDue } from '../../../src/domain/promise/step.ts';
import { decided, isForAbove, targetsOf, transferred } from '../../../src/domain/promise/transfer.ts';
import { joined, linked, seconded, unlinked } from '../../../src/domain/promise/twin.ts';
import type { Raised, Recommendation, Standing } from '../../../src/domain/recommendation.ts';
import { Refusal } from '../../../src/domain/refusal.ts';
import { firstRung, hiddenFrom, type RungOffice, rungs } from '../../../src/domain/rung.ts';
import type { Instant } from '../../../src/domain/time.ts';
import { type CalendarDay, type WorkCalendar, workCalendar } from '../../../src/domain/work-calendar.ts';
import { field, officeAt } from './office.ts';
import { changePhone, deliveryOf, isSending, type Reached, sent } from './phone.ts';
import type { Action, Plan } from './plan.ts';

export const zone = 'Asia/Ho_Chi_Minh';
export const begins = Temporal.Instant.from('2018-01-01T00:00:00+07:00');
const somebody = 'somebody' as PersonId;

export const dayAt = (at: number): string =>
  Temporal.PlainDate.from('2018-01-01').add({ days: at }).toString();

/** The whole world of one recommendation: what is stored of it, and everything around it. */
export type Model = Reached & {
  readonly plan: Plan;
  way: RungOffice[];
  days: CalendarDay[];
  calendar: WorkCalendar;
  raised: Raised;
  standing: Standing;
  history: Entry[];
  /** Looks at what has just been entered. */
  readonly watch: (model: Model, before: Standing | undefined, entries: readonly Entry[]) => void;
};

export const sceneOf = (model: Model, holder?: OfficeId): Scene => ({
  now: model.now,
  calendar: model.calendar,
  climb: rungs(model.way, field, holder ?? model.standing?.office),
});

/** Put together once for each standing: it is asked for at every turn. */
const together = new WeakMap<Standing, Recommendation>();

export function told({ raised, standing }: Pick<Model, 'raised' | 'standing'>): Recommendation {
  const it = together.get(standing) ?? { ...raised, ...standing };
  together.set(standing, it);
  return it;
}

/** Undefined where nobody at all could take it: then it is refused, and nothing is promised. */
export function begin(plan: Plan, watch: Model['watch']): Model | undefined {
  const days = plan.holidays.map((at): CalendarDay => ({ date: dayAt(at), kind: 'holiday', name: '' }));
  const model = {
    plan,
    watch,
    now: begins.add({ hours: plan.raisedAt }),
    way: plan.offices.map((_, at) => officeAt(plan, at)),
    days,
    calendar: workCalendar(zone, days),
    history: [],
    phone: 'prompt',
    answer: { onItsWay: false },
  } as unknown as Model;
  const scene = sceneOf(model, '' as OfficeId);
  const landing = firstRung(scene.climb, field, plan.aboutOffice);
  if (!landing) return undefined;
  const unit = { id: `unit-${plan.ranks - 1}` as UnitId, rank: plan.ranks - 1 };
  model.raised = {
    id: 'it' as RecommendationId,
    number: 'KN',
    unitId: unit.id,
    visitId: undefined,
    raisedBy: somebody,
    kind: 'petition',
    urgency: 'normal',
    field,
    text: '',
    raisedAt: model.now,
    aboutOffice: plan.aboutOffice,
    hiddenFrom: plan.aboutOffice ? hiddenFrom(scene.climb, unit) : undefined,
    limits: plan.limits,
  };
  enter(model, raisedAt(landing, plan.limits, scene, { by: somebody }));
  return model;
}

export function enter(model: Model, wanted: readonly Entry[]): void {
  const before = model.standing as Standing | undefined;
  const entries = before ? withEndings(told(model), wanted) : wanted;
  for (const entry of entries) {
    model.standing = apply(model.standing, entry);
    model.history.push(entry);
    if (isSending(entry)) model.answer = sent(model);
  }
  if (entries.length > 0) model.watch(model, before, entries);
}

const sweepsAtMost = 50;

/** Every step that is due is taken, one after the other; what is taken now comes due at this very moment a few times at most. */
export function sweep(model: Model): number {
  for (let taken = 0; taken < sweepsAtMost; taken++) {
    const [it, scene] = [told(model), sceneOf(model)];
    const steps = stepDue(it, scene, deliveryOf(model));
    const others = [legalStepDue(it, scene), askedAgain(it, scene), helperStepsDue(it, model)];
    const entries = [steps, ...others].find((some) => some.length > 0) ?? [];
    if (entries.length === 0) return taken;
    enter(model, entries);
  }
  throw new Error('the steps due at one moment never end');
}

export const moveTo = (model: Model, at: Instant): void => {
  if (Temporal.Instant.compare(at, model.now) > 0) model.now = at;
};

/** Something happens: time passes, people press buttons, the world around it changes. */
export function act(model: Model, action: Action): void {
  switch (action.do) {
    case 'wait':
      pass(model, model.now.add({ hours: action.hours }));
      break;
    case 'step':
      pass(model, nextMoment(model)?.add({ hours: action.lateHours }));
      break;
    case 'crash':
      // What was decided and not written is nothing: whoever looks next decides again.
      stepDue(
        told(model),
        { ...sceneOf(model), now: told(model).nextStepAt ?? model.now },
        deliveryOf(model),
      );
      pass(model, told(model).nextStepAt);
      break;
    case 'staff':
      changeStaff(model, action);
      break;
    case 'calendar':
      changeDay(model, action);
      break;
    case 'phone':
      changePhone(model, action.phone);
      break;
    default:
      press(model, action);
  }
}

/** Of what is closed the people may still have to be told. */
const nextMoment = ({ standing }: Model): Instant | undefined => standing.nextStepAt ?? standing.askAgainAt;

function pass(model: Model, until: Instant | undefined): void {
  if (until) moveTo(model, until);
  sweep(model);
}

/** A refusal changes nothing. */
function press(model: Model, action: Pressed): void {
  try {
    enter(model, pressed(model, action));
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
  }
}

type Pressed = Exclude<Action, { do: 'wait' | 'step' | 'crash' | 'staff' | 'calendar' | 'phone' }>;

const by = { by: somebody, reason: 'vì' };

export const joinerAt = (who: number): PersonId => `joiner-${who % 2}` as PersonId;

/** What the same office has besides. */
const otherOf = (it: Recommendation): Recommendation => ({
  ...it,
  id: 'other' as RecommendationId,
  number: 'KN-2',
  state: 'open',
  linkedTo: undefined,
});

/** Who has not joined it has no word on it. */
function secondedBy(model: Model, it: Recommendation, who: PersonId): readonly Entry[] {
  return it.joined.includes(who) ? seconded(it, { now: model.now, by: who }, model.history) : [];
}

function pressed(model: Model, action: Pressed): readonly Entry[] {
  const it = told(model);
  const scene = sceneOf(model);
  switch (action.do) {
    case 'take-up':
      refuseUnlessOpen(it);
      return it.state === 'open' ? takenUp(it, scene, somebody) : [];
    case 'answer':
      return answered(it, scene, { by: somebody, text: '' });
    case 'confirm':
      return confirmed(it, model.now, somebody);
    case 'people-told':
      return peopleTold(it, scene, somebody, action.told);
    case 'join':
      // What is about an office is nobody's to join who may not see it.
      if (it.aboutOffice) return [];
      return joined(it, { now: model.now, by: joinerAt(action.who) }, { unit: it.unitId, text: 'cũng vậy' });
    case 'second':
      return secondedBy(model, it, joinerAt(action.who));
    case 'link':
      return linked(it, otherOf(it), { now: model.now, by: somebody });
    case 'unlink':
      return unlinked(it, { now: model.now, by: somebody });
    case 'dispute':
      return disputedBy(it, scene, by);
    case 'question':
      return questioned(it, model.now, somebody, '');
    case 'reply':
      return replied(it, model.now, somebody, '');
    case 'withdraw':
      return withdrawn(it, model.now, by);
    case 'reopen':
      return reopenedBy(it, scene, by);
    case 'pause':
      return paused(it, scene, { ...by, until: dayAfter(model.now, action.days) });
    case 'extend': {
      const until = dayAfter(it.deadline ?? model.now, action.days);
      return extended(it, scene, { ...by, until, interim: '' });
    }
    case 'transfer': {
      const targets = targetsOf(it, model.way);
      const target = targets[action.to % targets.length];
      if (!target) return [];
      const there = isForAbove(it) ? scene : sceneOf(model, target.id);
      return transferred(it, there, { ...by, target: target.id });
    }
    case 'co-ask': {
      const offices = helpersFor(it, model.way);
      const office = offices[action.office % offices.length]?.id;
      const due = model.now.add({ hours: action.hours });
      return office ? helpAsked(it, scene, { by: somebody, office, text: '', due }) : [];
    }
    case 'co-answer':
    case 'co-end': {
      const awaited = awaitedOf(it);
      const helper = awaited[action.which % awaited.length];
      if (!helper) return [];
      return action.do === 'co-answer'
        ? helpAnswered(it, helper, model.now, { by: somebody, text: '' })
        : helpTakenBack(it, helper, model.now, by);
    }
    case 'decide': {
      const { asked } = it;
      const there = asked?.what === 'transfer' && action.agreed ? sceneOf(model, asked.target) : scene;
      return decided(it, there, { ...by, agreed: action.agreed });
    }
  }
}

function changeStaff(model: Model, { office, reachable, live }: Extract<Action, { do: 'staff' }>): void {
  const at = office % model.way.length;
  // The bot is in use at the province as long as it is in use anywhere.
  const stays = at === model.way.length - 1 || live;
  model.way = model.way.map((one, place) => (place === at ? { ...one, reachable, live: stays } : one));
}

const dayAfter = (at: Instant, days: number) => at.toZonedDateTimeISO(zone).toPlainDate().add({ days });

function changeDay(model: Model, { day, kind }: Extract<Action, { do: 'calendar' }>): void {
  const before = model.calendar;
  const date = dayAfter(model.now, day).toString();
  model.days = [...model.days.filter((one) => one.date !== date), { date, kind, name: '' }];
  model.calendar = workCalendar(zone, model.days);
  const own = calendarChanged(told(model), sceneOf(model), before);
  const moved = { ...told(model), ...own.reduce<Standing>(apply, model.standing) };
  enter(model, [...own, ...helpersPostponed(moved, sceneOf(model), before)]);
}
