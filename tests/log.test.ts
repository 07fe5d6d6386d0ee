import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openLog } from '../src/log.ts';
import { phoneIn } from './support/chat-phone.ts';
import { pdf } from './support/samples.ts';
import { openWorld, type TestWorld } from './support/world.ts';

const lines: string[] = [];
const log = openLog('trace', { write: (line) => void lines.push(line) });
const logged = () => lines.splice(0).map((line) => JSON.parse(line) as Record<string, unknown>);

/** What PostgreSQL says of a row that it does not take holds the row. */
const refused = () =>
  Object.assign(new Error('Failing row contains (12, BIMAT\n    at nhà BIMAT)'), {
    code: 'P2010',
    meta: { message: 'BIMAT' },
    cause: Object.assign(new Error('BIMAT'), { code: 'BIMAT is no code', detail: 'BIMAT' }),
  });

describe('an error in the log', () => {
  it('says what it is and where it broke, and no word of its own', () => {
    log.error({ err: refused(), job: 'sweep' }, 'a job failed');
    const [line] = logged();
    expect(line).toMatchObject({ level: 50, msg: 'a job failed', job: 'sweep' });
    expect(line!.err).toMatchObject({
      type: 'Error',
      code: 'P2010',
      stack: expect.stringMatching(/^ {4}at refused .*log\.test\.ts:\d+/),
      cause: { type: 'Error', stack: expect.stringContaining('log.test.ts') },
    });
    expect(JSON.stringify(line)).not.toContain('BIMAT');
  });

  it('may be anything that was thrown', () => {
    log.error({ err: 'BIMAT' }, 'a job failed');
    log.error({ err: { message: 'BIMAT' } }, 'a job failed');
    expect(logged().map(({ err }) => err)).toEqual([{ type: 'string' }, { type: 'object' }]);
  });
});

describe('what people write', () => {
  let world: TestWorld;
  beforeAll(async () => {
    world = await openWorld({}, { log });
  });
  afterAll(() => world.close());

  it('stands nowhere in the log, whether it is taken or not', async () => {
    const phone = phoneIn(world, 'BT-AN');
    await phone.says('/ghi');
    for (const said of ['BIMAT', '1', 'BIMAT 31/2', 'hom nay', 'BIMAT', 'BIMAT']) await phone.says(said);
    await phone.sends('BIMAT.pdf', pdf, 'application/pdf');
    await phone.chooses('Không có ảnh');
    await phone.chooses('Không');
    await phone.chooses('Gửi');
    await phone.says('/BIMAT');
    await phone.presses('q:BIMAT');
    await world.served.advance('P1D');
    expect(lines.length).toBeGreaterThan(0);
    expect(lines.join('')).not.toContain('BIMAT');
  });

  it('nor when the database does not take it and says what it was', async () => {
    logged();
    const { inbox } = world.served.house.database.store;
    const keep = inbox.keep;
    inbox.keep = () => Promise.reject(refused());
    const answer = await fetch(`${world.base}/channels/browser/messages`, {
      method: 'POST',
      headers: {
        'x-phone': world.served.house.rehearsal!.phoneOf('BT-AN'),
        'content-type': 'application/json',
      },
      body: JSON.stringify({ id: randomUUID(), text: 'BIMAT' }),
    });
    inbox.keep = keep;
    expect(answer.status).toBe(500);
    expect(await answer.text()).not.toContain('BIMAT');
    expect(lines.join('')).toContain('"msg":"request failed"');
    expect(lines.join('')).not.toContain('BIMAT');
  });
});
