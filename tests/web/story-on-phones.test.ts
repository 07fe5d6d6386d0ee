import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect } from 'vitest';
import { pdf, photo } from '../support/samples.ts';
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

inChromium(
  'the three phones play the story of a meeting, a visit and a bridge',
  async () => {
    const { page, faults } = await openPhones(browser!, world.base);
    const [office, cadre, province] = [
      phoneOn(page, 'office'),
      phoneOn(page, 'cadre'),
      phoneOn(page, 'province'),
    ];
    await office.says('họp');
    await office.sees('Nội dung cuộc họp');
    await office.says('Đánh giá tháng 11, nhiệm vụ tháng 12');
    await office.sees('Họp lúc nào');
    await office.says('26/11 14g30');
    await office.sees('Họp ở đâu');
    await office.says('Hội trường UBND xã');
    await office.sees('Tài liệu gửi kèm');
    await office.sends('Báo cáo tháng 11.pdf', pdf, 'application/pdf');
    await office.sees('Gửi thêm, hoặc chọn Xong');
    await office.presses('Xong');
    await office.sees('Chưa gửi được cho 1 đồng chí');
    await office.presses('Gửi');
    await office.presses('Gửi ngay');
    await cadre.sees('Giấy mời họp');
    await cadre.presses('Đã nhận');
    await cadre.sees('đã nhận tài liệu');
    await cadre.presses('Dự');
    await office.sees('Đã trả lời 1/8');
    await cadre.says('ghi chép');
    await cadre.sees('Đồng chí ghi cho đơn vị nào');
    await cadre.presses('Xã Mỹ Thạnh, huyện Ba Tri');
    await cadre.sees('đi ngày nào');
    await cadre.presses('Hôm nay');
    await cadre.sees('ghi nội dung chuyến đi');
    await cadre.says('Đi cầu ấp 3 cùng trưởng ấp. Mặt cầu hư, học sinh qua lại khó.');
    await cadre.sees('Gửi ảnh nếu có');
    await cadre.sends('cau.jpg', await photo(), 'image/jpeg');
    await cadre.sees('Đã nhận 1 ảnh');
    await cadre.presses('Xong');
    await cadre.sees('Có kiến nghị');
    await cadre.presses('Có');
    await cadre.sees('loại nào');
    await cadre.presses('Kiến nghị');
    await cadre.sees('việc gì, ở đâu');
    await cadre.says('Sửa cầu ấp 3, xã Mỹ Thạnh');
    await cadre.sees('lĩnh vực nào');
    await cadre.presses('Giao thông');
    await cadre.sees('cán bộ của đơn vị đó');
    await cadre.presses('Không');
    await cadre.sees('Còn kiến nghị');
    await cadre.presses('Không');
    await cadre.sees('Số kiến nghị: 1');
    await cadre.presses('Gửi');
    await cadre.sees('đã chuyển tới Sở Giao thông vận tải');
    await clockGoesOn(page, 'Ngày làm việc tiếp theo', 7);
    await province.sees('đã quá hạn ở Sở Giao thông vận tải');
    await cadre.sees('đã quá hạn ở Sở Giao thông vận tải');
    await page.getByText('Đồng hồ đã tới').last().waitFor({ state: 'hidden' });
    await leavePicture(page, 'story.png');
    await province.presses('Trả lời');
    await province.sees('ghi nội dung trả lời');
    await province.says('Đã bố trí vốn sửa cầu ấp 3, khởi công 15/01/2019.');
    await province.sees('Trả lời KN-BT-2018');
    await province.presses('Gửi');
    await cadre.sees('đã thỏa đáng chưa');
    await cadre.presses('Đã thỏa đáng');
    await cadre.sees('đã đóng');
    expect(faults).toEqual([]);
  },
  120_000,
);
