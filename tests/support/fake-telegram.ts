import { documentedLimits } from './fake-telegram/limits.ts';
import { makePhone, type Phone } from './fake-telegram/phone.ts';
import { listen } from './fake-telegram/server.ts';
import { Updates, type Webhook } from './fake-telegram/updates.ts';
import {
  type Call,
  type Counts,
  type Fault,
  makeWorld,
  type Person,
  type World,
} from './fake-telegram/world.ts';

export type FakeTelegramOptions = {
  readonly token?: string;
  readonly port?: number;
  /** For load: no log of calls, only the last few bubbles of each chat. */
  readonly lean?: boolean;
  /** Answers 429 beyond the documented rates. */
  readonly limits?: boolean;
  /** A Bot API server of one's own: no limit on downloads, and sizes of files are not told. */
  readonly localServer?: boolean;
  /** How long a press waits for its answer. */
  readonly queryLifeMilliseconds?: number;
  /** The first pause before an update is brought to a webhook again; it doubles. */
  readonly webhookRetryMilliseconds?: number;
};

export type FakeTelegram = {
  readonly apiRoot: string;
  readonly token: string;
  readonly username: string;
  /** The phone of a person; the same one for the same chat. */
  readonly phone: (chatId: number, person?: Partial<Person>) => Phone;
  /** The next calls of this method (`download` for files) meet these faults, one each. */
  readonly fail: (method: string, ...faults: readonly Fault[]) => void;
  /** Every rule the bot broke, in words. */
  readonly problems: readonly string[];
  readonly counts: Readonly<Counts>;
  readonly calls: (method: string) => readonly Call['values'][];
  /** Resolves when the method has been called so many times from now on. */
  readonly called: (method: string, times?: number) => Promise<void>;
  /** The presses, with the milliseconds their answer took. */
  readonly presses: readonly { readonly queryId: string; readonly answeredAfter: number | undefined }[];
  readonly menu: (language: string) => readonly { readonly command: string; readonly description: string }[];
  readonly webhook: Webhook | undefined;
  /** Updates not confirmed yet. */
  readonly pending: number;
  /** The highest update the bot has confirmed. */
  readonly confirmed: number;
  /** Any update; its id is set here and returned. */
  readonly push: (fields: Readonly<Record<string, unknown>>) => number;
  /** Brings an update (the last) to the webhook again; resolves with the status of the answer. */
  readonly redeliver: (updateId?: number) => Promise<number>;
  /** The file's id is not valid any more. */
  readonly forgetFile: (fileId: string) => void;
  /** Resolves when all updates are confirmed and for so long nothing has happened. */
  readonly waitForQuiet: (milliseconds?: number) => Promise<void>;
  readonly close: () => Promise<void>;
};

export async function startFakeTelegram(options: FakeTelegramOptions = {}): Promise<FakeTelegram> {
  const { token = '7000000001:AAH-fake_token_of_the_test_bot_000000', port = 0 } = options;
  const world = makeWorld({
    token,
    lean: options.lean ?? false,
    localServer: options.localServer ?? false,
    queryLifeMilliseconds: options.queryLifeMilliseconds ?? 15_000,
    limits: options.limits ? documentedLimits() : undefined,
  });
  const updates = new Updates(world, options.webhookRetryMilliseconds ?? 50);
  const listening = await listen(world, updates, port);
  return {
    apiRoot: listening.url,
    token,
    username: world.bot.username,
    phone: phones(world, updates),
    fail(method, ...faults) {
      world.faults.set(method, [...(world.faults.get(method) ?? []), ...faults]);
    },
    problems: world.problems,
    counts: world.counts,
    calls: (name) => world.calls.filter(({ method }) => method === name).map(({ values }) => values),
    called: (method, times = 1) => called(world, method, times),
    get presses() {
      return [...world.queries].map(([queryId, { answeredAfter }]) => ({ queryId, answeredAfter }));
    },
    menu: (language) => world.menus.get(language) ?? [],
    get webhook() {
      return updates.webhook;
    },
    get pending() {
      return updates.pending;
    },
    get confirmed() {
      return updates.confirmed;
    },
    push: (fields) => updates.push(fields),
    redeliver: (updateId) => updates.redeliver(updateId),
    forgetFile(fileId) {
      world.files.delete(fileId);
    },
    waitForQuiet: (milliseconds = 100) => quiet(world, updates, milliseconds),
    async close() {
      updates.close();
      await listening.close();
    },
  };
}

function phones(world: World, updates: Updates): FakeTelegram['phone'] {
  const known = new Map<number, Phone>();
  return (chatId, person) => {
    const found = known.get(chatId);
    if (found) return found;
    const chat = {
      id: chatId,
      person: { language: 'vi', firstName: 'Ba', ...person },
      started: false,
      blocked: false,
      below: [],
      deactivated: false,
      entries: [],
      cursor: 0,
      waiting: new Set<() => void>(),
    };
    world.chats.set(chatId, chat);
    const phone = makePhone(world, updates, chat);
    known.set(chatId, phone);
    return phone;
  };
}

function called(world: World, method: string, times: number): Promise<void> {
  return new Promise((resolve) => {
    let left = times;
    const count = (name: string) => {
      if (name === method) left--;
      if (left > 0) return;
      world.events.off('call', count);
      resolve();
    };
    world.events.on('call', count);
  });
}

function quiet(world: World, updates: Updates, milliseconds: number): Promise<void> {
  return new Promise((resolve) => {
    const look = () => {
      if (updates.pending > 0) return;
      world.events.off('activity', again);
      resolve();
    };
    let timer = setTimeout(look, milliseconds);
    const again = () => {
      clearTimeout(timer);
      timer = setTimeout(look, milliseconds);
    };
    world.events.on('activity', again);
  });
}
