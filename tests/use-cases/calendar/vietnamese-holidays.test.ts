import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import { vietnameseHolidays } from '../../../src/use-cases/calendar/vietnamese-holidays.ts';

const daysOff = async (year: number): Promise<string[]> =>
  (await vietnameseHolidays(year)).filter(({ kind }) => kind === 'holiday').map(({ date }) => date);

const range = (from: string, until: string): string[] => {
  const days: string[] = [];
  const last = Temporal.PlainDate.from(until);
  for (
    let day = Temporal.PlainDate.from(from);
    !day.equals(last.add({ days: 1 }));
    day = day.add({ days: 1 })
  ) {
    days.push(day.toString());
  }
  return days;
};

describe('the lunar new year and the Hùng Kings', () => {
  it.each([
    [2016, '2016-02-08', '2016-04-16'],
    [2017, '2017-01-28', '2017-04-06'],
    [2018, '2018-02-16', '2018-04-25'],
    [2019, '2019-02-05', '2019-04-14'],
    [2020, '2020-01-25', '2020-04-02'],
    [2021, '2021-02-12', '2021-04-21'],
    [2022, '2022-02-01', '2022-04-10'],
    [2023, '2023-01-22', '2023-04-29'],
    [2024, '2024-02-10', '2024-04-18'],
    [2025, '2025-01-29', '2025-04-07'],
    [2026, '2026-02-17', '2026-04-26'],
    [2027, '2027-02-06', '2027-04-16'],
  ])('%i', async (year, newYear, kings) => {
    const days = await daysOff(year);
    expect(days).toEqual(expect.arrayContaining([newYear, kings, `${year}-01-01`, `${year}-04-30`]));
    expect(days).toEqual(expect.arrayContaining([`${year}-05-01`, `${year}-09-02`]));
  });

  it.each([
    [2016, '2016-02-07', '2016-02-12'],
    [2017, '2017-01-26', '2017-02-01'],
    [2018, '2018-02-14', '2018-02-20'],
    [2019, '2019-02-04', '2019-02-08'],
    [2020, '2020-01-23', '2020-01-29'],
    [2021, '2021-02-10', '2021-02-16'],
    [2022, '2022-01-31', '2022-02-04'],
    [2023, '2023-01-20', '2023-01-26'],
    [2024, '2024-02-08', '2024-02-14'],
    [2025, '2025-01-27', '2025-01-31'],
    [2026, '2026-02-16', '2026-02-20'],
  ])('the offices were closed for Tết %i as announced', async (year, from, until) => {
    const closed = (await vietnameseHolidays(year)).filter(({ name }) => name.includes('Tết Nguyên Đán'));
    expect(closed.map(({ date }) => date)).toEqual(range(from, until));
  });
});

describe('compensatory days', () => {
  it.each([
    ['2017-01-02', 'Tết Dương lịch'],
    ['2016-04-18', 'Giỗ tổ Hùng Vương'],
    ['2016-05-03', 'Quốc tế Lao động'],
    ['2018-09-03', 'Quốc khánh'],
    ['2019-04-15', 'Giỗ tổ Hùng Vương'],
    ['2023-05-02', 'Giỗ tổ Hùng Vương'],
    ['2023-05-03', 'Ngày Giải phóng miền Nam'],
    ['2023-09-04', 'Quốc khánh'],
    ['2026-04-27', 'Giỗ tổ Hùng Vương'],
  ])('%s for %s', async (date, name) => {
    const days = await vietnameseHolidays(Number(date.slice(0, 4)));
    expect(days.filter((day) => day.date === date)).toEqual([
      { date, kind: 'holiday', name: `Nghỉ bù ${name}` },
    ]);
  });
});

it.each([
  [2020, []],
  [2021, ['2021-09-03']],
  [2022, ['2022-09-01']],
  [2023, ['2023-09-01']],
  [2024, ['2024-09-03']],
  [2025, ['2025-09-01']],
  [2026, ['2026-09-01']],
])('the second day of National Day %i', async (year, second) => {
  const days = await daysOff(year);
  expect(days.filter((day) => [`${year}-09-01`, `${year}-09-03`].includes(day))).toEqual(second);
});

it('24 November is a day off from 2026', async () => {
  expect(await daysOff(2025)).not.toContain('2025-11-24');
  expect(await daysOff(2026)).toContain('2026-11-24');
});

it('knows the working days that were exchanged for a Saturday', async () => {
  expect(await daysOff(2018)).toContain('2018-12-31');
  const worked = (await vietnameseHolidays(2019)).filter(({ kind }) => kind === 'workday');
  expect(worked.map(({ date }) => date)).toEqual(['2019-01-05', '2019-05-04']);
});

it('names no day twice, in order', async () => {
  for (const year of range('2016-01-01', '2016-01-12').map((_, index) => 2016 + index)) {
    const dates = (await vietnameseHolidays(year)).map(({ date }) => date);
    expect(dates).toEqual([...new Set(dates)].sort());
  }
});
