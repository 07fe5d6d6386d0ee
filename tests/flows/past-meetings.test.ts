import { Temporal } from 'temporal-polyfill';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { shortId } from '../../src/domain/identity.ts';
import { readPeriod } from '../../src/domain/read-period.ts';
import { type Phone, phoneIn } from '../support/chat-phone.ts';
import { pdf } from '../support/samples.ts';
import { openWorld, type TestWorld } from '../support/world.ts';

let world: TestWorld;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

const phoneOf = (code: string): Phone => phoneIn(world, code);
const labels = async (phone: Phone) => (await phone.buttons()).map(({ label }) => label);

async function calls(phone: Phone, subject: string, when: string, withFile = false): Promise<void> {
  await phone.says('/moihop');
  await phone.says(subject);
  await phone.says(when);
  const evenSo = 'Vẫn họp lúc đó';
  if ((await phone.buttons()).some(({ label }) => label === evenSo)) await phone.chooses(evenSo);
  await phone.says('Hội trường xã');
  if (withFile) {
    await phone.sends('du-thao.pdf', pdf, 'application/pdf');
    await phone.chooses('Xong');
  } else await phone.chooses('Không có tài liệu');
  await phone.chooses('Gửi');
}

describe('what was typed to look for past meetings', () => {
  const today = Temporal.PlainDate.from('2019-02-11');
  it.each([
    ['tháng 11/2018', '2018-11', []],
    ['thang 11 nam 2018', '2018-11', []],
    ['11-2018', '2018-11', []],
    ['tháng 11', '2018-11', []],
    ['tháng 1', '2019-01', []],
    ['tháng này', '2019-02', []],
    ['tháng trước', '2019-01', []],
    ['năm 2018', '2018', []],
    ['2018', '2018', []],
    ['nông thôn mới tháng 10', '2018-10', ['nong', 'thon', 'moi']],
    ['Nông thôn mới', undefined, ['nong', 'thon', 'moi']],
    ['tháng 13', undefined, ['thang', '13']],
    ['lần 2', undefined, ['lan', '2']],
  ])('%s', (text, period, words) => {
    expect(readPeriod(text, today)).toEqual({ period, words });
  });
});

