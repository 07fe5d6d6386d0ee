import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect } from 'vitest';
import { pdf } from '../support/samples.ts';
import { openWorld, type TestWorld } from '../support/world.ts';
import { clockGoesOn, inChromium, launch, leavePicture, openPhones, phoneOn } from './phones-page.ts';

let browser: Browser | undefined;
let world: TestWorld;
beforeAll(async () => {
  browser = await launch();
  if (browser) world = await openWorld();
});
afterAll(async () => {
  await browser?.close();
  await world?.close();
});

const road =
  'Võ Hoàng Long · Trưởng phòng Quản lý kết cấu hạ tầng giao thông, Sở Giao thông vận tải · Sở Giao thông vận tải';

inChromium(
  'an office lives through a month of its committee’s meeting, from the rule to the next notice',
  async () => {
    const { page, faults } = await openPhones(browser!, world.base);
    const office = phoneOn(page, 'office');
    const cadre = phoneOn(page, 'cadre');
    const other = phoneOn(page, 'province');

    // Monday, 19/11: the rule.
    await office.asked('/moihop', 'Nội dung cuộc họp');
    await office.pressed('Họp định kỳ', 'loại nào');
    await office.presses('Họp Đảng ủy thường kỳ');
    await office.asked('Họp Đảng ủy thường kỳ', 'ngày 5 hằng tháng');
    await office.says('ngay 5 hang thang');
    await office.asked('8g', 'ngày nghỉ');
    await office.says('liền sau');
    await office.presses('Có');
    await office.sees('Họp ở đâu');
    await office.asked('Hội trường UBND xã', 'trước ngày họp mấy ngày');
    await office.asked('7 ngày', '08:00, Thứ Tư, 05/12/2018');
    await office.pressed('Lưu lịch', 'Đã lưu lịch họp định kỳ');

    // Wednesday, 28/11: the notice goes by itself, two minutes after the office has been told of it.
    await clockGoesOn(page, 'Ngày làm việc tiếp theo', 7);
    await office.sees('Đã ghi giấy mời, gửi lúc 08:02 tới 7 đồng chí');
    expect(await cadre.count('Giấy mời họp thường kỳ')).toBe(0);
    await clockGoesOn(page, '+2 giờ');
    await office.sees('Đã gửi xong giấy mời: 7 đồng chí');
    await cadre.sees('Giấy mời họp thường kỳ');
    await cadre.pressed('Dự', 'đồng chí dự họp');
    await office.sees('Nguyễn Văn An: dự');

    // The documents, and what the cadre says of them.
    await office.asked('/tailieu', 'Tài liệu của cuộc họp nào');
    await office.pressed('05/12 · Họp Đảng ủy thường kỳ (chưa có)', 'mỗi tin một tệp');
    await office.sends('Dự thảo nghị quyết.pdf', pdf, 'application/pdf');
    await office.sees('tệp số 1');
    await office.pressed('Xong', 'Gửi 1 tệp tới 8 đồng chí');
    await office.pressed('Gửi', 'Đã gửi 1 tệp tới 7 đồng chí');
    await cadre.sees('Tài liệu họp: 1 tệp');
    await cadre.pressed('Đã đọc', 'đồng chí đã đọc tài liệu');
    await cadre.pressed('Góp ý', 'Đồng chí góp ý về: Dự thảo nghị quyết.pdf');
    await cadre.asked('Trang 2: bổ sung kinh phí sửa cầu ấp 3.', 'Góp ý về tài liệu');
    await cadre.pressed('Gửi', 'Đã gửi góp ý tới cơ quan mời họp');
    await office.sees('Nguyễn Văn An góp ý về tài liệu');

    // Another hour: only that is said, and asked about anew.
    await office.asked('/lich', 'Lịch họp 8 tuần tới');
    await office.pressed('05/12: Họp Đảng ủy thường kỳ', 'Hội trường UBND xã');
    await office.pressed('Đổi giờ', 'Hiện nay: 08:00');
    await office.asked('14g', 'đổi giờ: 14:00 (trước là 08:00), Thứ Tư, 05/12/2018');
    await office.pressed('Gửi', 'Đã đổi. Đã báo cho 7 đồng chí');
    await cadre.sees('đổi giờ: 14:00 (trước là 08:00)');
    await cadre.presses('Dự');
    await cadre.sees('Đồng chí trả lời lại theo giờ mới');

    // Wednesday, 5/12: reminders, the meeting, who came.
    await clockGoesOn(page, 'Ngày làm việc tiếp theo', 5);
    await cadre.sees('Ngày mai, 14:00');
    await clockGoesOn(page, '+2 giờ', 5);
    await cadre.sees('Hôm nay, 14:00');
    expect(await cadre.count('Còn 3 ngày')).toBe(0);
    await office.sees('Điểm danh: Họp Đảng ủy thường kỳ');
    await office.pressed('– Lê Thị Hoa', 'Có mặt 2 · vắng 6');
    await office.pressed('Xong', 'Đã ghi điểm danh: có mặt 2, vắng 6');
    await cadre.sees('Đồng chí đã dự họp ở xã Mỹ Thạnh lúc 14:00');

    // What it concluded goes to whoever owes it; what was proposed is taken in.
    await office.pressed('Ghi kết luận', 'việc gì cần làm');
    await office.asked('Sửa cầu ấp 3 trước mùa mưa.', 'Cơ quan nào thực hiện');
    await office.pressed('Sở Giao thông vận tải', 'Hạn đến ngày nào');
    await office.asked('20/12', 'Còn kết luận nào nữa không');
    await office.pressed('Không', 'hạn Thứ Năm, 20/12/2018');
    await office.pressed('Gửi', 'Đã gửi 1 kết luận');
    await other.isOf(road);
    await other.sees('Sửa cầu ấp 3 trước mùa mưa');
    await office.pressed('Mở góp ý này', 'Chưa xem xét');
    await office.pressed('Tiếp thu', 'được tiếp thu thế nào');
    await office.asked('Bổ sung mục kinh phí sửa cầu ấp 3 ở trang 2.', 'Đã ghi tiếp thu');
    await cadre.sees('Tiếp thu: Bổ sung mục kinh phí sửa cầu ấp 3 ở trang 2.');
    await cadre.pressed('Ghi chép', 'ghi nội dung chuyến đi');
    await cadre.asked('Dự họp Đảng ủy. Ấp 3 mong sớm sửa cầu.', 'Gửi ảnh');
    await cadre.pressed('Không có ảnh', 'Có kiến nghị');
    await cadre.pressed('Không', 'Ngày đi: Thứ Tư, 05/12/2018');
    await cadre.pressed('Gửi', 'Đã lưu ghi chép');
    await page.getByText('Đồng hồ đã tới').last().waitFor({ state: 'hidden' });
    await leavePicture(page, 'month.png');

    // Read back; and the next month begins by itself.
    await office.pressed('Lịch họp định kỳ', 'Họp định kỳ');
    await cadre.asked('/hopcu', 'Tìm cuộc họp đã qua');
    await cadre.pressed('Tháng này', '05/12');
    await clockGoesOn(page, '+1 ngày', 24);
    await cadre.sees('08:00, Thứ Bảy, 05/01/2019');
    expect(faults).toEqual([]);
  },
  180_000,
);
