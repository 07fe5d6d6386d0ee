import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  compareNames,
  compareText,
  fold,
  matchRank,
  nameKey,
  settleTones,
  tidy,
} from '../../src/domain/vietnamese-text.ts';

const anyText = fc.string({ unit: 'binary', maxLength: 60 });

describe('fold', () => {
  it.each([
    ['Nguyễn Văn Đường', 'nguyen van duong'],
    ['  MỸ   THẠNH\n', 'my thanh'],
    ['Bình Đại'.normalize('NFD'), 'binh dai'],
    // Windows-1258: the shape precomposed, the tone apart.
    ['Nguyê\u0303n Thi\u0323 Ho\u0300a', 'nguyen thi hoa'],
    ['ÐÔNG', 'dong'],
    ['', ''],
  ])('%j → %j', (text, folded) => expect(fold(text)).toBe(folded));

  it('folding twice changes nothing', () => {
    fc.assert(fc.property(anyText, (text) => fold(fold(text)) === fold(text)));
  });
});

describe('tidy', () => {
  it.each([
    ['  cầu   ấp\t3 ', 'cầu ấp 3'],
    ['dòng một \r\n  dòng hai', 'dòng một\ndòng hai'],
    ['a\u0000b\u200Bc\u202Ed\uFEFF\u00AD', 'abcd'],
    ['Mỹ\u00A0Thạnh'.normalize('NFD'), 'Mỹ Thạnh'],
    ['👨\u200D👩\u200D👧 và ❤️\u200D🔥', '👨\u200D👩\u200D👧 và ❤️\u200D🔥'],
    ['a\u200Db\u200D', 'ab'],
    ['nửa \uD83D', 'nửa'],
  ])('%j → %j', (text, tidied) => expect(tidy(text)).toBe(tidied));

  it('tidying twice changes nothing', () => {
    fc.assert(fc.property(anyText, (text) => tidy(tidy(text)) === tidy(text)));
  });
});

describe('settleTones', () => {
  it.each([
    ['hoà', 'hòa'],
    ['HOÀ BÌNH', 'HÒA BÌNH'],
    ['Hoà, khoẻ', 'Hòa, khỏe'],
    ['uỷ ban', 'ủy ban'],
    ['Đảng Uỷ', 'Đảng Ủy'],
    ['thuỷ', 'thủy'],
    ['THUỴ', 'THỤY'],
    ['xoã khoá loè', 'xõa khóa lòe'],
    ['hoà'.normalize('NFD'), 'hòa'],
  ])('%s → %s', (text, settled) => expect(settleTones(text)).toBe(settled));

  it.each([
    'hòa',
    'ủy',
    'quý',
    'QUỲ',
    'quỹ',
    'khoái',
    'hoàn',
    'tuyết',
    'khuỷu',
    'ngoẻo',
    'loằng',
    'huệ',
    'thuở',
    'của',
  ])('leaves %s', (word) => expect(settleTones(word)).toBe(word));

  it('is quick with a long line of anything', () => {
    expect(settleTones('bo'.repeat(50_000)).length).toBe(100_000);
  });
});

describe('matchRank', () => {
  it.each([
    ['Mỹ Thạnh', 'Mỹ Thạnh', 0],
    ['mỹ  thạnh ', 'Mỹ Thạnh', 0],
    ['Hoà Lợi', 'Hòa Lợi', 0],
    ['Hòa Lợi', 'Hoà Lợi', 0],
    ['my thanh', 'Mỹ Thạnh', 1],
    ['binh thanh', 'Bình Thành', 1],
    ['binh thanh', 'Bình Thạnh', 1],
    ['Bình Thành', 'Bình Thạnh', 1],
    ['bình t', 'Bình Thạnh', 2],
    ['Văn An', 'Nguyễn Văn An', 2],
    ['hoà', 'Phạm Hoàn', 2],
    ['ba tri', 'xã Mỹ Thạnh, huyện Ba Tri', 2],
    ['nguyen an', 'Nguyễn Văn An', 3],
    ['thanh tri', 'xã Mỹ Thạnh, huyện Ba Tri', 3],
    ['an nguyen', 'Nguyễn Văn An', undefined],
    ['tri', 'Mỹ Thạnh', undefined],
    ['my my', 'Mỹ Thạnh', undefined],
    ['', 'Mỹ Thạnh', undefined],
    ['…', 'Mỹ Thạnh', undefined],
  ])('%j in %j: %s', (query, name, rank) => expect(matchRank(query, name)).toBe(rank));

  it('ranks the same whichever way either is composed', () => {
    expect(matchRank('Hoà'.normalize('NFD'), 'Hòa')).toBe(0);
    expect(matchRank('Mỹ Thạnh', 'Mỹ Thạnh'.normalize('NFD'))).toBe(0);
  });
});

describe('order', () => {
  it('sorts by the Vietnamese alphabet, tones where the letters agree', () => {
    const sorted = [
      'ba',
      'bà',
      'bả',
      'bã',
      'bá',
      'bạ',
      'băn',
      'bân',
      'ca',
      'da',
      'đa',
      'e',
      'ê',
      'o',
      'ô',
      'ơ',
      'u',
      'ư',
    ];
    expect([...sorted].reverse().sort(compareText)).toEqual(sorted);
  });

  it('letters go before tones, numbers by their value', () => {
    const sorted = [
      'Ấp 2',
      'Ấp 10',
      'Bà Năm',
      'Ba Tri',
      'Bình Đại',
      'Bình Thành',
      'Bình Thạnh',
      'Giồng Trôm',
    ];
    expect([...sorted].reverse().sort(compareText)).toEqual(sorted);
  });

  it('names by given name, then family and middle name', () => {
    const sorted = [
      'Lê Văn An',
      'Nguyễn Văn An',
      'Trần An',
      'Phạm Thị Ánh',
      'Nguyễn Văn Đức',
      'Lê Thị Hoa',
      'Trần Văn Hoa',
      'Đỗ Hoà',
      'Lê Hòa',
      'Nguyễn Văn Út',
    ];
    expect([...sorted].reverse().sort(compareNames)).toEqual(sorted);
  });

  it('is an order, and the keys give it', () => {
    const name = fc.string({ unit: 'grapheme', maxLength: 12 });
    fc.assert(
      fc.property(name, name, name, (a, b, c) => {
        expect(Math.sign(compareNames(a, b))).toBe(-Math.sign(compareNames(b, a)) || 0);
        if (compareNames(a, b) <= 0 && compareNames(b, c) <= 0)
          expect(compareNames(a, c)).toBeLessThanOrEqual(0);
        expect(nameKey(a) < nameKey(b)).toBe(compareNames(a, b) < 0);
      }),
    );
  });
});
