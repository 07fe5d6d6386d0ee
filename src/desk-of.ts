import { access, constants } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import type { Desk } from './commands/desk.ts';
import type { Config } from './config.ts';
import type { ChannelName } from './domain/channel.ts';
import type { House } from './house.ts';

/** Where the operator's commands are carried out. */
export const deskOf = ({ app }: Pick<House, 'app'>, config: Config): Desk => ({
  app,
  language: config.LOCALE,
  ways: {
    channels: channelsSet(config),
    publicUrl: config.PUBLIC_URL?.replace(/\/$/, ''),
    chromium: () => findChromium(config),
  },
});

function channelsSet(config: Config): readonly ChannelName[] {
  const set: Readonly<Record<ChannelName, string | undefined>> = {
    telegram: config.TELEGRAM_BOT_TOKEN,
    'zalo-bot': config.ZALO_BOT_TOKEN,
    browser: config.PUBLIC_URL,
  };
  return (Object.keys(set) as ChannelName[]).filter((name) => set[name] !== undefined);
}

const names = ['chromium', 'chromium-browser', 'google-chrome'];

/** What the operator has named, else the first on PATH; undefined when it is not there or can not be run. */
async function findChromium({ CHROMIUM, PATH }: Config): Promise<string | undefined> {
  const onPath = PATH.split(delimiter).flatMap((folder) =>
    folder === '' ? [] : names.map((name) => join(folder, name)),
  );
  for (const path of CHROMIUM ? [CHROMIUM] : onPath) {
    const runs = await access(path, constants.X_OK).then(
      () => true,
      () => false,
    );
    if (runs) return path;
  }
  return undefined;
}
