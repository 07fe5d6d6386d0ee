import { personName, phoneOf } from './names.ts';
import { departments, divisions } from './places.ts';
import { type Random, shares } from './random.ts';
import type { Place } from './tree.ts';

type Row = readonly string[];

export type Staffed = { readonly offices: Row[]; readonly people: Row[]; readonly follows: Row[] };

export type Cadres = { readonly province: number; readonly district: number; readonly commune: number };

/** The offices of the province, its districts and its communes; their cadres; and which unit below each follows. */
export function staff(root: Place, cadres: Cadres, random: Random): Staffed {
  const made: Staffed = { offices: [], people: [], follows: [] };
  const districts = root.below;
  const communes = districts.flatMap(({ below }) => below);
  const hire = hirer(made, random);
  staffProvince(root, cadres.province, made, hire);
  const byHamlets = districts.map(({ below }) =>
    below.reduce((sum, commune) => sum + commune.below.length, 0),
  );
  for (const [at, count] of capped(cadres.district, byHamlets).entries())
    staffDistrict(districts[at]!, count, made, hire);
  const byGroups = communes.map(({ below }) => below.reduce((sum, hamlet) => sum + hamlet.below.length, 0));
  for (const [at, count] of capped(cadres.commune, byGroups).entries())
    staffCommune(communes[at]!, count, made, hire);
  return made;
}

/** In proportion, and nobody without a unit to follow. */
function capped(total: number, units: readonly number[]): readonly number[] {
  const parts = [...shares(total, units)];
  for (;;) {
    const over = parts.findIndex((part, at) => part > units[at]!);
    if (over < 0) return parts;
    const free = parts.reduce(
      (best, part, at) => (units[at]! - part > units[best]! - parts[best]! ? at : best),
      0,
    );
    if (parts[free]! >= units[free]!) throw new Error('more cadres than units to follow');
    parts[over]! -= 1;
    parts[free]! += 1;
  }
}

type Seat = { readonly office: string; readonly role: 'Lãnh đạo' | 'Nhân viên' | '' };
type Hire = (code: string, post: string, seat: Seat | undefined) => string;

function hirer({ people }: Staffed, random: Random): Hire {
  return (code, post, seat) => {
    const index = people.length;
    // Some have none, or the roster does not know it.
    const phone = random.chance(0.04) ? '' : phoneOf(index);
    people.push([
      code,
      personName(random, post.includes('Phụ nữ') || undefined),
      post,
      seat?.office ?? '',
      seat?.role ?? '',
      phone,
    ]);
    return code;
  };
}

const numbered = (count: number, make: (at: number) => string): readonly string[] =>
  Array.from({ length: count }, (_, at) => make(at));

const placed = ({ word, name }: Place): string => `${word.toLowerCase()} ${name}`;

function staffProvince(root: Place, count: number, made: Staffed, hire: Hire): void {
  const office = `${root.code}-VPTU`;
  made.offices.push([office, 'Văn phòng Tỉnh ủy', root.code, 'Văn phòng', '']);
  for (const { key, name, fields } of departments)
    made.offices.push([`${root.code}-${key}`, name, root.code, 'Chuyên môn', fields]);
  const districts = root.below;
  const leaders = numbered(count, (at) => {
    const code = `${root.code}-CB${at + 1}`;
    if (at < districts.length) return hire(code, 'Ủy viên Ban Thường vụ Tỉnh ủy', undefined);
    if (at === districts.length)
      return hire(code, 'Phó Chánh Văn phòng Tỉnh ủy', { office, role: 'Lãnh đạo' });
    if (at === districts.length + 1)
      return hire(code, 'Chuyên viên Văn phòng Tỉnh ủy', { office, role: 'Nhân viên' });
    const { key, name } = departments[at % departments.length]!;
    const isHead = at < districts.length + 2 + departments.length;
    const post = isHead ? `Giám đốc ${name}` : `Phó Giám đốc ${name}`;
    return hire(code, post, {
      office: `${root.code}-${key}`,
      role: isHead ? 'Lãnh đạo' : 'Nhân viên',
    });
  });
  const communes = districts.flatMap(({ below }) => below);
  for (const [at, district] of districts.entries())
    follow(made, leaders[at % leaders.length]!, district, 'Kế hoạch 23-KH/TU', '18/05/2016');
  followAll(made, leaders, communes, 'Kế hoạch 23-KH/TU', '18/05/2016');
  addHistory(made, leaders, communes);
}

