export type District = {
  readonly name: string;
  readonly word: 'Huyện' | 'Thành phố';
  readonly island: 'An Hóa' | 'Bảo' | 'Minh';
  readonly wards?: readonly string[];
  readonly town?: string;
  readonly communes: readonly string[];
};

const names = (text: string): readonly string[] => text.split(',').map((name) => name.trim());

/** Bến Tre in 2016: 147 xã, 10 phường, 7 thị trấn. Ba Tri and Giồng Trôm come first: Mỹ Thạnh is in both. */
export const districtsOf2016: readonly District[] = [
  {
    name: 'Ba Tri',
    word: 'Huyện',
    island: 'Bảo',
    town: 'Ba Tri',
    communes: names(
      'Mỹ Thạnh, An Đức, Mỹ Hòa, An Bình Tây, An Hiệp, An Hòa Tây, An Ngãi Tây, An Ngãi Trung, An Phú Trung, An Thủy, Bảo Thạnh, Bảo Thuận, Mỹ Chánh, Mỹ Nhơn, Phú Lễ, Phú Ngãi, Phước Tuy, Tân Hưng, Tân Mỹ, Tân Thủy, Tân Xuân, Vĩnh An, Vĩnh Hòa',
    ),
  },
  {
    name: 'Giồng Trôm',
    word: 'Huyện',
    island: 'Bảo',
    town: 'Giồng Trôm',
    communes: names(
      'Mỹ Thạnh, Bình Thành, Bình Hòa, Châu Bình, Châu Hòa, Hưng Lễ, Hưng Nhượng, Hưng Phong, Long Mỹ, Lương Hòa, Lương Phú, Lương Quới, Phong Mỹ, Phong Nẫm, Phước Long, Sơn Phú, Tân Hào, Tân Lợi Thạnh, Tân Thanh, Thạnh Phú Đông, Thuận Điền',
    ),
  },
  {
    name: 'Thạnh Phú',
    word: 'Huyện',
    island: 'Minh',
    town: 'Thạnh Phú',
    communes: names(
      'Bình Thạnh, An Thạnh, Mỹ Hưng, An Điền, An Nhơn, An Qui, An Thuận, Đại Điền, Giao Thạnh, Hòa Lợi, Mỹ An, Phú Khánh, Quới Điền, Tân Phong, Thạnh Hải, Thạnh Phong, Thới Thạnh',
    ),
  },
  {
    name: 'Bến Tre',
    word: 'Thành phố',
    island: 'Bảo',
    wards: names('1, 2, 3, 4, 5, 6, 7, 8, Phú Khương, Phú Tân'),
    communes: names('Bình Phú, Mỹ Thạnh An, Nhơn Thạnh, Phú Hưng, Phú Nhuận, Sơn Đông'),
  },
  {
    name: 'Châu Thành',
    word: 'Huyện',
    island: 'An Hóa',
    town: 'Châu Thành',
    communes: names(
      'An Hiệp, An Hóa, An Khánh, An Phước, Giao Hòa, Giao Long, Hữu Định, Mỹ Thành, Phú An Hòa, Phú Đức, Phú Túc, Phước Thạnh, Quới Sơn, Quới Thành, Sơn Hòa, Tam Phước, Tân Phú, Tân Thạch, Thành Triệu, Tiên Long, Tiên Thủy, Tường Đa',
    ),
  },
  {
    name: 'Chợ Lách',
    word: 'Huyện',
    island: 'Minh',
    town: 'Chợ Lách',
    communes: names(
      'Vĩnh Hòa, Hòa Nghĩa, Hưng Khánh Trung B, Long Thới, Phú Phụng, Phú Sơn, Sơn Định, Tân Thiềng, Vĩnh Bình, Vĩnh Thành',
    ),
  },
  {
    name: 'Bình Đại',
    word: 'Huyện',
    island: 'An Hóa',
    town: 'Bình Đại',
    communes: names(
      'Bình Thắng, Bình Thới, Châu Hưng, Đại Hòa Lộc, Định Trung, Lộc Thuận, Long Định, Long Hòa, Phú Long, Phú Thuận, Phú Vang, Tam Hiệp, Thạnh Phước, Thạnh Trị, Thới Lai, Thới Thuận, Thừa Đức, Vang Quới Đông, Vang Quới Tây',
    ),
  },
  {
    name: 'Mỏ Cày Nam',
    word: 'Huyện',
    island: 'Minh',
    town: 'Mỏ Cày',
    communes: names(
      'An Thạnh, An Định, An Thới, Bình Khánh Đông, Bình Khánh Tây, Cẩm Sơn, Đa Phước Hội, Định Thủy, Hương Mỹ, Minh Đức, Ngãi Đăng, Phước Hiệp, Tân Hội, Tân Trung, Thành Thới A, Thành Thới B',
    ),
  },
  {
    name: 'Mỏ Cày Bắc',
    word: 'Huyện',
    island: 'Minh',
    communes: names(
      'Hòa Lộc, Hưng Khánh Trung A, Khánh Thạnh Tân, Nhuận Phú Tân, Phú Mỹ, Phước Mỹ Trung, Tân Bình, Tân Phú Tây, Tân Thành Bình, Tân Thanh Tây, Thành An, Thạnh Ngãi, Thanh Tân',
    ),
  },
];

