import { describe, expect, it } from 'vitest';
import type { Entry } from '../../src/domain/entry.ts';
import type { OfficeId, UnitId } from '../../src/domain/identity.ts';
import { lastSubject } from '../../src/domain/letter.ts';
import { abbreviationOf, formOf, letterheadOf } from '../../src/domain/letter-form.ts';
import { numberAfter, readLetterNumber, writeLetterNumber } from '../../src/domain/letter-number.ts';
import { signatureOf } from '../../src/domain/letter-signature.ts';
import { parse } from '../../src/domain/time.ts';

describe('the number of a letter', () => {
  it.each([
    ['12-CV/ĐU', '12-CV/ĐU'],
    ['12/CV-UBND', '12/CV-UBND'],
    ['Số: 7 / SGTVT-VP', '07/SGTVT-VP'],
    ['số 0103–CV/VPTU', '103-CV/VPTU'],
    // Typed letter by letter with marks of their own, as some phones do.
    ['9-CV/ĐU'.normalize('NFD'), '09-CV/ĐU'],
  ])('%j is %s', (typed, written) => {
    expect(writeLetterNumber(readLetterNumber(typed)!)).toBe(written);
  });

  it.each(['', '12', 'CV/ĐU', '0-CV/ĐU', '12-', '123456-CV/ĐU', `1-${'A'.repeat(40)}`, '12-CV/ĐU; drop'])(
    '%j is none',
    (typed) => {
      expect(readLetterNumber(typed)).toBeUndefined();
    },
  );

  it('follows the last one, and begins anew with the year', () => {
    const last = { ordinal: 12, sign: '-CV/ĐU', year: 2018 };
    expect(numberAfter(last, 2018)).toEqual({ ordinal: 13, sign: '-CV/ĐU' });
    expect(numberAfter(last, 2019)).toEqual({ ordinal: 1, sign: '-CV/ĐU' });
    expect(numberAfter(undefined, 2019)).toBeUndefined();
  });
});

const unit = (word: string, name: string, parent?: string) => ({
  id: 'u' as UnitId,
  code: 'u',
  name,
  word,
  rank: parent ? 1 : 0,
  lineage: [],
  parent,
});
const province = unit('tỉnh', 'Bến Tre');
const commune = unit('xã', 'Mỹ Thạnh', 'huyện Ba Tri');
const office = (name: string, at = province, kind: 'general' | 'specialised' = 'specialised') => ({
  name,
  kind,
  form: undefined,
  unit: at,
});

describe('whose form a letter has, and who writes it', () => {
  it.each([
    ['Văn phòng Tỉnh ủy', province, 'party', 'TỈNH ỦY BẾN TRE', 'VĂN PHÒNG'],
    ['Văn phòng Đảng uỷ xã Mỹ Thạnh', commune, 'party', 'ĐẢNG UỶ XÃ MỸ THẠNH', 'VĂN PHÒNG'],
    ['Ban Tổ chức Tỉnh ủy', province, 'party', 'TỈNH ỦY BẾN TRE', 'BAN TỔ CHỨC'],
    ['Đảng ủy xã Mỹ Thạnh', commune, 'party', 'ĐẢNG BỘ HUYỆN BA TRI', 'ĐẢNG ỦY XÃ MỸ THẠNH'],
    ['Sở Giao thông vận tải', province, 'state', 'UBND TỈNH BẾN TRE', 'SỞ GIAO THÔNG VẬN TẢI'],
    ['Phòng Kinh tế xã Mỹ Thạnh', commune, 'state', 'UBND XÃ MỸ THẠNH', 'PHÒNG KINH TẾ'],
    ['Ủy ban nhân dân xã Mỹ Thạnh', commune, 'state', undefined, 'ỦY BAN NHÂN DÂN XÃ MỸ THẠNH'],
    ['Công an tỉnh', province, 'state', undefined, 'CÔNG AN TỈNH'],
  ] as const)('%s', (name, at, form, above, itself) => {
    expect(formOf(office(name, at))).toBe(form);
    expect(letterheadOf(office(name, at))).toEqual({ above, name: itself });
  });

  it('where the name says nothing a general office is the Party’s; what is set counts', () => {
    expect(formOf(office('Văn phòng', commune, 'general'))).toBe('party');
    expect(formOf(office('Văn phòng HĐND và UBND', commune, 'general'))).toBe('state');
    expect(formOf({ ...office('Sở Y tế'), form: 'party' })).toBe('party');
  });
});

