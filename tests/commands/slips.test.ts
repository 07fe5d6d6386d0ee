import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hashOf } from '../../src/domain/link-code.ts';
import { openWorld, type TestWorld } from '../support/world.ts';

let world: TestWorld;
let folder: string;
beforeAll(async () => {
  world = await openWorld({ PUBLIC_URL: 'https://ba-nam.example.vn/', CHROMIUM: '/nowhere/chromium' });
  folder = await mkdtemp(join(tmpdir(), 'slips-'));
});
afterAll(async () => {
  await world.close();
  await rm(folder, { recursive: true, force: true });
});

const out = (name: string): string => join(folder, name);
const codesIn = (html: string): readonly string[] =>
  [...html.matchAll(/class="code">([A-Z0-9]{4}-[A-Z0-9]{4})</g)].map(([, code = '']) => code);
const invited = async (...words: string[]) =>
  JSON.parse((await world.cli('invite', ...words, '--json')).out) as { person: string; code: string }[];

describe('a sheet of slips', () => {
  it('has eight to a page, each with its person, unit, code and ways in, and asks for nothing else', async () => {
    const printed = await world.cli('invite', '--unit', 'BT.BATRI', '--below', '--out', out('ba-tri.html'));
    expect(printed).toMatchObject({ err: '', exit: 0 });
    const html = await readFile(out('ba-tri.html'), 'utf8');
    const codes = codesIn(html);
    expect(printed.out).toBe(
      `Đã in ${codes.length} phiếu vào ${out('ba-tri.html')}. Mã cũ chưa dùng của những người này không còn giá trị.\n`,
    );
    expect(codes.length).toBeGreaterThan(20);
    expect(new Set(codes).size).toBe(codes.length);
    expect(html.split('class="page"')).toHaveLength(1 + Math.ceil(codes.length / 8));
    expect(html).toContain('Xã Mỹ Thạnh, huyện Ba Tri');
    expect(html).toMatch(/<h2>Nguyễn Văn An<\/h2>.{0,200}Xã Mỹ Thạnh, huyện Ba Tri/s);
    expect(html).toContain('Trình duyệt: quét mã QR, hoặc mở ba-nam.example.vn/chat rồi nhập mã trên.');
    expect(html).not.toMatch(/Telegram|Zalo/);
    expect(html).toMatch(/Hạn dùng: .+, \d\d\/12\/2018, \d\d:\d\d/);
    expect(html).not.toMatch(/(?:src|href)=|url\(|@import/);
    expect(((await stat(out('ba-tri.html'))).mode & 0o777).toString(8)).toBe('600');
  });

  it('takes the place of the codes of the sheet before, and of those only', async () => {
    await world.cli('invite', '--unit', 'BT.BATRI.MYTHANH', '--out', out('one.html'));
    const [before] = codesIn(await readFile(out('one.html'), 'utf8'));
    const [other] = await invited('--person', 'GTVT-LONG');
    expect(other).toMatchObject({ link: `https://ba-nam.example.vn/chat?code=${other!.code}` });
    await world.cli('invite', '--unit', 'BT.BATRI.MYTHANH', '--out', out('one.html'));
    const [after] = codesIn(await readFile(out('one.html'), 'utf8'));
    const { linkCodes } = world.served.house.database.store;
    const day = new Date('2018-11-26');
    const now = new Date(Number(world.served.house.app.clock.now().epochMilliseconds));
    expect((await linkCodes.find(hashOf(before!), day))!.expiresAt <= now).toBe(true);
    const good = await linkCodes.find(hashOf(after!), day);
    expect([good!.usedAt, good!.expiresAt > now]).toEqual([undefined, true]);
    expect(await linkCodes.find(hashOf(other!.code), day)).toBeDefined();
  });

  it('writes what people are called as it is', async () => {
    const { store } = world.served.house.database;
    const id = (await store.people.byCode('CB001'))!.id;
    const person = { id, code: 'CB001', phone: null };
    await store.roster.writePeople([{ ...person, name: '<script>alert(1)</script> & Con', post: '"><img>' }]);
    await world.cli('invite', '--person', 'CB001', '--out', out('strange.html'));
    const html = await readFile(out('strange.html'), 'utf8');
    expect(html).toContain('&lt;script&gt;alert(1)&lt;/script&gt; &amp; Con');
    expect(html).not.toMatch(/<script|<img/);
  });

  it('leaves out whose access has ended, and whose post and assignment there is over', async () => {
    const { store } = world.served.house.database;
    const { seats, assignments, people } = await store.roster.current();
    const unit = (await store.units.byCode('BT.BATRI.MYTHANH'))!;
    const there = async () => (await invited('--unit', 'BT.BATRI.MYTHANH')).map(({ person }) => person);
    const [sits, follows] = [await there(), assignments.filter(({ unitId }) => unitId === unit.id)];
    const gone = people.find(({ id }) => id === follows[0]!.personId)!.code;
    await store.roster.writeAssignments(follows.slice(0, 1).map((one) => ({ ...one, until: '2018-11-18' })));
    const secretary = people.find(({ code }) => code === 'MT-THU')!;
    const moved = seats.filter(({ personId }) => personId === secretary.id);
    await store.roster.writeSeats(moved.map((seat) => ({ ...seat, until: '2018-11-18' })));
    expect(await there()).toEqual(sits.filter((code) => code !== gone && code !== 'MT-THU'));
    expect(sits).toEqual(expect.arrayContaining([gone, 'MT-THU']));
  });
});

describe('a sheet that can not be made', () => {
  it.each([
    ['of another kind', ['--out', 'slips.docx'], /phiếu chỉ in ra tệp \.html hoặc \.pdf/],
    ['in a folder that is not there', ['--out', '/nowhere/at/all.html'], /Không có thư mục \/nowhere\/at\./],
    ['without Chromium', ['--out', 'slips.pdf'], /không có Chromium .* --out TỆP\.html .* Chưa cấp mã nào/],
  ])('%s is refused, and the codes of before stay good', async (_, words, reason) => {
    const [before] = await invited('--person', 'CB010');
    const refused = await world.cli('invite', '--person', 'CB010', ...words);
    expect(refused).toMatchObject({ out: '', exit: 1 });
    expect(refused.err).toMatch(reason);
    const { linkCodes } = world.served.house.database.store;
    expect(await linkCodes.find(hashOf(before!.code), new Date('2018-11-26'))).toBeDefined();
  });
});

describe.skipIf(!existsSync('/usr/bin/chromium'))('as a PDF', () => {
  it('is made with Chromium, a page for every eight', async () => {
    const here = await openWorld({ CHROMIUM: '/usr/bin/chromium' });
    try {
      const printed = await here.cli('invite', '--unit', 'BT.BATRI', '--below', '--out', out('a.pdf'));
      expect(printed).toMatchObject({ err: '', exit: 0 });
      const pdf = (await readFile(out('a.pdf'))).toString('latin1');
      expect(pdf.startsWith('%PDF-')).toBe(true);
      const slips = Number(/\d+/.exec(printed.out)![0]);
      expect(pdf.match(/\/Type\s*\/Page\b/g)).toHaveLength(Math.ceil(slips / 8));
    } finally {
      await here.close();
    }
  }, 90_000);
});
