import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openWorld, type TestWorld } from '../../support/world.ts';

const demo = fileURLToPath(new URL('../../../src/use-cases/demo/ben-tre-2018', import.meta.url));
let world: TestWorld;
let folder: string;

beforeAll(async () => {
  world = await openWorld();
  folder = await mkdtemp(join(tmpdir(), 'ba-nam-roster-'));
  await cp(demo, folder, { recursive: true });
});
afterAll(async () => {
  await world.close();
  await rm(folder, { recursive: true, force: true });
});

/** Leaves so many rows under the header. */
async function keepRows(file: string, rows: number): Promise<void> {
  const path = join(folder, file);
  const lines = (await readFile(path, 'utf8')).split('\n');
  await writeFile(path, lines.slice(0, rows + 1).join('\n'));
}

it('a file that has lost most of its rows does not pass without a word', async () => {
  const whole = await world.cli('import', folder, '--dry-run');
  expect(whole.out).not.toContain('Chú ý');
  await keepRows('can-bo.csv', 0);
  await keepRows('phan-cong.csv', 0);
  const { out, exit } = await world.cli('import', folder);
  expect(exit).toBe(0);
  expect(out).toMatch(/^Chú ý, Cán bộ: 135 mục đang có trong dữ liệu nhưng không có trong tệp/m);
  expect(out).not.toMatch(/^Chú ý, (?:Đơn vị|Cơ quan)/m);
  const json = await world.cli('import', folder, '--dry-run', '--json');
  expect(JSON.parse(json.out)).toMatchObject({ dryRun: true, people: { untouched: 0 } });
});

it('a third of the rows may go without a word, not more', async () => {
  await cp(demo, folder, { recursive: true });
  await keepRows('phan-cong.csv', 0);
  await keepRows('can-bo.csv', 90);
  expect((await world.cli('import', folder, '--dry-run')).out).not.toMatch(/^Chú ý, Cán bộ/m);
  await keepRows('can-bo.csv', 89);
  expect((await world.cli('import', folder, '--dry-run')).out).toMatch(/^Chú ý, Cán bộ: 46 mục/m);
});

describe('a workbook', () => {
  const at = (name: string) => join(folder, name);

  it('exported and imported again changes nothing, and is not written over', async () => {
    const written = await world.cli('export', at('roster.xlsx'));
    expect(written).toMatchObject({ out: `Đã ghi danh sách vào ${at('roster.xlsx')}.\n`, exit: 0 });
    const { out } = await world.cli('import', at('roster.xlsx'), '--json');
    for (const counts of Object.values(JSON.parse(out) as Record<string, object>).slice(1, -1))
      expect(counts).toMatchObject({ added: 0, changed: 0, ended: 0, missing: [] });
    const again = await world.cli('export', at('roster.xlsx'));
    expect(again).toMatchObject({ err: `Đã có ${at('roster.xlsx')}. Chọn tên khác.\n`, exit: 1 });
    expect(await world.cli('export', at('no/roster.xlsx'))).toMatchObject({ exit: 1 });
    expect(await world.cli('template', at('roster.csv'))).toMatchObject({ exit: 1 });
  });

  it('that is a template is refused with what is to be done', async () => {
    await world.cli('template', at('template.xlsx'));
    expect(await world.cli('import', at('template.xlsx'))).toEqual({
      out: '',
      err: 'Bảng Đơn vị: Bảng chưa có dòng nào dưới tiêu đề. Ghi các đơn vị, bắt đầu từ đơn vị cấp Tỉnh.\n',
      exit: 1,
    });
    const { out, exit } = await world.cli('import', at('template.xlsx'), '--json');
    expect(exit).toBe(1);
    expect(JSON.parse(out)).toMatchObject({ problems: [{ sheet: 'Đơn vị', reason: 'no-rows' }] });
  });

  it('that is not there is said not to be', async () => {
    expect((await world.cli('import', at('none.xlsx'))).err).toBe(
      `Không có tệp hoặc thư mục ${at('none.xlsx')}.\n`,
    );
  });

  it('names who is no longer in it, and ends them only when asked to', async () => {
    await cp(demo, folder, { recursive: true });
    for (const file of ['can-bo.csv', 'phan-cong.csv']) {
      const lines = (await readFile(at(file), 'utf8')).split('\n');
      await writeFile(at(file), lines.filter((line) => !line.startsWith('BT-AN,')).join('\n'));
    }
    const { out } = await world.cli('import', folder);
    expect(out).toContain('Cán bộ: thêm 0, sửa 0, kết thúc 0, giữ nguyên 134, không còn trong tệp 1');
    expect(out).toContain(
      'đề nghị kết thúc quyền sử dụng (nhập lại với --end-missing): Nguyễn Văn An (BT-AN).',
    );
    const ended = await world.cli('import', folder, '--end-missing');
    expect(ended.out).toContain('Cán bộ: thêm 0, sửa 0, kết thúc 1, giữ nguyên 134, không còn trong tệp 0');
    expect(ended.out).not.toContain('đề nghị');
    await keepRows('can-bo.csv', 80);
    await keepRows('phan-cong.csv', 0);
    const many = await world.cli('import', folder, '--end-missing', '--dry-run');
    expect(many).toMatchObject({ out: '', exit: 1 });
    expect(many.err).toMatch(/^Hơn một phần ba cán bộ \(54 người\) không có trong tệp/);
    const all = await world.cli('import', folder, '--end-missing', '--dry-run', '--all');
    expect(all.out).toContain('Cán bộ: thêm 0, sửa 0, kết thúc 54, giữ nguyên 80');
  });
});
