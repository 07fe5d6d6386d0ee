import { describe, expect, test } from 'vitest';
import english from '../../locales/en/roster.json' with { type: 'json' };
import vietnamese from '../../locales/vi/roster.json' with { type: 'json' };
import { readPhone } from '../../src/domain/phone.ts';
import type { RosterProblem } from '../../src/domain/roster/problem.ts';
import { readRoster, templateOf } from '../../src/domain/roster.ts';

type Sheets = Record<string, string[][]>;

const good = (): Sheets => ({
  'Đơn vị': [
    ['Mã', 'Tên', 'Loại', 'Cấp', 'Mã cấp trên', 'Số hộ', 'Ngày áp dụng'],
    ['BT', 'Bến Tre', 'Tỉnh', 'Tỉnh', '', '', '01/10/2018'],
    ['BT.BATRI', 'Ba Tri', 'Huyện', 'Huyện', 'BT', '', ''],
    ['BT.BATRI.MT', 'Mỹ Thạnh', 'Xã', 'Xã', 'BT.BATRI', '', ''],
    ['BT.BATRI.MT.AP1', '1', 'Ấp', 'Ấp', 'BT.BATRI.MT', '', ''],
    ['BT.BATRI.MT.TO1', 'số 1', 'Tổ nhân dân tự quản', 'Tổ', 'BT.BATRI.MT.AP1', '32', ''],
  ],
  'Cơ quan': [
    ['Mã', 'Tên', 'Mã đơn vị', 'Loại', 'Lĩnh vực'],
    ['VPTU', 'Văn phòng Tỉnh ủy', 'BT', 'Văn phòng', ''],
    ['SNN', 'Sở Nông nghiệp', 'BT', 'Chuyên môn', 'Nông nghiệp; Thủy lợi'],
  ],
  'Cán bộ': [
    ['Mã', 'Họ tên', 'Chức vụ', 'Mã cơ quan', 'Vai trò', 'Điện thoại'],
    ['AN', 'Nguyễn Văn An', 'Phó Giám đốc Sở', 'SNN', 'Lãnh đạo', '0912 000 001'],
    ['HOA', 'Lê Thị Hoa', 'Phó Trưởng Ban', '', '', ''],
  ],
  'Phân công': [
    ['Mã cán bộ', 'Mã đơn vị', 'Vai trò', 'Từ ngày', 'Đến ngày', 'Số quyết định', 'Ngày quyết định'],
    ['AN', 'BT.BATRI.MT', 'Phụ trách', '18/05/2016', '', '23-KH/TU', '18/05/2016'],
    ['HOA', 'BT.BATRI.MT', 'Phối hợp', '18/05/2016', '', '', ''],
  ],
});

/** The good sheets with cells set: ['Đơn vị', 3, 'Cấp', 'Xóm'] is what a person sees as row 3. */
function withCells(...changes: readonly (readonly [string, number, string, string])[]): Sheets {
  const sheets = good();
  for (const [sheet, row, header, value] of changes) {
    const rows = sheets[sheet]!;
    while (rows.length < row) rows.push(rows[0]!.map(() => ''));
    rows[row - 1]![rows[0]!.indexOf(header)] = value;
  }
  return sheets;
}

function withRow(sheet: string, ...cells: string[]): Sheets {
  const sheets = good();
  sheets[sheet]!.push(cells);
  return sheets;
}

function withoutColumn(sheet: string, header: string): Sheets {
  const sheets = good();
  const at = sheets[sheet]![0]!.indexOf(header);
  return { ...sheets, [sheet]: sheets[sheet]!.map((cells) => cells.filter((_, index) => index !== at)) };
}

function without(sheet: string): Sheets {
  const { [sheet]: _, ...rest } = good();
  return rest;
}

const fill = (sentence: string, values: object): string =>
  Object.entries(values).reduce((text, [name, value]) => text.replaceAll(`{{${name}}}`, value), sentence);

type Language = typeof vietnamese;

function inWords({ problem, place }: Language, { reason, values, ...at }: RosterProblem): string {
  const where = at.row ? (at.column ? 'cell' : 'row') : at.column ? 'column' : 'sheet';
  return `${fill(place[where], at)}: ${fill(problem[reason], values)}`;
}

