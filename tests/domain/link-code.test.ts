import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { newCode, readCode } from '../../src/domain/link-code.ts';

const codes = fc.constant(undefined).map(() => newCode());

describe('a code', () => {
  it('is read however it is typed', () => {
    const typings: readonly ((code: string) => string)[] = [
      (code) => code,
      (code) => code.toLowerCase(),
      (code) => code.replace('-', ''),
      (code) => code.replace('-', '').toLowerCase(),
      (code) => code.replace('-', ' '),
      (code) => code.replace('-', '–'),
      (code) => ` ${[...code.replace('-', '')].join(' ')} `,
      (code) => `/start ${code}`,
      (code) => `/START ${code.replace('-', '')}`,
      (code) => `/start@banam_bot ${code.toLowerCase()}`,
      (code) => `\u200b${code}\u200b`,
      (code) => `Mã của tôi là ${code}`,
      (code) => `ma ${code.toLowerCase()} day nhe`,
    ];
    fc.assert(
      fc.property(codes, fc.constantFrom(...typings), (code, typed) => {
        expect(readCode(typed(code))).toBe(code.replace('-', ''));
      }),
    );
  });

  it.each(['xin chào', 'tôi là Nga', '/start', '/menu', 'nghỉ phép', 'không biết', '12/11', 'Lê Thị Hoa'])(
    'is not what “%s” says',
    (typed) => {
      expect(readCode(typed)).toBeUndefined();
    },
  );

  it('misread by a letter that no code has is still a guess', () => {
    expect(readCode('0000-0001')).toBe('00000001');
    expect(readCode('/start OIOIOIOI')).toBe('OIOIOIOI');
  });
});
