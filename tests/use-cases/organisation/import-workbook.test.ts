import { type WriteSheet, writeXlsx } from 'hucre/xlsx';
import { describe, expect, it } from 'vitest';
import { levelTemplates } from '../../../src/domain/level.ts';
import { writeSheets } from '../../../src/domain/roster/write.ts';
import { readFound } from '../../../src/domain/roster.ts';
import { loadLocales } from '../../../src/locales.ts';
import { readRosterWorkbook } from '../../../src/use-cases/organisation/read-roster-workbook.ts';
import { problemLine } from '../../../src/use-cases/organisation/roster-words.ts';
import { writeRosterTemplate } from '../../../src/use-cases/organisation/write-roster-template.ts';
import { writeRosterWorkbook } from '../../../src/use-cases/organisation/write-roster-workbook.ts';
import { checkRosters } from '../../support/rosters.ts';

const translate = loadLocales();
const say = (key: string, values = {}) => translate('vi', key, values);

type Cells = NonNullable<NonNullable<WriteSheet['rows']>[number]>[];

const sheets = (): Record<string, Cells> => ({
  'Đơn vị': [
    ['Mã', 'Tên', 'Loại', 'Cấp', 'Mã cấp trên'],
    ['BT', 'Bến Tre', 'Tỉnh', 'Tỉnh', null],
    ['BT.BATRI', 'Ba Tri', 'Huyện', 'Huyện', 'BT'],
    ['BT.BATRI.MT', 'Mỹ Thạnh', 'Xã', 'Xã', 'BT.BATRI'],
  ],
  'Cơ quan': [
    ['Mã', 'Tên', 'Mã đơn vị', 'Loại', 'Lĩnh vực'],
    ['VPTU', 'Văn phòng Tỉnh ủy', 'BT', 'Văn phòng', null],
  ],
  'Cán bộ': [
    ['Mã', 'Họ tên', 'Chức vụ', 'Mã cơ quan', 'Vai trò', 'Điện thoại'],
    ['AN', 'Nguyễn Văn An', 'Phó Giám đốc', 'VPTU', null, null],
  ],
  'Phân công': [
    ['Mã cán bộ', 'Mã đơn vị', 'Vai trò', 'Từ ngày', 'Đến ngày', 'Số quyết định', 'Ngày quyết định'],
    ['AN', 'BT.BATRI.MT', 'Phụ trách', '18/05/2016', null, null, null],
  ],
});

const workbook = (of: Record<string, Cells>, more: Record<string, Partial<WriteSheet>> = {}) =>
  writeXlsx({ sheets: Object.entries(of).map(([name, rows]) => ({ name, rows, ...more[name] })) });

async function said(bytes: Uint8Array, unpackedAtMost?: number): Promise<readonly string[]> {
  const reading = readFound(await readRosterWorkbook(bytes, unpackedAtMost));
  return 'problems' in reading ? reading.problems.map((problem) => problemLine(say, problem)) : [];
}

const changed = async (change: (of: Record<string, Cells>) => void): Promise<readonly string[]> => {
  const of = sheets();
  change(of);
  return said(await workbook(of));
};

