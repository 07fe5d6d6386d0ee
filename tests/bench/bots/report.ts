export type Usage = {
  /** Of this process, in seconds since it began. */
  readonly cpu: number;
  /** Resident, in MB. */
  readonly memory: number;
  readonly statements: number;
};

type Bot = { readonly stop: () => Promise<unknown>; readonly statements?: () => number };

/** Tells the bench that the bot runs, what it has used when asked, and stops it when told. */
export function report({ stop, statements = () => 0 }: Bot): void {
  process.on('message', (message) => {
    if (message === 'stop') void stop().finally(() => process.exit(0));
    else process.send?.(usage(statements()));
  });
  process.send?.('ready');
}

function usage(statements: number): Usage {
  const { user, system } = process.cpuUsage();
  return { cpu: (user + system) / 1e6, memory: process.memoryUsage.rss() / 2 ** 20, statements };
}
