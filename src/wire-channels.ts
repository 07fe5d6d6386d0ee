import { browserChannel } from './channels/browser/channel.ts';
import type { HistoryItem } from './channels/browser/item.ts';
import { telegramChannel } from './channels/telegram/channel.ts';
import { zaloBotChannel } from './channels/zalo-bot/channel.ts';
import type { Config } from './config.ts';
import type { Channel, ChannelName, Inbound } from './domain/channel.ts';
import type { FileId } from './domain/identity.ts';
import { dateOf } from './domain/time.ts';
import { commandNames } from './flows/commands.ts';
import type { House, Wishes } from './house.ts';
import { languages } from './locales.ts';
import type { Translate } from './use-cases/app.ts';
import { withoutPlace } from './use-cases/messaging/without-place.ts';

/** The channels that the settings ask for, not yet open. */
export function channelsOf(config: Config, house: House, wishes: Wishes): readonly Channel[] {
  const { app, log, links } = house;
  const channels: Channel[] = [];
  if (house.rehearsal || config.PUBLIC_URL) channels.push(browser(house));
  const pace = wishes.pace && { pace: wishes.pace };
  if (config.TELEGRAM_BOT_TOKEN)
    channels.push(
      telegramChannel({
        token: config.TELEGRAM_BOT_TOKEN,
        apiRoot: config.TELEGRAM_API_ROOT,
        mode: modeOf(config, 'TELEGRAM', 'telegram'),
        commands: commandMenus(app.translate),
        log,
        named: (username) => house.database.store.settings.set('telegram-username', username),
        ...pace,
        ...(wishes.longPollSeconds && { longPollSeconds: wishes.longPollSeconds }),
      }),
    );
  if (config.ZALO_BOT_TOKEN)
    channels.push(
      zaloBotChannel({
        token: config.ZALO_BOT_TOKEN,
        apiRoot: config.ZALO_BOT_API_ROOT,
        mode: modeOf(config, 'ZALO_BOT', 'zalo-bot'),
        links,
        log,
        ...pace,
      }),
    );
  return channels;
}

function modeOf(config: Config, name: 'TELEGRAM' | 'ZALO_BOT', path: ChannelName) {
  const secret = config[`${name}_WEBHOOK_SECRET`];
  if (config[`${name}_MODE`] === 'polling' || !config.PUBLIC_URL || !secret)
    return { kind: 'polling' as const };
  return {
    kind: 'webhook' as const,
    url: `${config.PUBLIC_URL.replace(/\/$/, '')}/channels/${path}`,
    secret,
  };
}

/** '' is for every language without a menu of its own. */
const commandMenus = (translate: Translate) => {
  const menu = (language: string) =>
    commandNames.map((command) => ({ command, description: translate(language, `command.${command}`) }));
  return { '': menu('vi'), ...Object.fromEntries(languages.map((language) => [language, menu(language)])) };
};

const shownAtMost = 200;

function browser({ app, database, links, rehearsal }: House): Channel {
  return browserChannel({
    history: async (address) => {
      const said = await database.store.transcripts.of({ channel: 'browser', address }, shownAtMost);
      return said.flatMap((one): readonly HistoryItem[] =>
        one.from === 'bot'
          ? [{ id: one.id, from: 'bot', at: one.at, content: one.content }]
          : shownBack(one.id, one.at, one.inbound),
      );
    },
    take: async (bytes, atMost) => withoutPlace(app.vault, await app.vault.take(bytes, atMost)),
    mayUpload: async (address) =>
      rehearsal !== undefined ||
      (await database.store.accounts.personAt({ channel: 'browser', address })) !== undefined,
    open: (remote) => app.vault.open(remote as FileId),
    links,
    clock: () => dateOf(app.clock.now()),
  });
}

function shownBack(id: string, at: Date, { content }: Inbound): readonly HistoryItem[] {
  switch (content.kind) {
    case 'text':
    case 'press':
      return [{ id, from: 'me', at, content }];
    case 'file': {
      const { attachment, caption, kept } = content;
      const known =
        kept && 'file' in kept
          ? kept
          : { file: undefined, name: attachment.name, mime: attachment.mime, size: attachment.size ?? 0 };
      return [{ id, from: 'me' as const, at, content: { kind: 'file' as const, caption, ...known } }];
    }
    default:
      return [];
  }
}