describe('a workbook', () => {
  it('is read as people fill it in', async () => {
    const of = sheets();
    const typed: Record<string, Cells> = {
      'don vi': [
        [null],
        ['GHI CHÚ', ...of['Đơn vị']![0]!.map((header) => String(header).normalize('NFD').toUpperCase())],
        ...of['Đơn vị']!.slice(1).flatMap((cells) => [[null], ['x', ...cells]]),
      ] as Cells,
      'Cơ quan': of['Cơ quan']!,
      'CÁN BỘ': [
        of['Cán bộ']![0]!,
        ['AN', 'Nguyễn Văn An'.normalize('NFD'), 'Phó Giám đốc', 'VPTU', 'lanh dao', 912000001],
      ],
      'Phân công': [
        of['Phân công']![0]!,
        ['AN', 'BT.BATRI.MT', 'phu trach', new Date('2016-05-18T00:00:00Z'), 43465, 23, '18/05/2016'],
      ],
      'Bảng khác': [['nothing of ours']],
    };
    const reading = readFound(await readRosterWorkbook(await workbook(typed)));
    expect('roster' in reading && reading.roster).toMatchObject({
      units: [{ code: 'BT' }, { code: 'BT.BATRI' }, { name: 'Mỹ Thạnh', rank: 2 }],
      people: [{ name: 'Nguyễn Văn An', phone: '+84912000001', seats: [{ office: 'VPTU', role: 'head' }] }],
      assignments: [
        { role: 'lead', from: '2016-05-18', until: '2018-12-31', decision: '23', decidedOn: '2016-05-18' },
      ],
    });
  });

  it('takes what a formula came to', async () => {
    const cells = new Map([['1,1', { formula: '"Bến "&"Tre"', formulaResult: 'Bến Tre' }]]);
    expect(await said(await workbook(sheets(), { 'Đơn vị': { cells } }))).toEqual([]);
  });

  it('written and read again is the same roster', async () => {
    await checkRosters(40, async (roster) => {
      const bytes = await writeRosterWorkbook(writeSheets(roster, levelTemplates[roster.template]), {});
      const reading = readFound(await readRosterWorkbook(bytes));
      expect('roster' in reading ? reading.roster : reading.problems).toEqual(roster);
    });
  }, 60_000);

  it('that is the empty template asks to be filled in', async () => {
    expect(await said(await writeRosterTemplate(say))).toEqual([
      'Bảng Đơn vị: Bảng chưa có dòng nào dưới tiêu đề. Ghi các đơn vị, bắt đầu từ đơn vị cấp Tỉnh.',
    ]);
  });
});

describe('what is wrong in a workbook is said', () => {
  it('a missing sheet', async () => {
    expect(await changed((of) => Reflect.deleteProperty(of, 'Cán bộ'))).toEqual([
      'Bảng Cán bộ: Thiếu bảng “Cán bộ” (tệp can-bo.csv), hoặc bảng còn trống.',
    ]);
  });

  it('everything of it at once: a code twice, a parent unknown, a circle, a bad day, formulas', async () => {
    const of = sheets();
    of['Đơn vị']!.push(
      ['BT.BATRI', 'Ba Tri', 'Huyện', 'Huyện', 'BT'],
      ['A', 'A', 'Ấp', 'Ấp', 'KHONG'],
      ['V1', 'V1', 'Xã', 'Xã', 'V2'],
      ['V2', 'V2', 'Xã', 'Xã', 'V1'],
    );
    of['Phân công']![1]![3] = '31/02/2016';
    const cells = new Map<string, object>([
      ['1,0', { formula: 'A1', formulaResult: '#REF!' }],
      ['1,1', { formula: 'A1' }],
      ['1,9', { formula: 'A1' }],
    ]);
    expect(await said(await workbook(of, { 'Cán bộ': { cells } }))).toEqual([
      'Bảng Cán bộ, dòng 2, cột Mã: Ô có lỗi tính toán (#REF!). Sửa công thức hoặc ghi thẳng giá trị.',
      'Bảng Cán bộ, dòng 2, cột Họ tên: Ô có công thức chưa tính. Mở tệp bằng Excel, lưu lại, hoặc ghi thẳng giá trị.',
      'Bảng Đơn vị, dòng 5, cột Mã: Mã BT.BATRI đã có ở dòng 3.',
      'Bảng Đơn vị, dòng 7, cột Mã cấp trên: Các đơn vị làm cấp trên của nhau thành vòng: V1 → V2 → V1.',
      'Bảng Đơn vị, dòng 6, cột Mã cấp trên: Không có đơn vị mã KHONG trong bảng Đơn vị để làm cấp trên.',
      'Bảng Phân công, dòng 2, cột Từ ngày: Không có ngày “31/02/2016”. Ghi ngày/tháng/năm, ví dụ 18/05/2016.',
      'Bảng Phân công, dòng 2, cột Mã cán bộ: Không có cán bộ mã AN trong bảng Cán bộ.',
    ]);
  });

  it('two sheets of one name, but for diacritics', async () => {
    expect(await changed((of) => Object.assign(of, { 'Co quan': of['Cơ quan'] }))).toEqual([
      'Bảng Cơ quan: Có hai bảng cùng tên “Cơ quan”. Bỏ bớt một bảng.',
    ]);
  });

  it('a hundred thousand blank rows are nothing, and the row behind them has its number', async () => {
    const blank = Array.from({ length: 100_000 }, () => Array<null>(5).fill(null));
    const problems = await changed((of) => of['Đơn vị']!.push(...blank, ['X', 'Xa', 'Xã', 'Xã', 'KHONG']));
    expect(problems).toEqual([
      'Bảng Đơn vị, dòng 100005, cột Mã cấp trên: Không có đơn vị mã KHONG trong bảng Đơn vị để làm cấp trên.',
    ]);
  });

  it('a cell at the far end', async () => {
    const cells = new Map([['1048575,40', { value: 'x', type: 'string' as const }]]);
    expect(await said(await workbook(sheets(), { 'Đơn vị': { cells } }))).toEqual([
      'Bảng có ô ở quá xa bên dưới hoặc bên phải. Xóa các dòng, cột thừa rồi lưu lại.',
    ]);
  });
});

