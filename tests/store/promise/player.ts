import pino from 'pino';
import type { OfficeId, PersonId, RecommendationId } from '../../../src/domain/identity.ts';
import { awaitedOf, isHelperDue } from '../../../src/domain/promise/help.ts';
import { isLegalDue } from '../../../src/domain/promise/legal.ts';
import { isAskDue } from '../../../src/domain/promise/people.ts';
import { isDue } from '../../../src/domain/promise/step.ts';
import { Refusal } from '../../../src/domain/refusal.ts';
import type { Instant } from '../../../src/domain/time.ts';
import { dateOfDay, dayIn } from '../../../src/domain/time.ts';
import { type WorkCalendar, workCalendar } from '../../../src/domain/work-calendar.ts';
import { loadLocales } from '../../../src/locales.ts';
import type { Told } from '../../../src/store/recommendation-row.ts';
import type { ActOf, App } from '../../../src/use-cases/app.ts';
import { inAct } from '../../../src/use-cases/messaging/act.ts';
import { answerRecommendation } from '../../../src/use-cases/recommendations/answer-recommendation.ts';
import { confirmAnswer, notePeopleTold } from '../../../src/use-cases/recommendations/confirm-answer.ts';
import { decideAbove } from '../../../src/use-cases/recommendations/decide-above.ts';
import { disputeAnswer } from '../../../src/use-cases/recommendations/dispute-answer.ts';
import { extendDeadline } from '../../../src/use-cases/recommendations/extend-deadline.ts';
import { recount } from '../../../src/use-cases/recommendations/follow-calendar.ts';
import { answerHelp } from '../../../src/use-cases/recommendations/help/answer-help.ts';
import { askForHelp } from '../../../src/use-cases/recommendations/help/ask-for-help.ts';
import { helpersOf } from '../../../src/use-cases/recommendations/help/open-help.ts';
import { takeBackHelp } from '../../../src/use-cases/recommendations/help/take-back-help.ts';
import { joinRecommendation } from '../../../src/use-cases/recommendations/join-recommendation.ts';
import {
  linkRecommendation,
  unlinkRecommendation,
} from '../../../src/use-cases/recommendations/link-recommendation.ts';
import { pauseRecommendation } from '../../../src/use-cases/recommendations/pause-recommendation.ts';
import { questionRaiser } from '../../../src/use-cases/recommendations/question-raiser.ts';
import { raiseRecommendation } from '../../../src/use-cases/recommendations/raise-recommendation.ts';
import { reopenRecommendation } from '../../../src/use-cases/recommendations/reopen-recommendation.ts';
import { replyToQuestion } from '../../../src/use-cases/recommendations/reply-to-question.ts';
import {
  askWhetherAllTold,
  takeSteps,
  takeStepsOfHelpers,
  tellOfLegalClocks,
} from '../../../src/use-cases/recommendations/take-steps.ts';
import { takeUpRecommendation } from '../../../src/use-cases/recommendations/take-up-recommendation.ts';
import {
  targets,
  transferRecommendation,
} from '../../../src/use-cases/recommendations/transfer-recommendation.ts';
import { withdrawRecommendation } from '../../../src/use-cases/recommendations/withdraw-recommendation.ts';
import { type Model, zone } from '../../domain/promise/model.ts';
import type { Action } from '../../domain/promise/plan.ts';
import { Crash, type Fragile, type FragileDatabase } from './faults.ts';
import { type Province, reach } from './province.ts';

const translate = loadLocales();
const log = pino({ level: 'silent' });

const appOf = (database: Fragile, calendar: () => WorkCalendar): App =>
  ({
    database,
    translate,
    log,
    zone,
    calendar,
    channels: new Map(),
    links: {},
    vault: {},
    mine: () => [],
    post: () => {},
  }) as unknown as App;

/** Does to the real store what the model does to itself, with workers that die, and tries again what they left. */
export class Player {
  readonly #database: FragileDatabase;
  readonly #province: Province;
  readonly #model: Model;
  #id: RecommendationId | undefined;
  #other: RecommendationId | undefined;
  crashes = 0;

  constructor(database: FragileDatabase, province: Province, model: Model) {
    this.#database = database;
    this.#province = province;
    this.#model = model;
  }

