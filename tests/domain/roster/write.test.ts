import { expect, test } from 'vitest';
import { levelTemplates } from '../../../src/domain/level.ts';
import { readCount, readDay, writeDay } from '../../../src/domain/roster/cell.ts';
import { readVietnamese } from '../../../src/domain/roster/encoding.ts';
import { writeSheets } from '../../../src/domain/roster/write.ts';
import { readRoster } from '../../../src/domain/roster.ts';
import { checkRosters } from '../../support/rosters.ts';

test('a roster written and read again is the same', async () => {
  await checkRosters(200, async (roster) => {
    const sheets = writeSheets(roster, levelTemplates[roster.template]);
    const reading = readRoster(sheets);
    expect('roster' in reading ? reading.roster : reading.problems).toEqual(roster);
  });
});

test.each([
  ['18/05/2016', '2016-05-18'],
  ['18-5-2016', '2016-05-18'],
  ['18 / 5 / 2016', '2016-05-18'],
  ['2016-05-18', '2016-05-18'],
  ['2016-05-18 00:00:00', '2016-05-18'],
  ['18/05/2016 0:00', '2016-05-18'],
  ['42508', '2016-05-18'],
  ['1', undefined],
  ['29/02/2017', undefined],
  ['18/05/16', undefined],
  ['32/01/2018', undefined],
])('the day %s is %s', (text, day) => {
  expect(readDay(text)).toBe(day);
});

test('a day is written as it is read, a count with or without its point', () => {
  expect(readDay(writeDay('2016-05-18'))).toBe('2016-05-18');
  expect([readCount('1.200'), readCount('1200'), readCount('12,5')]).toEqual([1200, 1200, undefined]);
});

/** As Windows-1258 has it: letters with their shape, tones behind them. */
const windows = (...bytes: number[]): Uint8Array => Uint8Array.from(bytes);

test('text comes in the encodings of offices', () => {
  expect(readVietnamese(new TextEncoder().encode('\uFEFFMỹ Thạnh'))).toBe('Mỹ Thạnh');
  expect(readVietnamese(Buffer.from('\uFEFFMỹ Thạnh', 'utf16le'))).toBe('Mỹ Thạnh');
  // ế: ê and a mark; ạ: a and a mark; đ.
  expect(readVietnamese(windows(0x42, 0xea, 0xec, 0x6e, 0x20, 0x54, 0x72, 0x65))).toBe('Bến Tre');
  expect(readVietnamese(windows(0xf0, 0x61, 0xf2))).toBe('đạ');
  expect(readVietnamese(windows(0x42, 0xff))).toBeUndefined();
  expect(readVietnamese(windows(0xe4, 0x41))).toBeUndefined();
});