const said = (language: Language, problems: readonly RosterProblem[]): string =>
  problems.map((problem) => inWords(language, problem)).join('\n');

const problemsOf = (sheets: Sheets): readonly RosterProblem[] => {
  const reading = readRoster(sheets);
  return 'problems' in reading ? reading.problems : [];
};

describe('a good roster', () => {
  test('is read without a word', () => {
    const reading = readRoster(good());
    expect(reading.warnings).toEqual([]);
    expect('roster' in reading && reading.roster).toMatchObject({
      template: 'three-tier',
      units: [
        { code: 'BT', word: 'tỉnh', rank: 0, parent: undefined, liveFrom: '2018-10-01' },
        { code: 'BT.BATRI', word: 'huyện', rank: 1, parent: 'BT', liveFrom: undefined },
        { name: 'Mỹ Thạnh', word: 'xã', rank: 2 },
        { name: '1', word: 'ấp', rank: 3, households: undefined },
        { word: 'tổ nhân dân tự quản', rank: 4, households: 32 },
      ],
      offices: [
        { kind: 'general', fields: [] },
        { kind: 'specialised', fields: ['Nông nghiệp', 'Thủy lợi'] },
      ],
      people: [
        { name: 'Nguyễn Văn An', seats: [{ office: 'SNN', role: 'head' }], phone: '+84912000001' },
        { seats: [], phone: undefined },
      ],
      assignments: [
        { person: 'AN', role: 'lead', from: '2016-05-18', decision: '23-KH/TU', decidedOn: '2016-05-18' },
        { person: 'HOA', role: 'support', until: undefined, decision: undefined },
      ],
      clusters: [],
      unsaid: ['clusters'],
    });
  });

  test('may be typed without diacritics, with more columns, blank rows and decomposed letters', () => {
    const sheets = good();
    const [header, ...rows] = sheets['Đơn vị']!;
    const typed = {
      'DON VI': [
        ['', ''],
        ['Ghi chú', ...header!.map((cell) => cell.toUpperCase().normalize('NFD'))],
        ...rows.flatMap((cells) => [
          ['', ' '],
          ['7', ...cells.map(() => ' ')],
          ['x', ...cells.map((cell) => ` ${cell.normalize('NFD')} `)],
        ]),
      ],
      'co quan': sheets['Cơ quan']!,
      'CÁN BỘ': sheets['Cán bộ']!,
      'phan cong': [
        ['ma can bo', 'ma don vi', 'vai tro', 'tu ngay', 'den ngay', 'so quyet dinh', 'ngay quyet dinh'],
        ['AN', 'BT.BATRI.MT', 'phu trach', '2016-05-18', '', '23-KH/TU', '18-5-2016'],
        ['HOA', 'BT.BATRI.MT', 'PHOI HOP', '18.5.2016', '', '', ''],
      ],
    };
    expect(readRoster(typed)).toEqual(readRoster(good()));
  });

  test('has two tiers when no unit is a Huyện', () => {
    const sheets = good();
    sheets['Đơn vị'] = [
      sheets['Đơn vị']![0]!,
      ['VL', 'Vĩnh Long', 'Tỉnh', 'Tỉnh', ''],
      ['VL.BD', 'Ba Tri', 'Xã', 'Xã', 'VL'],
    ];
    expect(templateOf(sheets)).toBe('two-tier');
    expect(templateOf(good())).toBe('three-tier');
  });

  test('keeps a name as it is spelt, and one spelling of a field', () => {
    const reading = readRoster(
      withCells(['Đơn vị', 4, 'Tên', 'Mỹ Hoà'], ['Cơ quan', 2, 'Lĩnh vực', 'Thuỷ Lợi; ;thủy lợi']),
    );
    expect('roster' in reading && reading.roster.units[2]?.name).toBe('Mỹ Hoà');
    expect('roster' in reading && reading.roster.offices.map(({ fields }) => fields)).toEqual([
      ['Thuỷ Lợi'],
      ['Nông nghiệp', 'Thuỷ Lợi'],
    ]);
  });

  test('gives one role for all offices, or one for each', () => {
    const seats = (role: string) => {
      const reading = readRoster(
        withCells(['Cán bộ', 2, 'Mã cơ quan', 'SNN; VPTU'], ['Cán bộ', 2, 'Vai trò', role]),
      );
      return 'roster' in reading && reading.roster.people[0]?.seats.map((seat) => seat.role);
    };
    expect(seats('')).toEqual(['member', 'member']);
    expect(seats('nhân viên')).toEqual(['staff', 'staff']);
    expect(seats('Lãnh đạo; Nhân viên')).toEqual(['head', 'staff']);
  });

  test('says which columns it leaves out, and groups units into clusters', () => {
    const reading = readRoster({
      ...withoutColumn('Đơn vị', 'Số hộ'),
      Cụm: [
        ['Tên', 'Mã đơn vị'],
        ['Ven biển', 'BT.BATRI'],
        ['Ven biển', 'BT.BATRI.MT'],
      ],
    });
    expect('roster' in reading && reading.roster.unsaid).toEqual(['households']);
    expect('roster' in reading && reading.roster.clusters).toEqual([
      { name: 'Ven biển', units: ['BT.BATRI', 'BT.BATRI.MT'] },
    ]);
  });
});