describe('past meetings', () => {
  it('are found by words without diacritics, with their documents', async () => {
    const office = phoneOf('MT-THU');
    await calls(office, 'Họp bàn nông thôn mới đợt Đông', '14g hôm nay', true);
    await calls(office, 'Giao ban khối vận', '15g hôm nay');
    await world.served.advance('P1D');
    const an = phoneOf('BT-AN');
    await an.says('/lich');
    await an.chooses('Cuộc họp đã qua');
    expect(await an.last()).toMatch(/^Tìm cuộc họp đã qua: gõ tháng hoặc từ trong nội dung/);
    await an.says('NONG thon dot dong');
    expect(await an.last()).toBe(
      '📅 Cuộc họp đã qua: 1\n• Thứ Hai, 19/11/2018: Họp bàn nông thôn mới đợt Đông (Văn phòng Đảng ủy xã Mỹ Thạnh)',
    );
    await an.chooses('19/11: Họp bàn nông thôn mới đợt Đông');
    expect(await an.last()).toMatch(
      /^📅 14:00, Thứ Hai, 19\/11\/2018\n.*Tài liệu: 1 tệp, chọn tên tệp để nhận lại\.\nChưa ghi kết luận\.$/s,
    );
    expect(await labels(an)).toEqual(['du-thao.pdf']);
    await an.chooses('du-thao.pdf');
    expect(await an.last(2)).toMatch(
      /^📄 Tài liệu cuộc họp: Họp bàn nông thôn mới đợt Đông\n---\ndu-thao\.pdf/,
    );
  });

  it('are found by month, and there are none where nothing is', async () => {
    const an = phoneOf('BT-AN');
    await an.says('/hopcu');
    await an.chooses('Tháng này');
    expect(await an.last()).toMatch(/^📅 Cuộc họp đã qua: \d+\n• Thứ Hai, 19\/11\/2018: Giao ban khối vận/);
    expect(await an.hears((phone) => phone.says('/hopcu tháng 1/2017'))).toMatch(
      /^Không tìm thấy cuộc họp nào/,
    );
    expect(await an.hears((phone) => phone.says("/hopcu ' or 1=1 --"))).toMatch(/^Không tìm thấy/);
    expect(await an.hears((phone) => phone.says('/hopcu (((.*'))).toMatch(
      /^📅 Cuộc họp đã qua|^Không tìm thấy/,
    );
  });

  it('come in pages', async () => {
    const office = phoneOf('MT-THU');
    for (let at = 1; at <= 9; at += 1) await calls(office, `Kiểm điểm tổ ${at}`, `${at + 8}g hôm nay`);
    await world.served.advance('P1D');
    await office.says('/hopcu kiem diem');
    expect(await office.last()).toMatch(/^📅 Cuộc họp đã qua: 9\nTừ 1 đến 8:\n/);
    await office.chooses('Xem tiếp');
    expect(await office.last()).toMatch(/^📅 Cuộc họp đã qua: 9\nTừ 9 đến 9:\n• .*Kiểm điểm tổ 1 /);
    for (const key of ['hp:x', 'hp:8.2018-13:', "hp:8.0:';--", 'hp:8'])
      expect(await office.hears((phone) => phone.presses(key))).toMatch(
        /^Nút này thuộc câu hỏi trước|^📅|^Đã hết/,
      );
  });

  it('obey the law of access', async () => {
    const { store } = world.served.house.database;
    const person = async (code: string) => (await store.people.byCode(code))!.id;
    const called = await store.meetings.upcomingFor(await person('BT-AN'), new Date(0), 50);
    const meeting = called.find(({ subject }) => subject.startsWith('Họp bàn nông thôn'))!;
    const [document] = await store.documents.ofMeeting(meeting.id);
    // Another commune's office: neither invited nor over it. The district's general office is over it.
    const stranger = phoneOf('CB103');
    expect(await stranger.hears((phone) => phone.says('/hopcu nông thôn mới đợt Đông'))).toMatch(
      /^Không tìm thấy/,
    );
    for (const press of [`mv:${shortId(meeting.id)}`, `md:${shortId(document!.id)}`])
      expect(await stranger.hears((phone) => phone.presses(press))).toMatch(
        /^Mục này không thuộc phần việc của đồng chí/,
      );
    expect(await phoneOf('CB043').hears((phone) => phone.says('/hopcu nông thôn mới đợt Đông'))).toMatch(
      /^📅 Cuộc họp đã qua: 1\n/,
    );
    expect(await phoneOf('VPTU-BINH').hears((phone) => phone.says('/hopcu nông thôn mới đợt Đông'))).toMatch(
      /^📅 Cuộc họp đã qua: 1\n/,
    );
  });
});

describe('/lich', () => {
  it('comes in pages, in the order of time', async () => {
    const office = phoneOf('MT-THU');
    for (let at = 1; at <= 11; at += 1) await calls(office, `Họp tổ ${at}`, `${at + 10}/12 8g`);
    await office.says('/lich');
    expect(await office.last()).toMatch(
      /^📅 Lịch họp 8 tuần tới\n• .*11\/12\/2018: Họp tổ 1 .*\n• .*20\/12\/2018: Họp tổ 10 \(/s,
    );
    await office.chooses('Xem tiếp');
    expect(await office.last()).toMatch(
      /^📅 Lịch họp 8 tuần tới\n• 08:00, Thứ Sáu, 21\/12\/2018: Họp tổ 11 \([^\n]*$/,
    );
    for (const key of ['lp:x', 'lp:zzz.y', 'lp:'])
      expect(await office.hears((phone) => phone.presses(key))).toMatch(/^Nút này thuộc câu hỏi trước/);
  });
});
