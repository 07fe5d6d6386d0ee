import { schedule } from 'node-cron';
import type { App } from '../use-cases/app.ts';

export type Sweep = () => Promise<unknown>;
export type Posts = { readonly look: () => Promise<void> };
export type Turns = { readonly wake: (lanes: readonly string[]) => void };

type Job = {
  readonly name: string;
  readonly when: string;
  /** Whose hours are meant; of seconds it does not matter. */
  readonly zone?: string;
  readonly run: () => Promise<unknown>;
};

/** A row younger than this is being handled by whoever stored it. */
const forgottenAfterSeconds = 5;

/** Every job and its hour. node-cron only says how often to look: what is due is in the database, and each job may run twice or late. */
const timetable = (app: App, sweep: Sweep, posts: Posts, turns: Turns): readonly Job[] => [
  { name: 'sweep', when: '*/5 * * * * *', run: sweep },
  { name: 'post', when: '* * * * * *', run: () => posts.look() },
  {
    name: 'forgotten-turns',
    when: '*/5 * * * * *',
    run: async () => turns.wake(await app.database.store.inbox.waitingLanes(forgottenAfterSeconds)),
  },
  // When nobody writes: the embedded database answers nobody meanwhile.
  { name: 'tidy', when: '30 3 * * *', zone: app.zone, run: () => app.database.tidy() },
];

/** Runs the timetable until stopped; a job still running is not started again. */
export function runTimetable(
  app: App,
  sweep: Sweep,
  posts: Posts,
  turns: Turns,
): { stop: () => Promise<void> } {
  const running = new Set<Promise<unknown>>();
  const tasks = timetable(app, sweep, posts, turns).map(({ name, when, zone, run }) => {
    let busy = false;
    const look = async () => {
      if (busy) return;
      busy = true;
      const job = run().catch((error: unknown) => app.log.error({ err: error, job: name }, 'a job failed'));
      running.add(job);
      await job;
      running.delete(job);
      busy = false;
    };
    // A look that is late is made up for by the next; node-cron would print a line of its own that is no JSON.
    return schedule(when, look, { suppressMissedWarning: true, ...(zone && { timezone: zone }) });
  });
  return {
    async stop() {
      for (const task of tasks) await task.stop();
      await Promise.all(running);
    },
  };
}