type Case = readonly [name: string, sheets: Sheets, vi: string, en: string];

const mt = 'Đơn vị';
const bad: readonly Case[] = [
  [
    'a sheet is missing',
    without('Cơ quan'),
    'Bảng Cơ quan: Thiếu bảng “Cơ quan” (tệp co-quan.csv), hoặc bảng còn trống.',
    'Sheet Cơ quan: The sheet “Cơ quan” (file co-quan.csv) is missing or empty.',
  ],
  [
    'a header is missing',
    withoutColumn('Cán bộ', 'Chức vụ'),
    'Bảng Cán bộ, cột Chức vụ: Thiếu cột “Chức vụ”.',
    'Sheet Cán bộ, column Chức vụ: The column “Chức vụ” is missing.',
  ],
  [
    'a header stands twice',
    { ...good(), 'Cơ quan': good()['Cơ quan']!.map((cells) => [...cells, cells[1]!]) },
    'Bảng Cơ quan, cột Tên: Có hai cột cùng tên “Tên”. Bỏ bớt một cột.',
    'Sheet Cơ quan, column Tên: Two columns are called “Tên”. Remove one.',
  ],
  [
    'a value is missing',
    withCells([mt, 4, 'Tên', ' ']),
    'Bảng Đơn vị, dòng 4, cột Tên: Chưa ghi “Tên”.',
    'Sheet Đơn vị, row 4, column Tên: “Tên” is empty.',
  ],
  [
    'a unit below the province has nothing above it',
    withCells([mt, 4, 'Mã cấp trên', '']),
    'Bảng Đơn vị, dòng 4, cột Mã cấp trên: Chưa ghi “Mã cấp trên”.',
    'Sheet Đơn vị, row 4, column Mã cấp trên: “Mã cấp trên” is empty.',
  ],
  [
    'a code stands twice',
    withRow('Cán bộ', 'AN', 'Trần Văn Út', 'Chuyên viên', '', '', ''),
    'Bảng Cán bộ, dòng 4, cột Mã: Mã AN đã có ở dòng 2.',
    'Sheet Cán bộ, row 4, column Mã: The code AN is already in row 2.',
  ],
  [
    'a parent is not known',
    withCells([mt, 4, 'Mã cấp trên', 'BT.BATRY']),
    'Bảng Đơn vị, dòng 4, cột Mã cấp trên: Không có đơn vị mã BT.BATRY trong bảng Đơn vị để làm cấp trên.',
    'Sheet Đơn vị, row 4, column Mã cấp trên: There is no unit with the code BT.BATRY in the sheet Đơn vị to stand above this one.',
  ],
  [
    'a parent is of the same level',
    withRow(mt, 'BT.BATRI.AD', 'An Đức', 'Xã', 'Xã', 'BT.BATRI.MT'),
    'Bảng Đơn vị, dòng 7, cột Mã cấp trên: Đơn vị BT.BATRI.MT không ở cấp trên của BT.BATRI.AD.',
    'Sheet Đơn vị, row 7, column Mã cấp trên: Unit BT.BATRI.MT is not at a level above BT.BATRI.AD.',
  ],
  [
    'units lie in a circle',
    withCells([mt, 3, 'Mã cấp trên', 'BT.BATRI.MT.AP1']),
    'Bảng Đơn vị, dòng 3, cột Mã cấp trên: Các đơn vị làm cấp trên của nhau thành vòng: BT.BATRI → BT.BATRI.MT.AP1 → BT.BATRI.MT → BT.BATRI.',
    'Sheet Đơn vị, row 3, column Mã cấp trên: The units lie above each other in a circle: BT.BATRI → BT.BATRI.MT.AP1 → BT.BATRI.MT → BT.BATRI.',
  ],
  [
    'there is no unit',
    {
      ...good(),
      [mt]: [good()[mt]![0]!],
      'Cơ quan': [good()['Cơ quan']![0]!],
      'Cán bộ': [good()['Cán bộ']![0]!],
      'Phân công': [good()['Phân công']![0]!],
    },
    'Bảng Đơn vị: Bảng chưa có dòng nào dưới tiêu đề. Ghi các đơn vị, bắt đầu từ đơn vị cấp Tỉnh.',
    'Sheet Đơn vị: The sheet has no rows under its headers. Write the units, beginning with the one of the level Tỉnh.',
  ],
  [
    'there are two provinces',
    withRow(mt, 'TG', 'Tiền Giang', 'Tỉnh', 'Tỉnh', ''),
    'Bảng Đơn vị, dòng 7, cột Cấp: Chỉ được có một đơn vị cấp Tỉnh: đã có BT, thừa TG.',
    'Sheet Đơn vị, row 7, column Cấp: Only one unit may be at the level Tỉnh: BT is there already, TG is one too many.',
  ],
  [
    'a level is not known',
    withCells([mt, 5, 'Cấp', 'Xóm']),
    'Bảng Đơn vị, dòng 5, cột Cấp: Không có cấp “Xóm”. Ghi một trong: Tỉnh, Huyện, Xã, Ấp, Tổ.',
    'Sheet Đơn vị, row 5, column Cấp: There is no level “Xóm”. Write one of: Tỉnh, Huyện, Xã, Ấp, Tổ.',
  ],
  [
    'a count is not one',
    withCells([mt, 6, 'Số hộ', '32 hộ']),
    'Bảng Đơn vị, dòng 6, cột Số hộ: “32 hộ” không phải số hộ. Ghi một số nguyên, ví dụ 25.',
    'Sheet Đơn vị, row 6, column Số hộ: “32 hộ” is not a number of households. Write a whole number such as 25.',
  ],
  [
    'a day is not in the calendar',
    withCells([mt, 2, 'Ngày áp dụng', '31/11/2018']),
    'Bảng Đơn vị, dòng 2, cột Ngày áp dụng: Không có ngày “31/11/2018”. Ghi ngày/tháng/năm, ví dụ 18/05/2016.',
    'Sheet Đơn vị, row 2, column Ngày áp dụng: “31/11/2018” is not a date. Write day/month/year, for example 18/05/2016.',
  ],
  [
    'the kind of an office is not known',
    withCells(['Cơ quan', 3, 'Loại', 'Sở']),
    'Bảng Cơ quan, dòng 3, cột Loại: Không có loại cơ quan “Sở”. Ghi một trong: Văn phòng, Chuyên môn.',
    'Sheet Cơ quan, row 3, column Loại: There is no kind of office “Sở”. Write one of: Văn phòng, Chuyên môn.',
  ],
  [
    'an office stands at no unit',
    withCells(['Cơ quan', 3, 'Mã đơn vị', 'BTR']),
    'Bảng Cơ quan, dòng 3, cột Mã đơn vị: Không có đơn vị mã BTR trong bảng Đơn vị.',
    'Sheet Cơ quan, row 3, column Mã đơn vị: There is no unit with the code BTR in the sheet Đơn vị.',
  ],
  [
    'a person sits in no office that is known',
    withCells(['Cán bộ', 2, 'Mã cơ quan', 'SNN; SGT']),
    'Bảng Cán bộ, dòng 2, cột Mã cơ quan: Không có cơ quan mã SGT trong bảng Cơ quan.',
    'Sheet Cán bộ, row 2, column Mã cơ quan: There is no office with the code SGT in the sheet Cơ quan.',
  ],
  [
    'a role in an office is not known',
    withCells(['Cán bộ', 2, 'Vai trò', 'Sếp']),
    'Bảng Cán bộ, dòng 2, cột Vai trò: Không có vai trò “Sếp”. Ghi một trong: Lãnh đạo, Nhân viên.',
    'Sheet Cán bộ, row 2, column Vai trò: There is no role “Sếp”. Write one of: Lãnh đạo, Nhân viên.',
  ],
  [
    'there are more roles than offices',
    withCells(['Cán bộ', 2, 'Vai trò', 'Lãnh đạo; Nhân viên']),
    'Bảng Cán bộ, dòng 2, cột Vai trò: Có 1 cơ quan nhưng 2 vai trò. Ghi một vai trò chung, hoặc mỗi cơ quan một vai trò, cách nhau bằng dấu chấm phẩy.',
    'Sheet Cán bộ, row 2, column Vai trò: There are 1 offices but 2 roles. Write one role for all, or one for each office, separated by semicolons.',
  ],
  [
    'a telephone number is none',
    withCells(['Cán bộ', 2, 'Điện thoại', '0912 000']),
    'Bảng Cán bộ, dòng 2, cột Điện thoại: “0912 000” không phải số điện thoại Việt Nam. Ghi một số, ví dụ 0912 345 678.',
    'Sheet Cán bộ, row 2, column Điện thoại: “0912 000” is not a Vietnamese telephone number. Write one number, for example 0912 345 678.',
  ],
  [
    'nobody of the code is assigned',
    withCells(['Phân công', 3, 'Mã cán bộ', 'HOAA']),
    'Bảng Phân công, dòng 3, cột Mã cán bộ: Không có cán bộ mã HOAA trong bảng Cán bộ.',
    'Sheet Phân công, row 3, column Mã cán bộ: There is no person with the code HOAA in the sheet Cán bộ.',
  ],
  [
    'the role of an assignment is not known',
    withCells(['Phân công', 3, 'Vai trò', 'Nhân viên']),
    'Bảng Phân công, dòng 3, cột Vai trò: Không có vai trò “Nhân viên”. Ghi một trong: Phụ trách, Phối hợp.',
    'Sheet Phân công, row 3, column Vai trò: There is no role “Nhân viên”. Write one of: Phụ trách, Phối hợp.',
  ],
  [
    'an assignment ends before it begins',
    withCells(['Phân công', 3, 'Từ ngày', '2016-05-18'], ['Phân công', 3, 'Đến ngày', '2016-05-17']),
    'Bảng Phân công, dòng 3, cột Đến ngày: “Đến ngày” 17/05/2016 sớm hơn “Từ ngày” 18/05/2016.',
    'Sheet Phân công, row 3, column Đến ngày: The last day 17/05/2016 is before the first day 18/05/2016.',
  ],
  [
    'an assignment stands twice',
    withRow('Phân công', 'AN', 'BT.BATRI.MT', 'Phối hợp', '18/05/2016', '', '', ''),
    'Bảng Phân công, dòng 4, cột Từ ngày: Cán bộ AN đã được phân công đơn vị BT.BATRI.MT từ cùng ngày ở dòng 2.',
    'Sheet Phân công, row 4, column Từ ngày: AN is already assigned to unit BT.BATRI.MT from the same day in row 2.',
  ],
  [
    'a cluster holds an unknown unit',
    {
      ...good(),
      Cụm: [
        ['Tên', 'Mã đơn vị'],
        ['Ven biển', 'BT.BINHDAI'],
      ],
    },
    'Bảng Cụm, dòng 2, cột Mã đơn vị: Không có đơn vị mã BT.BINHDAI trong bảng Đơn vị.',
    'Sheet Cụm, row 2, column Mã đơn vị: There is no unit with the code BT.BINHDAI in the sheet Đơn vị.',
  ],
];