  async told(): Promise<Told> {
    return (await this.#database.workers[0]!.store.recommendations.byId(this.#id!))!;
  }

  history() {
    return this.#database.workers[0]!.store.recommendations.history(this.#id!);
  }

  officeOf = (office: OfficeId): string => `office-${this.#province.offices.indexOf(office)}`;

  async #done(): Promise<void> {
    // What was said has arrived, but with who raised it only when their phone is at hand.
    await this.#database.rows(
      `update outbox set state = 'sent', sent_at = $1::timestamptz where state <> 'sent' and (person_id <> $2::uuid or $3)`,
      this.#model.now.toString(),
      this.#province.raiser,
      this.#model.phone === 'prompt',
    );
  }

  /** As somebody: the worker dies before the nth statement, and another takes it up again. */
  async #as(person: PersonId, dies: number, work: (act: ActOf) => Promise<unknown>): Promise<void> {
    const now = this.#model.now;
    await this.#tried(this.#database.workers[0]!, dies, (app) =>
      inAct(
        app,
        async (act) => {
          const actor = await act.store.people.actor(person, dateOfDay(dayIn(zone, now)));
          await work({ ...act, actor: actor! });
        },
        now,
      ),
    );
    await this.#done();
  }

  async #tried(worker: Fragile, dies: number, work: (app: App) => Promise<unknown>): Promise<void> {
    const app = appOf(worker, () => this.#model.calendar);
    worker.dieBefore(dies);
    try {
      await work(app);
    } catch (error) {
      if (error instanceof Refusal) return;
      if (!(error instanceof Crash)) throw error;
      this.crashes++;
      worker.dieBefore(undefined);
      await work(app).catch((again: unknown) => {
        if (!(again instanceof Refusal)) throw again;
      });
    } finally {
      worker.dieBefore(undefined);
    }
  }

  async raise(dies: number): Promise<void> {
    this.#id = await this.#raised(dies);
  }

  async #raised(dies: number): Promise<RecommendationId> {
    const { store } = this.#database.workers[0]!;
    const unit = (await store.units.byId(this.#province.unit))!;
    const { limits, aboutOffice } = this.#model.plan;
    await store.ladders.put({ ...limits, kind: 'petition', urgency: 'normal', source: '', verified: false });
    let raised: RecommendationId | undefined;
    await this.#as(this.#province.raiser, dies, async (act) => {
      const raising = { unit, visit: undefined, kind: 'petition' as const, field: 'Giao thông', text: 'Cầu' };
      raised = (await raiseRecommendation(act, { ...raising, aboutOffice })).told.id;
    });
    return raised!;
  }

  /** All workers look at once, until nothing is due. */
  async #sweep(dies: number): Promise<void> {
    const { now } = this.#model;
    let dying = dies;
    for (let takes = await this.#nextSteps(now); takes; takes = await this.#nextSteps(now)) {
      const take = takes;
      const looking = this.#database.workers.map((worker, at) =>
        this.#tried(worker, dying + at, (app) => inAct(app, (act) => take(act, [this.#id!]), now)),
      );
      // Who was second finds that the history has grown, and leaves it.
      const looked = await Promise.allSettled(looking);
      if (looked.every(({ status }) => status === 'rejected'))
        throw (looked[0] as PromiseRejectedResult).reason;
      await this.#done();
      dying = 1000;
    }
  }

  /** In the order of the model. */
  async #nextSteps(now: Instant): Promise<typeof takeSteps | undefined> {
    const told = await this.told();
    if (isDue(told, { now })) return takeSteps;
    if (isLegalDue(told, { now })) return tellOfLegalClocks;
    if (isAskDue(told, { now })) return askWhetherAllTold;
    return told.helpers.some((one) => isHelperDue(one, now)) ? takeStepsOfHelpers : undefined;
  }

  /** Another that the same office has, and that nobody ever answers. */
  async #otherAt(office: OfficeId): Promise<RecommendationId> {
    this.#other ??= await this.#raised(1000);
    await this.#database.rows(
      `update recommendations set office_id = $2::uuid, next_step_at = now() + interval '9 years' where id = $1::uuid`,
      this.#other,
      office,
    );
    await this.#database.rows(
      `update recommendation_events set data = jsonb_set(data, '{office}', to_jsonb($2::text))
        where recommendation_id = $1::uuid and what = 'raised'`,
      this.#other,
      office,
    );
    return this.#other;
  }

  #staffOf(office: OfficeId): PersonId {
    return this.#province.staff[this.#province.offices.indexOf(office)]!;
  }

  /** `before`: the calendar as it was before the model changed it. `until`: the day the model meant. */
  async play(action: Action, dies: number, before: WorkCalendar, until: Instant | undefined): Promise<void> {
    await this.#happens(action, dies, before, until);
    // What is opened again may have passed its legal deadline meanwhile.
    await this.#sweep(1000);
  }

  async #happens(
    action: Action,
    dies: number,
    before: WorkCalendar,
    until: Instant | undefined,
  ): Promise<void> {
    const { rows } = this.#database;
    switch (action.do) {
      case 'wait':
      case 'step':
      case 'crash':
        return this.#sweep(dies);
      case 'staff': {
        const at = action.office % this.#province.staff.length;
        await reach(rows, this.#province.staff[at]!, action.reachable);
        return;
      }
      case 'phone':
        await reach(rows, this.#province.raiser, action.phone !== 'unreachable');
        return this.#done();
      case 'calendar': {
        const calendar = workCalendar(zone, this.#model.days);
        return this.#as(this.#province.raiser, dies, (act) => recount(act, this.#id!, before, calendar));
      }
      default:
        return this.#press(action, dies, until);
    }
  }

  async #press(action: Action, dies: number, until: Instant | undefined): Promise<void> {
    const id = this.#id!;
    const told = await this.told();
    const office = (work: (act: ActOf) => Promise<unknown>) =>
      this.#as(this.#staffOf(told.office), dies, work);
    const raiser = (work: (act: ActOf) => Promise<unknown>) => this.#as(this.#province.raiser, dies, work);
    const joiner = (who: number, work: (act: ActOf) => Promise<unknown>) =>
      this.#as(this.#province.joiners[who % 2]!, dies, work);
    const day = dayIn(zone, until ?? this.#model.now);
    const reason = 'vì';
    switch (action.do) {
      case 'take-up':
        return office((act) => takeUpRecommendation(act, id));
      case 'answer':
        return office((act) => answerRecommendation(act, id, 'xong'));
      case 'question':
        return office((act) => questionRaiser(act, id, 'đâu'));
      case 'pause':
        return office((act) => pauseRecommendation(act, id, { until: day, reason }));
      case 'extend':
        return office((act) => extendDeadline(act, id, { until: day, reason, interim: 'chờ' }));
      case 'transfer':
        return office(async (act) => {
          const all = await targets(act, told);
          const target = all[action.to % all.length];
          if (target) await transferRecommendation(act, id, { target: target.id, reason });
        });
      case 'co-ask': {
        const due = this.#model.now.add({ hours: action.hours });
        return office(async (act) => {
          const all = await helpersOf(act, told);
          const target = all[action.office % all.length];
          if (target) await askForHelp(act, id, { office: target.id, text: 'ý kiến', due });
        });
      }
      case 'co-answer':
      case 'co-end': {
        const awaited = awaitedOf(told);
        const helper = awaited[action.which % awaited.length];
        if (!helper) return;
        const about = { recommendation: id, request: helper.request };
        return action.do === 'co-answer'
          ? this.#as(this.#staffOf(helper.office), dies, (act) => answerHelp(act, about, 'xong'))
          : office((act) => takeBackHelp(act, about, reason));
      }
      case 'decide': {
        const decider = told.asked ? this.#staffOf(told.asked.to) : this.#province.raiser;
        const decision = { agreed: action.agreed, reason };
        return this.#as(decider, dies, (act) => decideAbove(act, id, decision));
      }
      case 'confirm':
        return raiser((act) => confirmAnswer(act, id));
      case 'join':
        return joiner(action.who, (act) =>
          joinRecommendation(act, id, { unit: told.unit, text: 'cũng vậy' }),
        );
      case 'second':
        return joiner(action.who, (act) => confirmAnswer(act, id));
      case 'link': {
        const other = await this.#otherAt(told.office);
        return office((act) => linkRecommendation(act, id, other));
      }
      case 'unlink':
        return office((act) => unlinkRecommendation(act, id));
      case 'people-told':
        return raiser((act) => notePeopleTold(act, id, action.told));
      case 'dispute':
        return raiser((act) => disputeAnswer(act, id, reason));
      case 'reply':
        return raiser((act) => replyToQuestion(act, id, 'đây'));
      case 'withdraw':
        return raiser((act) => withdrawRecommendation(act, id, reason));
      case 'reopen':
        return raiser((act) => reopenRecommendation(act, id, reason));
    }
  }
}