/** What names of places in the South are made of. */
export const placeSyllables = {
  first: names(
    'An, Bình, Châu, Đại, Giao, Hòa, Hưng, Long, Lộc, Lương, Mỹ, Nhơn, Phong, Phú, Phước, Quới, Sơn, Tân, Thạnh, Thành, Thới, Thuận, Tiên, Vĩnh',
  ),
  second: names(
    'An, Bình, Điền, Định, Đông, Đức, Hiệp, Hòa, Hóa, Hội, Hưng, Khánh, Lộc, Lợi, Long, Mỹ, Nghĩa, Nhơn, Phú, Phước, Quới, Thạnh, Thành, Thắng, Thới, Thuận, Thủy, Trị, Trung, Tây, Thanh',
  ),
};

export type OfficeOf = { readonly key: string; readonly name: string; readonly fields: string };

export const departments: readonly OfficeOf[] = [
  { key: 'SGTVT', name: 'Sở Giao thông vận tải', fields: 'Giao thông' },
  { key: 'SNN', name: 'Sở Nông nghiệp và Phát triển nông thôn', fields: 'Nông nghiệp; Thủy lợi; Nước sạch' },
  { key: 'STNMT', name: 'Sở Tài nguyên và Môi trường', fields: 'Đất đai; Môi trường' },
  { key: 'SYT', name: 'Sở Y tế', fields: 'Y tế' },
  { key: 'SGDDT', name: 'Sở Giáo dục và Đào tạo', fields: 'Giáo dục' },
  { key: 'SLDTBXH', name: 'Sở Lao động – Thương binh và Xã hội', fields: 'Chính sách xã hội; Việc làm' },
  { key: 'SCT', name: 'Sở Công Thương', fields: 'Điện; Chợ' },
  { key: 'SXD', name: 'Sở Xây dựng', fields: 'Nhà ở' },
  { key: 'SVHTTDL', name: 'Sở Văn hóa, Thể thao và Du lịch', fields: 'Văn hóa, thể thao' },
  { key: 'STTTT', name: 'Sở Thông tin và Truyền thông', fields: 'Viễn thông' },
  { key: 'CAT', name: 'Công an tỉnh', fields: 'An ninh trật tự' },
];

export const divisions: readonly OfficeOf[] = [
  { key: 'PNN', name: 'Phòng Nông nghiệp và Phát triển nông thôn', fields: 'Nông nghiệp; Thủy lợi' },
  { key: 'PTNMT', name: 'Phòng Tài nguyên và Môi trường', fields: 'Đất đai; Môi trường' },
  { key: 'PKTHT', name: 'Phòng Kinh tế và Hạ tầng', fields: 'Giao thông; Điện' },
  { key: 'PLDTBXH', name: 'Phòng Lao động – Thương binh và Xã hội', fields: 'Chính sách xã hội' },
];
