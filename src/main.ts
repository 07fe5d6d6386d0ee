import type { Config } from './config.ts';
import { openControl } from './control.ts';
import { deskOf } from './desk-of.ts';
import { serve } from './wire.ts';

/** A stop that takes longer is no stop: what was under way is taken up at the next start. */
const patienceMs = 10_000;

/** Starts; stops on a signal. */
export async function main(config: Config): Promise<void> {
  const served = await serve(config);
  const { app, rehearsal } = served.house;
  const control = config.DATABASE_URL
    ? undefined
    : await openControl(config.DATA_DIR, deskOf(served.house, config));
  const where = `http://${config.HOST ?? 'localhost'}:${served.port}`;
  process.stderr.write(rehearsal ? `Ba Nắm: ${where}/\n` : `Ba Nắm is running on port ${served.port}.\n`);

  let stopping = false;
  const stop = async (signal: string) => {
    if (stopping) return;
    stopping = true;
    app.log.info({ signal }, 'stopping');
    setTimeout(() => process.exit(1), patienceMs).unref();
    await control?.close();
    await served.close();
    process.exit(0);
  };
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => void stop(signal));
}
