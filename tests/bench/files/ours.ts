import { readConfig } from '../../../src/config.ts';
import type { FileId } from '../../../src/domain/identity.ts';
import { inAct } from '../../../src/use-cases/messaging/act.ts';
import { serve } from '../../../src/wire.ts';

// Ba Nắm in a rehearsal, with the people whose phones the bench plays, on both channels. Its greatest memory is noted.

export type Hello = { readonly base: string; readonly tokens: readonly string[] };
export type Asked =
  | { readonly kind: 'idle' }
  | { readonly kind: 'begin' }
  | { readonly kind: 'peak' }
  | { readonly kind: 'links'; readonly files: readonly string[] }
  | { readonly kind: 'send'; readonly files: readonly string[]; readonly size: number };

export const chatOf = (at: number): number => 2001 + at;
const people = Number(process.env.BENCH_PEOPLE);

if (process.send) await main();

async function main(): Promise<void> {
  const served = await serve(readConfig(process.env), { pace: { perSecond: 1e6, perAddressPerSecond: 1e6 } });
  const { app, database, rehearsal, links } = served.house;
  const codes = Array.from({ length: people }, (_, at) => `CB${String(at + 20).padStart(3, '0')}`);
  for (const [at, code] of codes.entries()) {
    const person = await database.store.people.byCode(code);
    if (!person) throw new Error(`the demo has no ${code}`);
    const address = { channel: 'telegram' as const, address: String(chatOf(at)) };
    await database.store.accounts.link(address, person.id, new Date());
  }
  let peak = 0;
  const look = () => {
    peak = Math.max(peak, process.memoryUsage.rss() / 2 ** 20);
  };
  setInterval(look, 10);

  const send = ({ files, size }: Extract<Asked, { kind: 'send' }>) =>
    inAct(app, async (act) => {
      for (const [at, file] of files.entries())
        act.outgoing.push({
          once: `bench:${file}`,
          priority: 0,
          person: undefined,
          notBefore: undefined,
          channel: 'telegram',
          address: String(chatOf(at)),
          content: {
            kind: 'file',
            file: file as FileId,
            name: 'b.pdf',
            mime: 'application/pdf',
            size,
            caption: '',
            buttons: [],
          },
        });
    });

  async function answer(asked: Asked): Promise<unknown> {
    switch (asked.kind) {
      case 'idle':
        return served.idle();
      case 'begin':
        global.gc?.();
        peak = 0;
        look();
        return peak;
      case 'peak':
        look();
        return peak;
      case 'links':
        return asked.files.map((file) => new URL(links.download(file as FileId, 'b.pdf')).pathname);
      case 'send':
        return send(asked);
    }
  }
  process.on('message', (asked: Asked | 'stop') => {
    if (asked === 'stop') void served.close().finally(() => process.exit(0));
    else void answer(asked).then((found) => process.send?.(found ?? 'done'));
  });
  const hello: Hello = {
    base: `http://127.0.0.1:${served.port}`,
    tokens: codes.map((code) => rehearsal?.phoneOf(code) ?? ''),
  };
  process.send?.(hello);
}