test.each(bad)('is refused when %s', (_, sheets, vi, en) => {
  const problems = problemsOf(sheets);
  expect(said(vietnamese, problems)).toBe(vi);
  expect(said(english, problems)).toBe(en);
});

const doubtful: readonly Case[] = [
  [
    'a unit has two leads on the same day',
    withCells(['Phân công', 3, 'Vai trò', 'Phụ trách']),
    'Bảng Phân công, dòng 3, cột Vai trò: Đơn vị BT.BATRI.MT có hai người phụ trách trong cùng thời gian: HOA và AN (dòng 2).',
    'Sheet Phân công, row 3, column Vai trò: Unit BT.BATRI.MT has two lead followers for the same days: HOA and AN (row 2).',
  ],
  [
    'somebody follows a unit twice over',
    withRow('Phân công', 'AN', 'BT.BATRI.MT', 'Phụ trách', '01/01/2018', '', '', ''),
    'Bảng Phân công, dòng 4, cột Từ ngày: Cán bộ AN được phân công đơn vị BT.BATRI.MT hai lần trong cùng thời gian (xem dòng 2).',
    'Sheet Phân công, row 4, column Từ ngày: AN is assigned to unit BT.BATRI.MT twice for the same days (see row 2).',
  ],
  [
    'a level is skipped',
    withRow(mt, 'BT.BATRI.TO9', 'số 9', 'Tổ nhân dân tự quản', 'Tổ', 'BT.BATRI.MT'),
    'Bảng Đơn vị, dòng 7, cột Mã cấp trên: Cấp trên của BT.BATRI.TO9 là BT.BATRI.MT, cách hơn một cấp.',
    'Sheet Đơn vị, row 7, column Mã cấp trên: BT.BATRI.MT, the unit above BT.BATRI.TO9, is more than one level above it.',
  ],
  [
    'a name holds its own word',
    withCells([mt, 5, 'Tên', 'Ấp 1']),
    'Bảng Đơn vị, dòng 5, cột Tên: Tên “Ấp 1” đã có chữ “ấp”, sẽ hiện là “ấp Ấp 1”. Nếu không phải vậy, bỏ chữ “ấp” trong tên.',
    'Sheet Đơn vị, row 5, column Tên: The name “Ấp 1” already holds the word “ấp” and will be shown as “ấp Ấp 1”. If that is not meant, remove the word from the name.',
  ],
  [
    'two units cannot be told apart',
    withRow(mt, 'BT.BATRI.MT2', 'Mỹ Thạnh', 'Xã', 'Xã', 'BT.BATRI'),
    'Bảng Đơn vị, dòng 7, cột Tên: xã Mỹ Thạnh trùng tên với dòng 4, cùng đơn vị cấp trên.',
    'Sheet Đơn vị, row 7, column Tên: xã Mỹ Thạnh has the same name as row 4, under the same unit.',
  ],
  [
    'a unit has two general offices',
    withRow('Cơ quan', 'VPUB', 'Văn phòng UBND tỉnh', 'BT', 'Văn phòng', ''),
    'Bảng Cơ quan, dòng 4, cột Loại: Đơn vị BT đã có văn phòng VPTU: mỗi đơn vị chỉ nên có một văn phòng.',
    'Sheet Cơ quan, row 4, column Loại: Unit BT already has the office VPTU: a unit should have one general office.',
  ],
  [
    'an office answers for nothing',
    withCells(['Cơ quan', 3, 'Lĩnh vực', '']),
    'Bảng Cơ quan, dòng 3, cột Lĩnh vực: Sở Nông nghiệp chưa có lĩnh vực nào: kiến nghị sẽ không được chuyển thẳng tới đây.',
    'Sheet Cơ quan, row 3, column Lĩnh vực: Sở Nông nghiệp has no field of competence: no recommendation will go straight to it.',
  ],
  [
    'two people have one mobile number',
    withCells(['Cán bộ', 3, 'Điện thoại', '+84 912 000 001']),
    'Bảng Cán bộ, dòng 3, cột Điện thoại: Số +84 912 000 001 trùng với dòng 2: kết nối bằng số này sẽ không phân biệt được là ai.',
    'Sheet Cán bộ, row 3, column Điện thoại: The number +84 912 000 001 is also in row 2: whoever links with it cannot be told apart.',
  ],
];

