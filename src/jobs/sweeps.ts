import { dateOf, type Instant } from '../domain/time.ts';
import type { Act, App } from '../use-cases/app.ts';
import { lookAfterMeeting } from '../use-cases/meetings/look-after-meeting.ts';
import { remindOfDocuments } from '../use-cases/meetings/remind-of-documents.ts';
import { remindOfMeeting } from '../use-cases/meetings/remind-of-meeting.ts';
import { sendNotices } from '../use-cases/meetings/send-notices.ts';
import { inAct } from '../use-cases/messaging/act.ts';
import { bundles, gather } from '../use-cases/messaging/gather.ts';
import { chaseCoverage, scheduleChases } from '../use-cases/organisation/chase-coverage.ts';
import { settleClaim } from '../use-cases/people/settle-claim.ts';
import { askWhetherTold } from '../use-cases/recommendations/ask-whether-told.ts';
import { followCalendar } from '../use-cases/recommendations/follow-calendar.ts';
import { takeHelperSteps } from '../use-cases/recommendations/help/take-helper-steps.ts';
import { takeStep } from '../use-cases/recommendations/take-step.ts';
import {
  askWhetherAllTold,
  takeSteps,
  takeStepsOfHelpers,
  tellOfLegalClocks,
} from '../use-cases/recommendations/take-steps.ts';
import { tellOfLegalClock } from '../use-cases/recommendations/tell-of-legal-clock.ts';
import { carryOnSeries } from '../use-cases/series/carry-on-series.ts';

const batch = 500;

type Due<Key> = {
  readonly find: () => Promise<readonly Key[]>;
  readonly take: (key: Key) => Promise<void>;
  /** Some of them in one transaction; where that fails each is taken alone. */
  readonly together?: (keys: readonly Key[]) => Promise<void>;
  readonly name: (key: Key) => string;
};

/** Few enough for a short transaction, so that whoever writes to us meanwhile does not wait. */
const atOnce = 20;

/** Takes everything that is due, oldest first, in short transactions. One that fails does not hold up the rest; the number of those. */
async function sweep<Key>({ log }: App, what: string, how: Due<Key>): Promise<number> {
  const { find, take, name, together } = how;
  const failed = new Set<string>();
  const takeAlone = async (keys: readonly Key[]) => {
    for (const key of keys) {
      try {
        await take(key);
      } catch (error) {
        failed.add(name(key));
        log.error({ err: error, what, key: name(key) }, 'a step failed and is tried again at the next sweep');
      }
    }
  };
  while (true) {
    const due = (await find()).filter((key) => !failed.has(name(key)));
    if (due.length === 0) return failed.size;
    if (!together) await takeAlone(due);
    else
      for (let from = 0; from < due.length; from += atOnce) {
        const some = due.slice(from, from + atOnce);
        await together(some).catch(() => takeAlone(some));
      }
  }
}

/** What the steps have to tell one person in number becomes one message; then nothing is held any longer. The number that failed. */
async function gatherAll(app: App, now: Instant): Promise<number> {
  const { outbox } = app.database.store;
  let failed = 0;
  for (const bundle of bundles(await outbox.waiting(dateOf(now)))) {
    try {
      await inAct(app, (act) => gather(act, bundle), now);
    } catch (error) {
      failed++;
      app.log.error({ err: error }, 'a digest failed: what would stand in it is told one by one');
    }
  }
  if (await outbox.release()) app.post({ claimed: [], queued: true });
  return failed;
}

/** What the sweep does with conversations, which only their flows understand. */
export type AboutDrafts = {
  readonly ask: (act: Act, lane: string) => Promise<void>;
  readonly pass: (act: Act, handover: string) => Promise<void>;
};

type Sweep = (app: App) => Promise<number>;

const due =
  <Key>(what: string, how: Due<Key>): Sweep =>
  (app) =>
    sweep(app, what, how);

