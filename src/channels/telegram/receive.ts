import { z } from 'zod';
import { type Api, botOf } from './api.ts';
import { keepTrying } from './backoff.ts';
import type { Command, Patience, TelegramNeeds } from './needs.ts';
import { allowedUpdates, poll } from './poll.ts';

export type Take = (updates: readonly unknown[]) => Promise<void>;
type Receiving = {
  readonly needs: TelegramNeeds;
  readonly patience: Patience;
  readonly api: Api;
  readonly take: Take;
};

/** Everything that goes on in the background; resolves once stopped, never rejects. */
export function receive({ needs, patience, api, take }: Receiving, stop: AbortSignal): Promise<unknown> {
  const { mode, log, commands, longPollSeconds = 50 } = needs;
  const failing = { log, pauses: patience.pauses };
  const options = { milliseconds: patience.call, signal: stop };
  const call = (method: string, payload: object) => api.call(method, payload, options);
  const until = (what: string, work: () => Promise<unknown>) => keepTrying(failing, what, stop, work);
  const menus = Object.entries(commands).map(([language, menu]) =>
    until('setMyCommands', () => call('setMyCommands', commandMenu(language, menu))),
  );
  if (mode.kind === 'webhook') {
    const hook = until('setWebhook', () => call('setWebhook', webhookOf(mode)));
    return Promise.all([...menus, hook, until('getMe', () => introduce(api, needs, call))]);
  }
  const prepare = async () => {
    await introduce(api, needs, call);
    await call('deleteWebhook', { drop_pending_updates: false });
  };
  const polling = {
    ...failing,
    call: api.call,
    longPollSeconds,
    callMilliseconds: patience.call,
    prepare,
    take,
  };
  return Promise.all([...menus, poll(polling, stop)]);
}

const commandMenu = (language: string, commands: readonly Command[]) => ({
  commands,
  scope: { type: 'all_private_chats' },
  ...(language === '' ? {} : { language_code: language }),
});

const webhookOf = ({ url, secret }: { readonly url: string; readonly secret: string }) => ({
  url,
  secret_token: secret,
  allowed_updates: allowedUpdates,
  max_connections: 100,
  drop_pending_updates: false,
});

const me = z.object({ id: z.int(), first_name: z.string(), username: z.string() });

/** Proves the token, and says in the log whose it is. */
async function introduce(
  { bot }: Api,
  { log, named }: TelegramNeeds,
  call: (method: string, payload: object) => Promise<unknown>,
): Promise<void> {
  const { id, first_name, username } = me.parse(await call('getMe', {}));
  bot.botInfo = { ...botOf(id), first_name, username };
  log.info({ username }, 'telegram: connected');
  await named?.(username);
}