test.each(doubtful)('is taken with a warning when %s', (_, sheets, vi, en) => {
  const reading = readRoster(sheets);
  expect('roster' in reading).toBe(true);
  expect(said(vietnamese, reading.warnings)).toBe(vi);
  expect(said(english, reading.warnings)).toBe(en);
});

test('leads that follow each other are no two leads', () => {
  const sheets = withCells(
    ['Phân công', 2, 'Đến ngày', '31/12/2017'],
    ['Phân công', 3, 'Vai trò', 'Phụ trách'],
    ['Phân công', 3, 'Từ ngày', '01/01/2018'],
  );
  expect(readRoster(sheets).warnings).toEqual([]);
});

test('everything wrong is told at once, and nothing because of something else', () => {
  const sheets = withCells(
    [mt, 3, 'Cấp', 'Quận'],
    [mt, 6, 'Số hộ', '-1'],
    ['Cơ quan', 2, 'Mã', ''],
    ['Cán bộ', 2, 'Điện thoại', 'không có'],
    ['Phân công', 2, 'Từ ngày', '2016'],
    ['Phân công', 2, 'Mã đơn vị', ''],
  );
  expect(
    said(vietnamese, problemsOf(sheets))
      .split('\n')
      .map((line) => line.split(':')[0]),
  ).toEqual([
    'Bảng Đơn vị, dòng 3, cột Cấp',
    'Bảng Đơn vị, dòng 6, cột Số hộ',
    'Bảng Cơ quan, dòng 2, cột Mã',
    'Bảng Cán bộ, dòng 2, cột Điện thoại',
    'Bảng Phân công, dòng 2, cột Mã đơn vị',
    'Bảng Phân công, dòng 2, cột Từ ngày',
  ]);
  expect(problemsOf({})).toHaveLength(4);
});

