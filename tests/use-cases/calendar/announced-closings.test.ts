import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import { isWorkingDay, type WorkCalendar, workCalendar } from '../../../src/domain/work-calendar.ts';
import { vietnameseHolidays } from '../../../src/use-cases/calendar/vietnamese-holidays.ts';

const code2012 = 'Bộ luật Lao động 2012, Điều 115 (một ngày Quốc khánh; trùng ngày nghỉ tuần thì nghỉ bù)';
const code2019 =
  'Bộ luật Lao động 2019, Điều 111, 112 (hai ngày Quốc khánh; trùng ngày nghỉ tuần thì nghỉ bù)';
const tet2017 = 'Bộ LĐ-TB&XH, 24/11/2016: batgt.camau.gov.vn/chinh-thuc-co-lich-nghi-tet-am-lich-2017.612';
const tet2018 = 'Văn phòng Chính phủ: Tết 2018 bảy ngày, hai ngày trước Tết (baoninhbinh.org.vn)';
const year2019 = 'Thông báo 3238/TB-LĐTBXH: baonghean.vn, 11/9/2018';
const tet2020 = 'socongthuong.daklak.gov.vn, 07/01/2020; vietnamnet.vn/en/…-582674.html';
const year2021 = 'hanoimoi.vn/…-498925.html (Tết 10–16/2, Quốc khánh bốn ngày)';
const year2023 = 'en.vietnamplus.vn/…/244803.vnp (20–26/1, 1–4/9)';
const year2024 = 'Bộ LĐ-TB&XH: sucsongtre.vn (8–14/2, 31/8–3/9)';
const april2024 = 'Văn bản 2450/VPCP-KGVX, 12/4/2024: baophapluat.vn/…-post12513.html';
const year2026 = 'thanhnien.vn/…-185260113172347178.htm (4, 9, 3, 4, 5 ngày); congan.com.vn (Tết 14–22/2)';
const culture = 'Nghị quyết 80-NQ/TW, 7/1/2026; Nghị quyết 30/NQ-CP (24/11): vneconomy.vn, 26/02/2026';
const lunar = 'âm lịch: mùng 1 tháng Giêng, mùng 10 tháng Ba';

/** From the first to the last day on which offices stood closed, weekends at its ends included or not. */
const closings: readonly (readonly [from: string, until: string, source: string])[] = [
  ['2016-01-01', '2016-01-03', code2012],
  ['2016-04-16', '2016-04-18', `${code2012}; ${lunar}`],
  ['2016-04-30', '2016-05-03', code2012],
  ['2016-09-02', '2016-09-04', code2012],
  ['2016-12-31', '2017-01-02', code2012],
  ['2017-01-26', '2017-02-01', tet2017],
  ['2017-04-06', '2017-04-06', `${code2012}; ${lunar}`],
  ['2017-04-29', '2017-05-02', code2012],
  ['2017-09-02', '2017-09-04', code2012],
  ['2018-01-01', '2018-01-01', code2012],
  ['2018-02-14', '2018-02-20', tet2018],
  ['2018-04-25', '2018-04-25', `${code2012}; ${lunar}`],
  ['2018-09-01', '2018-09-03', code2012],
  ['2018-12-29', '2019-01-01', year2019],
  ['2019-02-02', '2019-02-10', year2019],
  ['2019-04-13', '2019-04-15', `${code2012}; ${lunar}`],
  ['2019-04-27', '2019-05-01', year2019],
  ['2019-09-02', '2019-09-02', code2012],
  ['2020-01-23', '2020-01-29', tet2020],
  ['2020-04-02', '2020-04-02', `${code2012}; ${lunar}`],
  ['2020-04-30', '2020-05-03', code2012],
  ['2020-09-02', '2020-09-02', code2012],
  ['2021-02-10', '2021-02-16', year2021],
  ['2021-04-30', '2021-05-03', code2019],
  ['2021-09-02', '2021-09-05', year2021],
  ['2022-01-01', '2022-01-03', code2019],
  ['2022-04-09', '2022-04-11', `${code2019}; ${lunar}`],
  ['2022-04-30', '2022-05-03', code2019],
  ['2023-01-01', '2023-01-02', code2019],
  ['2023-01-20', '2023-01-26', year2023],
  ['2023-04-29', '2023-05-03', `${code2019}; ${lunar}`],
  ['2023-09-01', '2023-09-04', year2023],
  ['2024-02-08', '2024-02-14', year2024],
  ['2024-04-18', '2024-04-18', `${code2019}; ${lunar}`],
  ['2024-04-27', '2024-05-01', april2024],
  ['2024-08-31', '2024-09-03', year2024],
  ['2025-04-07', '2025-04-07', `${code2019}; ${lunar}`],
  ['2026-01-01', '2026-01-04', year2026],
  ['2026-02-14', '2026-02-22', year2026],
  ['2026-04-25', '2026-04-27', year2026],
  ['2026-04-30', '2026-05-03', year2026],
  ['2026-08-29', '2026-09-02', year2026],
  ['2026-11-24', '2026-11-24', culture],
  ['2027-01-01', '2027-01-03', code2019],
  ['2027-04-16', '2027-04-18', `${code2019}; ${lunar}`],
  ['2027-04-30', '2027-05-03', code2019],
];

const worked: readonly (readonly [day: string, source: string])[] = [
  ['2019-01-05', year2019],
  ['2019-05-04', year2019],
  ['2024-05-04', april2024],
];

const years = Array.from({ length: 12 }, (_, at) => 2016 + at);
const known: Promise<WorkCalendar> = Promise.all(years.map(vietnameseHolidays)).then((all) =>
  workCalendar('Asia/Ho_Chi_Minh', all.flat()),
);
const isClosed = async (day: Temporal.PlainDate): Promise<boolean> => !isWorkingDay(day, await known);

/** The nearest day in a direction that is no Saturday or Sunday. */
function weekdayBeside(day: Temporal.PlainDate, days: 1 | -1): Temporal.PlainDate {
  const next = day.add({ days });
  return next.dayOfWeek > 5 ? weekdayBeside(next, days) : next;
}

describe('the offices stood closed', () => {
  it.each(closings)('from %s to %s, and no day longer: %s', async (from, until) => {
    const [first, last] = [Temporal.PlainDate.from(from), Temporal.PlainDate.from(until)];
    const open: string[] = [];
    for (let day = first; Temporal.PlainDate.compare(day, last) <= 0; day = day.add({ days: 1 }))
      if (!(await isClosed(day))) open.push(day.toString());
    expect(open).toEqual([]);
    expect(await isClosed(weekdayBeside(first, -1))).toBe(false);
    expect(await isClosed(weekdayBeside(last, 1))).toBe(false);
  });
});

it.each(worked)('%s was worked to make up for another day: %s', async (day) => {
  expect(await isClosed(Temporal.PlainDate.from(day))).toBe(false);
});
