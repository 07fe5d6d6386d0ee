import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { openWorld, type TestWorld } from './support/world.ts';

let world: TestWorld;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

/** What a command may not do: the process it runs in is the server's. */
const leaked: string[] = [];
const streams = [process.stdout, process.stderr];
const writes = streams.map((stream) => stream.write);
const listening = async <Result>(work: () => Promise<Result>): Promise<Result> => {
  for (const stream of streams)
    stream.write = (text: string | Uint8Array) => {
      leaked.push(String(text));
      return true;
    };
  try {
    return await work();
  } finally {
    streams.forEach((stream, at) => {
      stream.write = writes[at]!;
    });
  }
};
afterEach(() => {
  expect(leaked.splice(0)).toEqual([]);
});

const run = (...words: string[]) => listening(() => world.cli(...words));

describe('a command typed wrongly is answered with its usage', () => {
  it.each([
    ['an unknown option', ['invite', '--bogus'], /--bogus/, /Usage: ba-nam invite/],
    ['a missing argument', ['import'], /missing required argument 'path'/, /Usage: ba-nam import/],
    ['an option without its value', ['invite', '--unit'], /argument missing/, /Usage: ba-nam invite/],
    ['one argument too many', ['doctor', 'now'], /too many arguments/, /Usage: ba-nam doctor/],
    ['nobody to invite', ['invite'], /Cần --person MÃ hoặc --unit MÃ\./, /Usage: ba-nam invite/],
    ['an unknown command', ['inivte'], /unknown command 'inivte'/, /Usage: ba-nam/],
  ])('%s', async (_, words, mistake, usage) => {
    const { out, err, exit } = await run(...words);
    expect(exit).toBe(2);
    expect(out).toBe('');
    expect(err).toMatch(mistake);
    expect(err).toMatch(usage);
  });

  it('its help is no mistake', async () => {
    const { out, err, exit } = await run('invite', '--help');
    expect([err, exit]).toEqual(['', 0]);
    expect(out).toMatch(/Usage: ba-nam invite/);
  });
});

describe('a code', () => {
  const invited = async (...words: string[]) => {
    const { out, err, exit } = await run('invite', ...words, '--json');
    return exit === 0 ? (JSON.parse(out) as { person: string }[]).map(({ person }) => person) : err;
  };

  it('is known in any capitals', async () => {
    expect(await invited('--person', 'bt-an')).toEqual(['BT-AN']);
    expect(await invited('--person', 'BT-AN')).toEqual(['BT-AN']);
    const unit = await invited('--unit', 'BT.BATRI.MYTHANH');
    expect(unit).toContain('MT-THU');
    expect(await invited('--unit', 'bt.baTri.mythanh')).toEqual(unit);
    expect(await invited('--unit', 'bt.%')).toBe('Không có đơn vị mã bt.% trong danh sách.\n');
    expect(await invited('--person', '')).toMatch(/^Cần --person/);
  });

  it('that two have in different capitals is known as it is spelt', async () => {
    const { store } = world.served.house.database;
    const person = { name: 'Lê Văn Hai', post: 'Cán bộ', phone: null };
    await store.roster.writePeople([
      { ...person, id: '018f0000-0000-7000-8000-000000000001' as never, code: 'Hai-1' },
      { ...person, id: '018f0000-0000-7000-8000-000000000002' as never, code: 'HAI-1' },
    ]);
    expect(await store.people.byCode('Hai-1')).toMatchObject({ code: 'Hai-1' });
    expect(await store.people.byCode('HAI-1')).toMatchObject({ code: 'HAI-1' });
    expect(await invited('--person', 'hai-1')).toBe('Không có cán bộ mã hai-1 trong danh sách.\n');
  });
});

describe('the rule of an office', () => {
  const code = 'BT.BATRI.MYTHANH-VPDU';
  it('is shown and set', async () => {
    expect((await run('office', '--code', code)).out).toMatch(/tài liệu gửi trước ngày họp 3 ngày\.\n/);
    expect((await run('office', '--code', code, '--documents-days', '5')).out).toContain('họp 5 ngày.');
    expect(JSON.parse((await run('office', '--code', code, '--json')).out)).toMatchObject({
      documentsDays: 5,
    });
    await run('office', '--code', code, '--documents-days', '3');
  });

  it('says whose form its letters have: as its name says, or as it is set', async () => {
    const formOf = async (...words: string[]) =>
      JSON.parse((await run('office', '--code', ...words, '--json')).out).letters;
    expect(await formOf(code)).toBe('party');
    expect(await formOf('BT-SGTVT')).toBe('state');
    expect(await formOf('BT-SGTVT', '--letters', 'party')).toBe('party');
    expect((await run('office', '--code', 'BT-SGTVT')).out).toContain('theo thể thức văn bản của Đảng.');
    expect(await run('office', '--code', 'BT-SGTVT', '--letters', 'dang')).toMatchObject({ exit: 1 });
    expect(await formOf('BT-SGTVT', '--letters', 'name')).toBe('state');
  });

  it('of no office, or of no number of days, is refused', async () => {
    expect(await run('office', '--code', 'X')).toMatchObject({ exit: 1, err: expect.stringContaining('X') });
    for (const days of ['0', '16', '2.5', 'ba'])
      expect(await run('office', '--code', code, '--documents-days', days)).toMatchObject({ exit: 1 });
    expect((await run('office', '--code', code)).out).toContain('họp 3 ngày.');
  });
});