test('names, posts and fields have a length', () => {
  const name = (length: number) => 'Đ'.repeat(length);
  const sheets = (more: number) =>
    withCells(
      [mt, 4, 'Tên', name(200 + more)],
      ['Cơ quan', 2, 'Tên', name(200 + more)],
      ['Cơ quan', 3, 'Lĩnh vực', `Thủy lợi; ${name(60 + more)}`],
      ['Cán bộ', 2, 'Họ tên', name(200 + more)],
      ['Cán bộ', 2, 'Chức vụ', name(200 + more)],
    );
  expect(problemsOf(sheets(0))).toEqual([]);
  expect(said(vietnamese, problemsOf(sheets(1))).split('\n')).toEqual([
    `Bảng Đơn vị, dòng 4, cột Tên: “${name(39)}…” dài 201 ký tự, tối đa là 200.`,
    `Bảng Cơ quan, dòng 2, cột Tên: “${name(39)}…” dài 201 ký tự, tối đa là 200.`,
    `Bảng Cơ quan, dòng 3, cột Lĩnh vực: “${name(39)}…” dài 61 ký tự, tối đa là 60.`,
    `Bảng Cán bộ, dòng 2, cột Họ tên: “${name(39)}…” dài 201 ký tự, tối đa là 200.`,
    `Bảng Cán bộ, dòng 2, cột Chức vụ: “${name(39)}…” dài 201 ký tự, tối đa là 200.`,
  ]);
});

test('every reason has its sentence in both languages', () => {
  expect(Object.keys(english.problem)).toEqual(Object.keys(vietnamese.problem));
  expect(Object.keys(english.place)).toEqual(Object.keys(vietnamese.place));
});

test.each([
  ['0912345678', '+84912345678'],
  ['0912 345 678', '+84912345678'],
  ['0912.345.678', '+84912345678'],
  ['0912-345-678', '+84912345678'],
  ['0912 345–678', '+84912345678'],
  ["'0912345678", '+84912345678'],
  ['+84 912 345 678', '+84912345678'],
  ['+84 (0)912 345 678', '+84912345678'],
  ['84912345678', '+84912345678'],
  ['0084912345678', '+84912345678'],
  ['912345678', '+84912345678'],
  ['0169 345 6789', '+84393456789'],
  ['0123 4567890', '+84834567890'],
  ['(0275) 3822 123', '+842753822123'],
  ['028 3822 1234', '+842838221234'],
  ['0912 345 67', undefined],
  ['0912345678 / 0912345679', undefined],
  ['0412 345 678', undefined],
  ['+1 202 555 0100', undefined],
  ['', undefined],
])('the number %s is %s', (text, number) => {
  expect(readPhone(text)).toBe(number);
});