/** Everything that waits for a moment, in the order in which it is looked after. */
function allDue(app: App, now: Instant, aboutDrafts: AboutDrafts): readonly Sweep[] {
  const at = dateOf(now);
  const {
    calendar,
    documentDates,
    attendance,
    meetings,
    sendings,
    recommendations,
    helpers,
    chases,
    conversations,
    handovers,
    linkClaims,
    series,
  } = app.database.store;
  const act = (work: (act: Act) => Promise<unknown>) =>
    inAct(app, async (open) => void (await work(open)), now);
  return [
    due('series', {
      find: () => series.due(at, batch),
      take: (id) => act((open) => carryOnSeries(open, id)),
      name: (id) => id,
    }),
    due('notices', {
      find: () => sendings.due(at, batch),
      take: ({ id }) => act((open) => sendNotices(open, id)),
      name: ({ id }) => id,
    }),
    due('reminder', {
      find: () => meetings.dueForReminder(at, batch),
      take: ({ id, at: seen }) => act((open) => remindOfMeeting(open, id, seen)),
      name: ({ id }) => id,
    }),
    due('documents', {
      find: () => documentDates.dueForReminder(at, batch),
      take: ({ id, at: seen }) => act((open) => remindOfDocuments(open, id, seen)),
      name: ({ id }) => id,
    }),
    due('meeting held', {
      find: () => attendance.due(at, batch),
      take: (one) => act((open) => lookAfterMeeting(open, one)),
      name: ({ id }) => id,
    }),
    // Before any step is taken: what a new day off moves later is not due yet.
    due('calendar', {
      find: async () => ((await calendar.isChanged()) ? ['calendar'] : []),
      take: () => act(followCalendar),
      name: (all) => all,
    }),
    due('step', {
      find: () => recommendations.due(at, batch),
      take: (id) => act((open) => takeStep(open, id)),
      together: (ids) => act((open) => takeSteps(open, ids)),
      name: (id) => id,
    }),
    due('legal step', {
      find: () => recommendations.legalDue(at, batch),
      take: (id) => act((open) => tellOfLegalClock(open, id)),
      together: (ids) => act((open) => tellOfLegalClocks(open, ids)),
      name: (id) => id,
    }),
    due('whether the people were told', {
      find: () => recommendations.asksDue(at, batch),
      take: (id) => act((open) => askWhetherTold(open, id)),
      together: (ids) => act((open) => askWhetherAllTold(open, ids)),
      name: (id) => id,
    }),
    // After the steps of the lead: who has answered or passed it on needs no help.
    due('step of a helper', {
      find: () => helpers.due(at, batch),
      take: (id) => act((open) => takeHelperSteps(open, id)),
      together: (ids) => act((open) => takeStepsOfHelpers(open, ids)),
      name: (id) => id,
    }),
    due('chases of new offices', {
      find: async () => ((await chases.someUnscheduled()) ? ['all'] : []),
      take: () => act(scheduleChases),
      name: (all) => all,
    }),
    due('chase', {
      find: () => chases.due(at, batch),
      take: (chase) => act((open) => chaseCoverage(open, chase)),
      name: ({ office }) => office,
    }),
    due('drafts of a handover', {
      find: () => handovers.draftsDue(at, batch),
      take: (id) => act((open) => aboutDrafts.pass(open, id)),
      name: (id) => id,
    }),
    due('draft', {
      find: () => conversations.abandoned(at, batch),
      take: (lane) => act((open) => aboutDrafts.ask(open, lane)),
      name: (lane) => lane,
    }),
    due('claim', {
      find: () => linkClaims.due(at, batch),
      take: (id) => act((open) => settleClaim(open, id)),
      name: (id) => id,
    }),
  ];
}

/** All that waits for a moment, done at that moment; the number of steps that failed, unknown when nothing was tried. */
export async function sweepAll(
  app: App,
  now: Instant,
  aboutDrafts: AboutDrafts,
): Promise<number | undefined> {
  // A moment earlier than the last one stored is not acted on: time never runs backwards.
  if (!(await app.database.store.settings.advance('last-sweep', dateOf(now)))) {
    app.log.warn({ now: now.toString() }, 'the clock is behind the last sweep; nothing is done');
    return undefined;
  }
  let failed = 0;
  for (const take of allDue(app, now, aboutDrafts)) failed += await take(app);
  return failed + (await gatherAll(app, now));
}