it.each([
  ['Văn phòng Tỉnh ủy', province, 'VPTU'],
  ['Đảng ủy xã Mỹ Thạnh', commune, 'ĐU'],
  ['Văn phòng Đảng uỷ xã Mỹ Thạnh', commune, 'VPĐU'],
  ['Ủy ban nhân dân xã Mỹ Thạnh', commune, 'UBND'],
  ['UBND xã Mỹ Thạnh', commune, 'UBND'],
  ['Sở Giao thông vận tải', province, 'SGTVT'],
  ['Sở Nông nghiệp và Phát triển nông thôn', province, 'SNNPTNT'],
])('letters of %s', (name, at, sign) => {
  expect(abbreviationOf(office(name, at))).toBe(sign);
});

describe('who signs', () => {
  const head = (post: string) => [{ name: 'Trần Thị B', post }];
  it.each([
    ['Văn phòng Tỉnh ủy', 'Chánh Văn phòng Tỉnh ủy', [undefined, undefined, 'Chánh Văn phòng', 'Trần Thị B']],
    [
      'Văn phòng Tỉnh ủy',
      'Phó Chánh Văn phòng Tỉnh ủy',
      [undefined, 'Chánh Văn phòng', 'Phó Chánh Văn phòng', 'Trần Thị B'],
    ],
    ['Sở Y tế', 'Giám đốc', [undefined, undefined, 'Giám đốc', 'Trần Thị B']],
    ['Sở Y tế', 'Giám đốc Trung tâm Y tế, Sở Y tế', [undefined, undefined, 'Giám đốc', undefined]],
    ['Sở Y tế', 'Trưởng phòng Nghiệp vụ', [undefined, undefined, 'Giám đốc', undefined]],
    [
      'Đảng ủy xã Mỹ Thạnh',
      'Phó Bí thư Thường trực Đảng ủy xã Mỹ Thạnh',
      ['Đảng ủy', undefined, 'Phó Bí thư', 'Trần Thị B'],
    ],
    [
      'UBND xã Mỹ Thạnh',
      'Phó Chủ tịch UBND xã Mỹ Thạnh',
      ['Ủy ban nhân dân', 'Chủ tịch', 'Phó Chủ tịch', 'Trần Thị B'],
    ],
    ['Hạt Kiểm lâm', 'Hạt trưởng', [undefined, undefined, 'Thủ trưởng cơ quan', undefined]],
  ] as const)('for %s: %s', (name, post, [behalf, instead, as, signer]) => {
    expect(signatureOf(name, head(post))).toEqual({ behalf, instead, post: as, name: signer });
  });

  it('the chief before a deputy; nobody where nobody leads it', () => {
    const heads = [...head('Phó Giám đốc Sở Y tế'), { name: 'Lê A', post: 'Giám đốc Sở Y tế' }];
    expect(signatureOf('Sở Y tế', heads)).toMatchObject({ post: 'Giám đốc', name: 'Lê A' });
    expect(signatureOf('Sở Y tế', [])).toMatchObject({ post: 'Giám đốc', name: undefined });
  });
});

it('a letter is about the last answer or transfer of the office, whatever came after it', () => {
  const [road, farm, above] = ['road', 'farm', 'above'] as readonly string[] as [
    OfficeId,
    OfficeId,
    OfficeId,
  ];
  const at = parse('2018-11-19T02:00:00Z');
  const to = (where: OfficeId, deadline: string) => ({
    office: where,
    atTop: false,
    deadline,
    movesUpAt: deadline,
    step: 'warn' as const,
    stepAt: deadline,
  });
  const [one, two, three] = ['2018-11-26T10:00:00Z', '2018-11-27T10:00:00Z', '2018-11-28T10:00:00Z'] as const;
  const answered = (text: string): Entry => ({
    what: 'answered',
    at,
    by: undefined,
    data: { text, step: 'close', stepAt: three },
  });
  const entries: readonly Entry[] = [
    { what: 'raised', at, by: undefined, data: { ...to(road, one), legal: three } },
    { what: 'transferred', at, by: undefined, data: { ...to(farm, two), reason: 'Thủy lợi' } },
    answered('Đã nạo vét.'),
    { what: 'disputed', at, by: undefined, data: { ...to(above, three), reason: 'Chưa' } },
  ];
  const slip = lastSubject(entries, 'forwarding', [road])!;
  expect(slip).toMatchObject({ position: 1, office: road, reason: 'Thủy lợi', standing: { office: farm } });
  expect(slip.standing.deadline).toEqual(parse(two));
  expect(lastSubject(entries, 'answer', [farm])).toMatchObject({ position: 2, text: 'Đã nạo vét.' });
  expect(lastSubject(entries, 'answer', [road])).toBeUndefined();
  expect(lastSubject(entries, 'forwarding', [farm])).toBeUndefined();
  const again = [...entries, answered('Sẽ làm cống mới.')];
  expect(lastSubject(again, 'answer', [farm, above])).toMatchObject({ position: 4, office: above });
});
