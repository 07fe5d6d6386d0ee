import { afterEach, expect, it, vi } from 'vitest';
import { runTimetable } from '../../src/jobs/timetable.ts';

afterEach(() => {
  vi.restoreAllMocks();
  vi.useRealTimers();
});

it('says nothing beside the log when a look comes late', async () => {
  vi.useFakeTimers({ now: new Date('2018-11-19T01:00:00.500Z') });
  const printed = [process.stdout, process.stderr].map((stream) =>
    vi.spyOn(stream, 'write').mockReturnValue(true),
  );
  const warned = (['log', 'info', 'warn', 'error'] as const).map((level) =>
    vi.spyOn(console, level).mockReturnValue(),
  );
  let looks = 0;
  const app = { database: { store: { inbox: { waitingLanes: async () => [] } } } };
  const posts = { look: async () => void looks++ };
  const timetable = runTimetable(app as never, async () => {}, posts, { wake: () => {} });
  await vi.advanceTimersByTimeAsync(2_000);
  expect(looks).toBeGreaterThan(0);
  // The process was busy for a while: the clock has gone on, the timers have not.
  vi.setSystemTime(Date.now() + 8_000);
  const before = looks;
  await vi.advanceTimersByTimeAsync(3_000);
  expect(looks).toBeGreaterThan(before);
  await timetable.stop();
  for (const spy of [...printed, ...warned]) expect(spy).not.toHaveBeenCalled();
});

it('tidies the embedded database once a night, by the clock of the province', async () => {
  vi.useFakeTimers({ now: new Date('2018-11-19T20:29:57.500Z') });
  let tidied = 0;
  const database = { store: { inbox: { waitingLanes: async () => [] } }, tidy: async () => void tidied++ };
  const app = { zone: 'Asia/Ho_Chi_Minh', database };
  const posts = { look: async () => {} };
  const timetable = runTimetable(app as never, async () => {}, posts, { wake: () => {} });
  await vi.advanceTimersByTimeAsync(2_000);
  expect(tidied).toBe(0);
  await vi.advanceTimersByTimeAsync(90_000);
  expect(tidied).toBe(1);
  await timetable.stop();
});