/** A tenth of the communes had another leader before; a tenth have a second one beside the lead. */
function addHistory(made: Staffed, leaders: readonly string[], communes: readonly Place[]): void {
  for (const [at, commune] of communes.entries()) {
    const other = leaders[(at + 7) % leaders.length]!;
    if (other === leaders[at % leaders.length]) continue;
    if (at % 10 === 3)
      made.follows.push([
        other,
        commune.code,
        'Phụ trách',
        '01/02/2014',
        '17/05/2016',
        '118-QĐ/TU',
        '25/01/2014',
      ]);
    if (at % 10 === 6)
      made.follows.push([other, commune.code, 'Phối hợp', '01/07/2016', '', '209-QĐ/TU', '28/06/2016']);
  }
}

const districtPosts = [
  'Trưởng phòng Nội vụ',
  'Phó Trưởng phòng Tài chính – Kế hoạch',
  'Phó Chủ tịch Hội Nông dân',
  'Phó Chủ tịch Hội Liên hiệp Phụ nữ',
  'Phó Bí thư Huyện đoàn',
  'Phó Trưởng phòng Văn hóa và Thông tin',
  'Phó Chủ tịch Hội Cựu chiến binh',
  'Chuyên viên Ban Tổ chức',
];

function staffDistrict(district: Place, count: number, made: Staffed, hire: Hire): void {
  const isCity = district.word === 'Thành phố';
  const office = `${district.code}-${isCity ? 'VPTHU' : 'VPHU'}`;
  const committee = isCity ? 'Thành ủy' : 'Huyện ủy';
  made.offices.push([office, `Văn phòng ${committee} ${district.name}`, district.code, 'Văn phòng', '']);
  for (const { key, name, fields } of divisions)
    made.offices.push([
      `${district.code}-${key}`,
      `${name} ${placed(district)}`,
      district.code,
      'Chuyên môn',
      fields,
    ]);
  const hired = numbered(count, (at) => {
    const code = `${district.code}-CB${at + 1}`;
    if (at === 0)
      return hire(code, `Chánh Văn phòng ${committee} ${district.name}`, { office, role: 'Lãnh đạo' });
    if (at === 1)
      return hire(code, `Chuyên viên Văn phòng ${committee} ${district.name}`, { office, role: 'Nhân viên' });
    const division = divisions[at - 2];
    if (division)
      return hire(code, `Trưởng ${lowerFirst(division.name)} ${placed(district)}`, {
        office: `${district.code}-${division.key}`,
        role: 'Lãnh đạo',
      });
    return hire(code, `${districtPosts[at % districtPosts.length]} ${placed(district)}`, undefined);
  });
  const hamlets = district.below.flatMap(({ below }) => below);
  followAll(made, hired, hamlets, isCity ? '97-QĐ/ThU' : '112-QĐ/HU', '15/06/2016');
}

const communePosts = [
  'Phó Chủ tịch Hội đồng nhân dân',
  'Chủ tịch Hội Nông dân',
  'Chủ tịch Hội Liên hiệp Phụ nữ',
  'Bí thư Đoàn Thanh niên',
  'Chủ tịch Hội Cựu chiến binh',
  'Công chức Địa chính – Xây dựng',
  'Công chức Văn hóa – Xã hội',
  'Công chức Tài chính – Kế toán',
  'Đảng viên Chi bộ ấp, cán bộ không chuyên trách',
];

function staffCommune(commune: Place, count: number, made: Staffed, hire: Hire): void {
  const office = `${commune.code}-VPDU`;
  made.offices.push([office, `Văn phòng Đảng ủy ${placed(commune)}`, commune.code, 'Văn phòng', '']);
  const police = `${commune.code}-CA`;
  made.offices.push([police, `Công an ${placed(commune)}`, commune.code, 'Chuyên môn', 'An ninh trật tự']);
  const hired = numbered(count, (at) => {
    const code = `${commune.code}-CB${at + 1}`;
    if (at === 0)
      return hire(code, `Phó Bí thư Thường trực Đảng ủy ${placed(commune)}`, { office, role: 'Lãnh đạo' });
    if (at === 1) return hire(code, `Văn phòng Đảng ủy ${placed(commune)}`, { office, role: 'Nhân viên' });
    if (at === 2)
      return hire(code, `Trưởng Công an ${placed(commune)}`, { office: police, role: 'Lãnh đạo' });
    return hire(code, `${communePosts[at % communePosts.length]} ${placed(commune)}`, undefined);
  });
  followAll(
    made,
    hired,
    commune.below.flatMap(({ below }) => below),
    '45-QĐ/ĐU',
    '01/07/2016',
  );
}

const lowerFirst = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);

/** Each unit has one lead; neighbouring units go to the same person. */
function followAll(
  made: Staffed,
  people: readonly string[],
  units: readonly Place[],
  decision: string,
  day: string,
): void {
  for (const [at, unit] of units.entries())
    follow(made, people[Math.floor((at * people.length) / units.length)]!, unit, decision, day);
}

const follow = (made: Staffed, person: string, unit: Place, decision: string, day: string): void => {
  made.follows.push([person, unit.code, 'Phụ trách', day, '', decision, day]);
};
