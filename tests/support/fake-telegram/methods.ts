import { messageMethods } from './messages.ts';
import type { Method } from './method.ts';
import type { Params } from './params.ts';
import { decline, refuse } from './refuse.ts';
import type { Updates } from './updates.ts';
import type { StoredFile, World } from './world.ts';

const downloadAtMost = 20 * 1024 * 1024;

export const methods: Readonly<Record<string, Method>> = {
  ...messageMethods,
  getMe: (world) => ({
    ...world.bot,
    can_join_groups: true,
    can_read_all_group_messages: false,
    supports_inline_queries: false,
  }),
  getUpdates,
  setWebhook,
  deleteWebhook(_world, updates, params) {
    updates.setWebhook(undefined, params.boolean('drop_pending_updates') ?? false);
    return true;
  },
  getWebhookInfo: (_world, updates) => ({
    url: updates.webhook?.url ?? '',
    has_custom_certificate: false,
    pending_update_count: updates.pending,
    allowed_updates: updates.allowed,
  }),
  answerCallbackQuery,
  getFile,
  setMyCommands,
  getMyCommands: (world, _updates, params) => {
    scopeOf(params);
    return world.menus.get(params.string('language_code') ?? '') ?? [];
  },
};

function getUpdates(_world: World, updates: Updates, params: Params, gone: AbortSignal): unknown {
  const limit = params.integer('limit') ?? 100;
  if (limit < 1 || limit > 100) refuse(400, 'Bad Request: limit must be from 1 to 100');
  const seconds = params.integer('timeout') ?? 0;
  updates.allow(allowedUpdates(params));
  return updates.getUpdates(params.integer('offset') ?? 0, limit, seconds, gone);
}

function allowedUpdates(params: Params): readonly string[] | undefined {
  const kinds = params.json('allowed_updates');
  if (kinds === undefined) return undefined;
  if (Array.isArray(kinds) && kinds.every((kind) => typeof kind === 'string')) return kinds;
  return refuse(400, 'Bad Request: allowed_updates must be an array of strings');
}

function setWebhook(_world: World, updates: Updates, params: Params): unknown {
  const url = params.string('url') ?? refuse(400, 'Bad Request: url is required');
  const secret = params.string('secret_token');
  const maxConnections = params.integer('max_connections') ?? 40;
  if (secret !== undefined && !/^[A-Za-z0-9_-]{1,256}$/.test(secret))
    refuse(400, 'Bad Request: secret token contains unallowed characters');
  if (maxConnections < 1 || maxConnections > 100)
    refuse(400, 'Bad Request: max_connections must be from 1 to 100');
  if (url !== '' && !/^(https:\/\/|http:\/\/(127\.0\.0\.1|localhost)[:/])/.test(url))
    refuse(400, 'Bad Request: bad webhook: An HTTPS URL must be provided for webhook');
  updates.allow(allowedUpdates(params));
  const webhook = url === '' ? undefined : { url, secret, maxConnections };
  updates.setWebhook(webhook, params.boolean('drop_pending_updates') ?? false);
  return true;
}

function answerCallbackQuery(world: World, _updates: Updates, params: Params): unknown {
  const id = params.string('callback_query_id') ?? refuse(400, 'Bad Request: callback_query_id is required');
  const text = params.string('text') ?? '';
  params.ignore('show_alert', 'url', 'cache_time');
  if (text.length > 200) refuse(400, 'Bad Request: MESSAGE_TOO_LONG');
  const query = world.queries.get(id);
  const after = performance.now() - (query?.pressedAt ?? 0);
  if (!query || query.answeredAfter !== undefined || after > world.queryLifeMilliseconds)
    return refuse(400, 'Bad Request: query is too old and response timeout expired or query ID is invalid');
  query.answeredAfter = after;
  world.counts.answered++;
  world.events.emit(`answered ${id}`, after);
  return true;
}

function getFile(world: World, _updates: Updates, params: Params): unknown {
  const id = params.string('file_id') ?? refuse(400, 'Bad Request: file_id is required');
  const file =
    world.files.get(id) ?? decline(400, 'Bad Request: wrong file_id or the file is temporarily unavailable');
  if (file.bytes.length > downloadAtMost && !world.localServer) decline(400, 'Bad Request: file is too big');
  return fileJson(world, file);
}

const fileJson = (world: World, { id, bytes, path }: StoredFile) => ({
  file_id: id,
  file_unique_id: `u${id.slice(-12)}`,
  ...(world.localServer ? {} : { file_size: bytes.length }),
  file_path: path,
});

function setMyCommands(world: World, _updates: Updates, params: Params): unknown {
  const commands = params.json('commands');
  const language = params.string('language_code') ?? '';
  scopeOf(params);
  if (!Array.isArray(commands)) return refuse(400, 'Bad Request: commands must be an array');
  if (commands.length > 100) refuse(400, 'Bad Request: BOT_COMMANDS_TOO_MUCH');
  if (!/^([a-z]{2})?$/.test(language)) refuse(400, 'Bad Request: LANG_CODE_INVALID');
  world.menus.set(language, commands.map(checkCommand));
  return true;
}

function checkCommand(given: unknown): { readonly command: string; readonly description: string } {
  const { command, description } = (given ?? {}) as { command?: unknown; description?: unknown };
  if (typeof command !== 'string' || !/^[a-z0-9_]{1,32}$/.test(command))
    return refuse(400, 'Bad Request: BOT_COMMAND_INVALID');
  if (typeof description !== 'string' || description.length < 1 || description.length > 256)
    return refuse(400, 'Bad Request: BOT_COMMAND_DESCRIPTION_INVALID');
  return { command, description };
}

function scopeOf(params: Params): void {
  const scope = (params.json('scope') ?? { type: 'default' }) as { type?: unknown };
  const known = ['default', 'all_private_chats', 'all_group_chats', 'all_chat_administrators', 'chat'];
  if (!known.includes(String(scope.type))) refuse(400, 'Bad Request: unknown scope of commands');
}
