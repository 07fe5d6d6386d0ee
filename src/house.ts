import { createHmac, randomBytes } from 'node:crypto';
import { join } from 'node:path';
import type { Logger } from 'pino';
import { Temporal } from 'temporal-polyfill';
import { addressOf } from './channels/browser/channel.ts';
import type { Config } from './config.ts';
import type { Channel, ChannelName } from './domain/channel.ts';
import { defaultLadders } from './domain/ladder.ts';
import { SetupRefusal } from './domain/setup-refusal.ts';
import { loadLocales } from './locales.ts';
import { openLog } from './log.ts';
import { createMetrics, type Metrics } from './metrics.ts';
import { type RehearsalClock, rehearsalClock } from './rehearsal-clock.ts';
import { type Database, openDatabase } from './store/database.ts';
import { openVault, type Vault } from './store/vault.ts';
import { bucketPlace } from './store/vault-bucket.ts';
import { folderPlace } from './store/vault-folder.ts';
import type { App } from './use-cases/app.ts';
import { calendarEdition, keepCalendar } from './use-cases/calendar/keep-calendar.ts';
import { demoBegins, loadDemo } from './use-cases/demo/load-demo.ts';
import { loadHistory } from './use-cases/demo/load-history.ts';
import { inAct } from './use-cases/messaging/act.ts';
import type { Sender } from './use-cases/messaging/deliver.ts';
import { type SignedLinks, signedLinks } from './web/links.ts';

/** For tests and benches: what a config can not say. */
export type Wishes = {
  readonly log?: Logger;
  readonly realNow?: () => number;
  readonly connections?: number;
  readonly pace?: Channel['pace'];
  readonly longPollSeconds?: number;
};

type Rehearsing = { readonly demo: '1' | 'empty' } | undefined;

/** The house without its doors: what every command works on. */
export type House = {
  readonly app: App;
  readonly database: Database;
  readonly links: SignedLinks;
  readonly rehearsal:
    | { readonly clock: RehearsalClock; readonly phoneOf: (code: string) => string }
    | undefined;
  readonly log: Logger;
  readonly metrics: Metrics;
  /** Doors are hung in later: where messages go, and whose they are to send. */
  readonly doors: Doors;
  readonly refreshCalendar: () => Promise<void>;
  readonly close: () => Promise<void>;
};

type Doors = { senders: ReadonlyMap<ChannelName, Sender>; channels: Map<ChannelName, Channel> };

export async function openHouse(config: Config, wishes: Wishes = {}): Promise<House> {
  const log = wishes.log ?? openLog(config.LOG_LEVEL);
  const realNow = wishes.realNow ?? Date.now;
  const database = await openDatabase(
    config.DATABASE_URL
      ? {
          kind: 'server',
          url: config.DATABASE_URL,
          ...(wishes.connections && { connections: wishes.connections }),
        }
      : { kind: 'embedded', folder: config.DATA_DIR },
  );
  try {
    return await furnish(config, log, realNow, database);
  } catch (error) {
    await database.close();
    throw error;
  }
}

async function furnish(
  config: Config,
  log: Logger,
  realNow: () => number,
  database: Database,
): Promise<House> {
  const rehearsing = await rehearsalMark(config, database);
  const secret = await database.store.settings.settle('secret', randomBytes(32).toString('base64url'));
  const base = config.PUBLIC_URL?.replace(/\/$/, '') ?? `http://localhost:${config.PORT}`;
  const links = signedLinks(base, secret, realNow);
  const clock = rehearsing
    ? await rehearsalClock(database, realNow, demoBegins)
    : { now: () => Temporal.Instant.fromEpochMilliseconds(realNow()) };
  const phoneOf = (code: string) => createHmac('sha256', secret).update(`phone:${code}`).digest('base64url');
  const yearNow = () => clock.now().toZonedDateTimeISO(config.TIME_ZONE).year;
  await database.store.ladders.keep(defaultLadders);
  let year = yearNow();
  let edition = await calendarEdition(database.store);
  let calendar = await keepCalendar(database.store, config.TIME_ZONE, year);
  const doors: Doors = { senders: new Map(), channels: new Map() };
  const metrics = createMetrics(database, doors.channels);
  const app: App = {
    database,
    vault: vaultOf(config),
    clock,
    zone: config.TIME_ZONE,
    channels: doors.channels,
    translate: loadLocales(),
    links,
    log,
    measure: metrics,
    calendar: () => calendar,
    mine: () => [...doors.senders.keys()],
    post({ claimed, queued }) {
      for (const row of claimed) doors.senders.get(row.channel)?.take([row]);
      if (queued) for (const sender of doors.senders.values()) void lookQuietly(sender, log);
    },
  };
  const house: House = {
    app,
    database,
    links,
    rehearsal: rehearsing && 'advance' in clock ? { clock, phoneOf } : undefined,
    log,
    metrics,
    doors,
    async refreshCalendar() {
      const latest = await calendarEdition(database.store);
      if (yearNow() === year && latest === edition) return;
      year = yearNow();
      edition = latest;
      calendar = await keepCalendar(database.store, config.TIME_ZONE, year);
    },
    close: () => database.close(),
  };
  if (rehearsing?.demo === '1') await loadDemoOnce(house);
  return house;
}

function vaultOf(config: Config): Vault {
  const folder = join(config.DATA_DIR, 'files');
  const aside = join(folder, 'aside');
  return openVault(
    aside,
    config.S3_BUCKET === undefined ? folderPlace(folder) : bucketPlace(bucketOf(config)),
  );
}

const bucketOf = (config: Config) => ({
  bucket: config.S3_BUCKET ?? '',
  endpoint: config.S3_ENDPOINT,
  region: config.S3_REGION,
  accessKeyId: config.S3_ACCESS_KEY_ID ?? '',
  secretAccessKey: config.S3_SECRET_ACCESS_KEY ?? '',
});

async function lookQuietly(sender: Sender, log: Logger): Promise<void> {
  await sender.look().catch((error: unknown) => log.error({ err: error }, 'the outbox could not be read'));
}

/** A database is for rehearsal or it is not: decided at its first start, and kept. */
async function rehearsalMark(config: Config, database: Database): Promise<Rehearsing> {
  const { settings } = database.store;
  const hasToken = Boolean(config.TELEGRAM_BOT_TOKEN || config.ZALO_BOT_TOKEN);
  const usual = database.kind === 'embedded' && !hasToken ? '1' : '0';
  const mark = await settings.settle<'1' | 'empty' | '0'>('rehearsal', config.DEMO ?? usual);
  if (mark === '0' && config.DEMO && config.DEMO !== '0')
    throw new SetupRefusal(
      'This database is in real use, so the demo can not be loaded into it. Leave DEMO unset, or give the rehearsal a database of its own (another DATA_DIR or DATABASE_URL).',
    );
  return mark === '0' ? undefined : { demo: mark };
}

async function loadDemoOnce({ app, database, rehearsal }: House): Promise<void> {
  if (!rehearsal || (await database.store.settings.get('demo-loaded'))) return;
  await inAct(app, async (act) => {
    await loadDemo(act, (code) => addressOf(rehearsal.phoneOf(code)));
  });
  await loadHistory((moment, work) => inAct(app, work, moment));
  await database.store.outbox.release();
  await database.store.settings.set('demo-loaded', true);
}