describe('a file that is no such workbook is told what it is', () => {
  const container = (name: string) =>
    Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(600), Buffer.from(name, 'utf16le')]);
  const notOne = 'Tệp này không phải tệp Excel .xlsx, dù tên có thể ghi như vậy.';
  const broken = 'Tệp Excel bị hỏng, không đọc được. Mở bằng Excel, lưu lại rồi gửi bản mới.';
  const other =
    'Tệp bảng tính này không phải kiểu .xlsx. Mở bằng Excel, lưu lại theo kiểu “Excel Workbook (*.xlsx)”.';

  /** A workbook whose parts are called otherwise. */
  const renamed = async (from: string, to: string) =>
    Buffer.from(
      Buffer.from(await workbook(sheets()))
        .toString('latin1')
        .replaceAll(from, to),
      'latin1',
    );

  it.each([
    ['nothing', async () => Buffer.alloc(0), notOne],
    ['a text', async () => Buffer.from('Mã,Tên\nBT,Bến Tre'), notOne],
    ['a renamed .docx', () => renamed('xl/', 'wd/'), notOne],
    ['an .xls', async () => container('Workbook'), other],
    ['an .xlsb', () => renamed('xl/workbook.xml', 'xl/workbook.bin'), other],
    [
      'one with a password',
      () => writeXlsx({ sheets: [{ name: 'x', rows: [] }], encryption: { password: 'x', spinCount: 10 } }),
      'Tệp Excel có mật khẩu. Bỏ mật khẩu rồi lưu lại.',
    ],
    ['half of one', async () => (await workbook(sheets())).subarray(0, 900), broken],
    [
      'one whose parts are spoilt',
      async () => Buffer.from(await workbook(sheets())).fill(0x41, 300, 1500),
      broken,
    ],
  ])('%s', async (_, bytes, sentence) => {
    expect(await said(await bytes())).toEqual([sentence]);
  });

  it('one that unpacks to more than it may', async () => {
    const sentence = 'Tệp nén quá lớn so với một danh sách cán bộ nên không mở. Kiểm tra lại tệp.';
    const bytes = Buffer.from(await workbook(sheets()));
    expect(await said(bytes, 5000)).toEqual([sentence]);
    const bomb = Buffer.from(bytes);
    // The directory's word for the size of its first entry: four gigabytes, or nothing at all.
    const entry = bomb.indexOf(Buffer.from('504b0102', 'hex'));
    bomb.writeUInt32LE(0xfffffffe, entry + 24);
    expect(await said(bomb)).toEqual([sentence]);
    bomb.writeUInt32LE(0, entry + 24);
    expect(await said(bomb)).toEqual([sentence]);
  });

  it('one that unpacks to more than it says', async () => {
    const bytes = Buffer.from(await workbook(sheets()));
    const last = bytes.lastIndexOf(Buffer.from('504b0102', 'hex'));
    bytes.writeUInt32LE(10, last + 24);
    expect(await said(bytes)).toEqual([broken]);
  });
});
