import { expect, it } from 'vitest';
import { readYesNo } from '../../src/domain/yes-no.ts';

it.each(['có', 'Co', 'OK', 'vâng', 'dạ', 'được', 'đồng ý', 'ừ', 'có.', 'có ạ', 'yes'])(
  '%j is yes',
  (typed) => {
    expect(readYesNo(typed)).toBe(true);
  },
);

it.each(['không', 'ko', 'K', 'Khong', 'hông', 'no', 'không!', 'không ạ'])('%j is no', (typed) => {
  expect(readYesNo(typed)).toBe(false);
});

it.each(['', 'không có', 'có lẽ', 'chưa', 'a', '1', 'không biết nữa', 'đồng', 'dừng'])(
  '%j is neither',
  (typed) => {
    expect(readYesNo(typed)).toBeUndefined();
  },
);
