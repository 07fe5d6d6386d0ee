import { dateOf, type Instant } from '../domain/time.ts';
import type { Act, App } from '../use-cases/app.ts';
import { remindOfMeeting } from '../use-cases/meetings/remind-of-meeting.ts';
import { inAct } from '../use-cases/messaging/act.ts';
import { bundles, gather } from '../use-cases/messaging/gather.ts';
import { chaseCoverage, scheduleChases } from '../use-cases/organisation/chase-coverage.ts';
import { settleClaim } from '../use-cases/people/settle-claim.ts';
import { takeStep } from '../use-cases/recommendations/take-step.ts';

const batch = 500;

type Due<Key> = {
  readonly find: () => Promise<readonly Key[]>;
  readonly take: (key: Key) => Promise<void>;
  readonly name: (key: Key) => string;
};

/** Takes everything that is due, oldest first, each in a short transaction of its own. One that fails does not hold up the rest; the number of those. */
async function sweep<Key>({ log }: App, what: string, { find, take, name }: Due<Key>): Promise<number> {
  const failed = new Set<string>();
  while (true) {
    const due = (await find()).filter((key) => !failed.has(name(key)));
    if (due.length === 0) return failed.size;
    for (const key of due) {
      try {
        await take(key);
      } catch (error) {
        failed.add(name(key));
        log.error({ err: error, what, key: name(key) }, 'a step failed and is tried again at the next sweep');
      }
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

/** All that waits for a moment, done at that moment; the number of steps that failed, unknown when nothing was tried. */
export async function sweepAll(
  app: App,
  now: Instant,
  aboutDrafts: AboutDrafts,
): Promise<number | undefined> {
  const at = dateOf(now);
  // A moment earlier than the last one stored is not acted on: time never runs backwards.
  if (!(await app.database.store.settings.advance('last-sweep', at))) {
    app.log.warn({ now: now.toString() }, 'the clock is behind the last sweep; nothing is done');
    return undefined;
  }
  const { meetings, recommendations, chases, conversations, handovers, linkClaims } = app.database.store;
  const reminders = await sweep(app, 'reminder', {
    find: () => meetings.dueForReminder(at, batch),
    take: (due) => inAct(app, (act) => remindOfMeeting(act, due.id, due.at), now),
    name: ({ id }) => id,
  });
  const steps = await sweep(app, 'step', {
    find: () => recommendations.due(at, batch),
    take: (id) => inAct(app, (act) => takeStep(act, id), now),
    name: (id) => id,
  });
  const scheduled = await sweep(app, 'chases of new offices', {
    find: async () => ((await chases.someUnscheduled()) ? ['all'] : []),
    take: () => inAct(app, scheduleChases, now),
    name: (all) => all,
  });
  const chased = await sweep(app, 'chase', {
    find: () => chases.due(at, batch),
    take: (chase) => inAct(app, (act) => chaseCoverage(act, chase), now),
    name: ({ office }) => office,
  });
  const passed = await sweep(app, 'drafts of a handover', {
    find: () => handovers.draftsDue(at, batch),
    take: (id) => inAct(app, (act) => aboutDrafts.pass(act, id), now),
    name: (id) => id,
  });
  const drafts = await sweep(app, 'draft', {
    find: () => conversations.abandoned(at, batch),
    take: (lane) => inAct(app, (act) => aboutDrafts.ask(act, lane), now),
    name: (lane) => lane,
  });
  const claims = await sweep(app, 'claim', {
    find: () => linkClaims.due(at, batch),
    take: (id) => inAct(app, (act) => settleClaim(act, id), now),
    name: (id) => id,
  });
  const digests = await gatherAll(app, now);
  return reminders + steps + scheduled + chased + passed + drafts + claims + digests;
}
