import type { Random } from './random.ts';

const list = (text: string): readonly string[] => text.split(' ');

const families = list(
  'Nguyễn Nguyễn Nguyễn Nguyễn Trần Trần Lê Lê Phạm Huỳnh Huỳnh Võ Phan Trương Bùi Đặng Đỗ Ngô Hồ Dương Đinh Đoàn Lâm Mai Trịnh Cao Châu Tạ Hà La Lưu Thái',
);
const men = {
  middle: list('Văn Văn Hữu Minh Thanh Quốc Hoàng Phước Thành Trung Công Tấn Ngọc Đức Chí Hoài Nhựt'),
  given: list(
    'An Bình Cường Dũng Đạt Giàu Hải Hậu Hiếu Hòa Hùng Khoa Khởi Liêm Long Lộc Mẫn Nam Nghĩa Phúc Quân Quý Sang Sơn Tài Tâm Thắng Thịnh Thuận Toàn Trí Tuấn Tùng Út Vinh Xuân Hóa Thủy',
  ),
};
const women = {
  middle: list(
    'Thị Thị Thị Ngọc Kim Mỹ Tuyết Thị_Bích Thị_Cẩm Thị_Hồng Thị_Kim Thị_Mỹ Thị_Ngọc Thị_Thu Thị_Tuyết Bé',
  ),
  given: list(
    'Ánh Chi Diễm Dung Đào Giang Hà Hạnh Hằng Hoa Hồng Huệ Lan Liên Linh Loan Mai Nga Ngân Nhung Oanh Phượng Quyên Sương Thắm Thảo Thúy Thủy Trang Trinh Tuyền Vân Xuân Yến Hòa Lụa',
  ),
};

export function personName(random: Random, isWoman = random.chance(0.38)): string {
  const { middle, given } = isWoman ? women : men;
  const name = [random.pick(families), random.pick(middle).replace('_', ' '), random.pick(given)].join(' ');
  return random.chance(0.3) ? otherTones(name) : name;
}

const settled = ['òa', 'óa', 'ỏa', 'õa', 'ọa', 'òe', 'óe', 'ùy', 'úy', 'ủy', 'ũy', 'ụy'];
const other = ['oà', 'oá', 'oả', 'oã', 'oạ', 'oè', 'oé', 'uỳ', 'uý', 'uỷ', 'uỹ', 'uỵ'];

/** Hòa → Hoà, Thủy → Thuỷ: as about a third of those who write do. */
export const otherTones = (text: string): string =>
  text.replace(
    /(?<![Qq])(?:[òóỏõọ][ae]|[ùúủũụ]y)(?!\p{L})/gu,
    (vowels) => other[settled.indexOf(vowels)] ?? vowels,
  );

const prefixes = list('903 913 919 939 945 977 983 986 123 168');

/** A mobile number that is nobody else's, written in one of the ways they are written. */
export function phoneOf(index: number): string {
  const prefix = prefixes[index % prefixes.length]!;
  const rest = String((Math.floor(index / prefixes.length) * 7919 + 4321) % 1_000_000).padStart(6, '0');
  // Of the former eleven digits: one stands between the prefix and the rest.
  const last = prefix.startsWith('1') ? `5${rest}` : rest;
  const [head, tail] = [last.slice(0, -3), last.slice(-3)];
  if (index % 7 === 3) return `+84 ${prefix} ${head} ${tail}`;
  if (index % 7 === 5) return `0${prefix}.${head}.${tail}`;
  return index % 7 === 6 ? `0${prefix}${last}` : `0${prefix} ${head} ${tail}`;
}
