import type { Config } from './config.ts';
import type { ChannelName } from './domain/channel.ts';
import { SetupRefusal } from './domain/setup-refusal.ts';
import type { Instant } from './domain/time.ts';
import { askAboutDraft } from './flows/ask-about-draft.ts';
import { createLanes } from './flows/lanes.ts';
import { passDrafts } from './flows/pass-drafts.ts';
import { type House, openHouse, type Wishes } from './house.ts';
import { sweepAll } from './jobs/sweeps.ts';
import { runTimetable } from './jobs/timetable.ts';
import { momentAfter, written } from './rehearsal-clock.ts';
import { createSender } from './use-cases/messaging/deliver.ts';
import { receive } from './use-cases/messaging/receive.ts';
import { type Listening, listen } from './web/listen.ts';
import { webApp } from './web/server.ts';
import { channelsOf } from './wire-channels.ts';
import { webNeeds } from './wire-web.ts';

/** The house with its doors open. */
export type Served = {
  readonly house: House;
  readonly port: number;
  /** Resolves when every message that has arrived is handled and every answer is sent. */
  readonly idle: () => Promise<void>;
  readonly advance: (by: string) => Promise<string>;
  readonly close: () => Promise<void>;
};

export async function serve(config: Config, wishes: Wishes = {}): Promise<Served> {
  const house = await openHouse(config, wishes);
  const { app, doors, log, database } = house;
  const lanes = createLanes(app);
  const intake = async (arrivals: Parameters<typeof receive>[1]) => lanes.wake(await receive(app, arrivals));
  for (const channel of channelsOf(config, house, wishes)) doors.channels.set(channel.name, channel);
  const ownership = { ready: false };
  let listening: Listening | undefined;
  const opened = new Set<ChannelName>();

  async function takeOver(): Promise<void> {
    for (const channel of doors.channels.values()) {
      if (opened.has(channel.name) || !(await database.own(`channel:${channel.name}`))) continue;
      opened.add(channel.name);
      await database.store.outbox.inherit(channel.name);
      doors.senders = new Map([...doors.senders, [channel.name, createSender(app, channel)]]);
      await channel.open(intake);
    }
  }

  const look = async () => {
    for (const sender of doors.senders.values()) await sender.look();
  };
  const idle = async () => {
    await lanes.idle();
    await look();
    for (const sender of doors.senders.values()) await sender.idle();
  };
  let failingSteps = 0;
  let sweeping: Promise<unknown> = Promise.resolve();
  // One after the other: what one holds back for its digests, another would let go.
  const sweep = (at?: Instant): Promise<void> => {
    const swept = sweeping.then(async () => {
      await house.refreshCalendar();
      failingSteps =
        (await sweepAll(app, at ?? app.clock.now(), { ask: askAboutDraft, pass: passDrafts })) ??
        failingSteps;
    });
    sweeping = swept.catch(() => {});
    return swept;
  };
  const advance = async (by: string): Promise<string> => {
    const { clock } = house.rehearsal ?? {};
    if (!clock) throw new SetupRefusal('Only a rehearsal has a clock that can be moved.');
    const now = await clock.advance(
      momentAfter(clock.now(), by, config.TIME_ZONE, app.calendar()),
      async (at) => {
        await sweep(at);
        await idle();
      },
    );
    return written(now, config.TIME_ZONE);
  };

  const isReady = () => ownership.ready;
  const web = webApp(webNeeds(config, house, { advance, intake, isReady, failingSteps: () => failingSteps }));
  const where = { host: hostOf(config, house), port: config.PORT };
  listening = await listen(web, where).catch(async (error: unknown) => {
    await house.close();
    throw error;
  });
  await takeOver();
  lanes.wake(await database.store.inbox.waitingLanes(0));
  await look();
  const posts = {
    async look() {
      await takeOver();
      await look();
    },
  };
  const timetable = runTimetable(app, () => sweep(), posts, lanes);
  ownership.ready = true;
  log.info(
    { port: listening.port, rehearsal: Boolean(house.rehearsal), channels: [...doors.channels.keys()] },
    'ready',
  );

  return {
    house,
    port: listening.port,
    idle,
    advance,
    async close() {
      ownership.ready = false;
      await timetable.stop();
      await Promise.all([...doors.channels.values()].map((channel) => channel.close()));
      await listening?.close();
      await lanes.stop();
      await Promise.all([...doors.senders.values()].map((sender) => sender.stop()));
      await house.close();
    },
  };
}

const hostOf = (config: Config, { rehearsal }: House): string =>
  config.HOST ?? (rehearsal ? '127.0.0.1' : '0.0.0.0');
