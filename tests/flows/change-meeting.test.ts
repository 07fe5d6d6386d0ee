import ICAL from 'ical.js';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Content } from '../../src/domain/message.ts';
import { addressAt, type Phone, phoneIn } from '../support/chat-phone.ts';
import { openWorld, type TestWorld } from '../support/world.ts';

let world: TestWorld;
const open = async () => {
  world = await openWorld();
};
const close = () => world.close();

/** It is Monday, 19/11/2018, 08:00, in each of the conversations. */
const inOneWorld = (): void => {
  beforeAll(open);
  afterAll(close);
};
/** They move the clock. */
const inWorldsOfTheirOwn = (): void => {
  beforeEach(open);
  afterEach(close);
};

const phoneOf = (code: string): Phone => phoneIn(world, code);

async function calls(phone: Phone, subject: string, when: string): Promise<void> {
  await phone.says('/moihop');
  await phone.says(subject);
  await phone.says(when);
  await phone.says('Hội trường UBND xã');
  await phone.chooses('Không có tài liệu');
  await phone.chooses('Gửi');
  await phone.chooses('Gửi ngay');
}

const opens = async (phone: Phone, button: string): Promise<void> => {
  await opensLast(phone);
  await phone.chooses(button);
};

/** The card of the meeting furthest ahead. */
async function opensLast(phone: Phone): Promise<void> {
  await phone.says('/lich');
  await phone.presses((await phone.buttons()).findLast(({ action }) => action.startsWith('mv:'))!.action);
}

/** The calendar files on a phone, oldest first, as a calendar program reads them; not that of the demo's past meeting. */
async function calendarsOf(code: string) {
  const { database } = world.served.house.app;
  const said = await database.store.transcripts.of(addressAt(world, code), 500);
  const files = said
    .flatMap((one) => (one.from === 'bot' ? [one.content as Content] : []))
    .flatMap((content) =>
      content.kind === 'file' && content.mime === 'text/calendar' ? [content.file] : [],
    );
  return Promise.all(
    files.slice(1).map(async (file) => {
      const calendar = new ICAL.Component(
        ICAL.parse(Buffer.from((await database.store.files.made(file))!).toString()),
      );
      const component = calendar.getFirstSubcomponent('vevent')!;
      const event = new ICAL.Event(component);
      return {
        method: calendar.getFirstPropertyValue('method'),
        uid: event.uid,
        sequence: event.sequence,
        start: event.startDate.toString(),
        zone: component.getFirstProperty('dtstart')!.getParameter('tzid'),
        place: event.location,
        status: component.getFirstPropertyValue('status'),
      };
    }),
  );
}

describe('Đổi giờ', () => {
  inOneWorld();

  it('says only what changed, asks for the answer anew and keeps the one before', async () => {
    const office = phoneOf('MT-THU');
    const an = phoneOf('BT-AN');
    await calls(office, 'Họp Đảng ủy thường kỳ tháng 12', '8g 5/12');
    await an.chooses('Dự');
    const old = await an.hears(async (phone) => phone.says('/lich'));
    expect(old).toMatch(/– dự$/);
    await opens(office, 'Đổi giờ');
    expect(await office.last()).toBe(
      'Hiện nay: 08:00, Thứ Tư, 05/12/2018.\nĐổi sang lúc nào? Ví dụ: 14h ngày 5/12, 8g30 thứ hai tuần sau.',
    );
    // An hour alone is one of the day that stands.
    await office.says('14h');
    const change =
      '📅 Cuộc họp của Văn phòng Đảng ủy xã Mỹ Thạnh đổi giờ: 14:00 (trước là 08:00), Thứ Tư, 05/12/2018. Địa điểm không đổi.\nNội dung: Họp Đảng ủy thường kỳ tháng 12';
    expect(await office.last()).toBe(
      `Đã hiểu: Thứ Tư, 05/12/2018, 14:00.\n\n${change}\n\nSẽ báo cho 7 đồng chí đã nhận giấy mời: trình duyệt 7.`,
    );
    await office.chooses('Gửi');
    expect(await office.last()).toBe('✅ Đã đổi. Đã báo cho 7 đồng chí.');
    expect(await an.last()).toBe(`${change}\nĐồng chí trả lời lại theo giờ mới:`);
    await office.chooses('Xem ai đã trả lời');
    expect(await office.last()).toMatch(/• Nguyễn Văn An: chưa trả lời \(trước khi đổi giờ: dự\)/);
    await an.chooses('Vắng');
    await an.says('Họp Tỉnh ủy');
    await office.chooses('Xem ai đã trả lời');
    expect(await office.last()).toMatch(/• Nguyễn Văn An: vắng \(Họp Tỉnh ủy\)/);
    const [before, after] = await calendarsOf('BT-AN');
    expect(before).toMatchObject({ method: 'REQUEST', sequence: 0, start: '2018-12-05T08:00:00' });
    expect(after).toMatchObject({
      method: 'REQUEST',
      sequence: 1,
      start: '2018-12-05T14:00:00',
      zone: 'Asia/Ho_Chi_Minh',
      uid: before!.uid,
      place: 'Hội trường UBND xã',
      status: 'CONFIRMED',
    });
  });

  it('a button of the notice before it answers with what holds now', async () => {
    const office = phoneOf('MT-THU');
    const an = phoneOf('BT-AN');
    await calls(office, 'Họp Đảng ủy', '8g 6/12');
    const [coming, absent] = (await notice(an)).buttons.flat();
    await opens(office, 'Đổi giờ');
    await office.says('14h 7/12');
    await office.chooses('Gửi');
    expect(await an.last()).toMatch(
      /đổi giờ: 14:00, Thứ Sáu, 07\/12\/2018 \(trước là 08:00, Thứ Năm, 06\/12\/2018\)\. Địa điểm không đổi\./,
    );
    for (const button of [coming, absent])
      expect(await an.hears((phone) => phone.presses(button!.action))).toBe(
        'Cuộc họp đã có thay đổi sau tin này. Hiện nay:\nThời gian: 14:00, Thứ Sáu, 07/12/2018\nĐịa điểm: Hội trường UBND xã\nNội dung: Họp Đảng ủy\nĐồng chí trả lời theo thông tin này:',
      );
    expect(await an.hears((phone) => phone.chooses('Dự'))).toMatch(/^✅ Đã báo cơ quan mời/);
  });

  it('asks about the past, a night and a holiday', async () => {
    const office = phoneOf('MT-THU');
    await calls(office, 'Họp Đảng ủy', '8g 10/12');
    await opens(office, 'Đổi giờ');
    await office.says('7h hôm nay');
    expect(await office.last()).toMatch(/^Thứ Hai, 19\/11\/2018: ngày giờ này đã qua/);
    await office.says('22h 5/12');
    expect(await office.last()).toMatch(
      /^22:00, Thứ Tư, 05\/12\/2018 nằm trong giờ nghỉ \(21:00 đến 06:30\)/,
    );
    await office.says('8g 1/1');
    expect(await office.last()).toMatch(
      /^08:00, Thứ Ba, 01\/01\/2019 là ngày nghỉ: .+\. Nếu vẫn họp thì chọn/,
    );
    expect((await office.buttons())[0]!.label).toBe('Vẫn họp lúc đó');
    await office.says('1');
    expect(await office.last()).toMatch(/đổi giờ: 08:00, Thứ Ba, 01\/01\/2019 \(trước là/);
    await office.says('/huy');
    await office.chooses('Bỏ');
  });

  it('tells nobody when nothing changes', async () => {
    const office = phoneOf('MT-THU');
    const an = phoneOf('BT-AN');
    await calls(office, 'Họp Đảng ủy', '8g 11/12');
    const before = [(await an.said()).length, (await calendarsOf('BT-AN')).length];
    await opens(office, 'Đổi giờ');
    await office.says('8g 11/12');
    expect(await office.last()).toBe(
      'Đã hiểu: Thứ Ba, 11/12/2018, 08:00.\n\nKhông có gì thay đổi nên không báo cho ai.',
    );
    await office.chooses('Gửi');
    expect(await office.last()).toBe('Không có gì thay đổi nên không báo cho ai.');
    expect([(await an.said()).length, (await calendarsOf('BT-AN')).length]).toEqual(before);
  });
});

const notice = async (phone: Phone): Promise<Content> => {
  const said = await world.served.house.database.store.transcripts.of(addressAt(world, 'BT-AN'), 500);
  await phone.last();
  const contents = said.flatMap((one) => (one.from === 'bot' ? [one.content as Content] : []));
  return contents.findLast((one) => one.kind === 'text' && one.text.includes('Giấy mời họp'))!;
};

describe('a change in a hurry, and in the night', () => {
  inWorldsOfTheirOwn();

  it('is reminded of anew, at the hours of the new time only', async () => {
    const office = phoneOf('MT-THU');
    await calls(office, 'Họp Đảng ủy', '8g 23/11');
    await world.served.advance('PT26H');
    const an = phoneOf('BT-AN');
    const reminded = async () => (await an.said()).filter((text) => text.startsWith('⏰'));
    expect(await reminded()).toEqual([
      expect.stringMatching(/^⏰ Còn 3 ngày: họp lúc 08:00, Thứ Sáu, 23\/11/),
    ]);
    await opens(office, 'Đổi giờ');
    await office.says('8g 30/11');
    await office.chooses('Gửi');
    await world.served.advance('P6DT22H');
    expect((await reminded()).slice(1)).toEqual([
      expect.stringMatching(/^⏰ Còn 3 ngày: họp lúc 08:00, Thứ Sáu, 30\/11/),
    ]);
  });

  it('of a meeting that is near it says so and goes at any hour', async () => {
    const office = phoneOf('MT-THU');
    const an = phoneOf('BT-AN');
    await calls(office, 'Họp Đảng ủy', '8g 21/11');
    await world.served.advance('PT38H');
    await opens(office, 'Đổi địa điểm');
    await office.says('Nhà văn hóa ấp 3');
    await office.chooses('Gửi');
    expect(await an.last()).toMatch(
      /^📅 Gấp\. Cuộc họp của .* lúc 08:00, Thứ Tư, 21\/11\/2018 đổi địa điểm: Nhà văn hóa ấp 3 \(trước là Hội trường UBND xã\)\. Giờ họp không đổi\./,
    );
  });

  it('what can wait waits for the morning; what is urgent after it takes it along', async () => {
    const office = phoneOf('MT-THU');
    const an = phoneOf('BT-AN');
    await calls(office, 'Họp Đảng ủy', '8g 22/11');
    await world.served.advance('PT15H');
    const before = (await an.said()).length;
    await opens(office, 'Đổi địa điểm');
    await office.says('Nhà văn hóa ấp 3');
    await office.chooses('Gửi');
    await world.served.advance('PT1M');
    const shown = async () => (await an.said()).slice(before).filter((text) => text.startsWith('📅'));
    const waiting = async () => (await world.served.house.database.store.outbox.deliveryOf('browser')).queued;
    expect(await waiting()).toBeGreaterThan(0);
    await opens(office, 'Đổi giờ');
    await office.says('8g ngày mai');
    await office.chooses('Gửi');
    await world.served.idle();
    expect(await waiting()).toBe(0);
    expect(await shown()).toEqual([
      expect.stringMatching(/đổi địa điểm: Nhà văn hóa ấp 3/),
      expect.stringMatching(/^📅 Gấp\. .*đổi giờ: 08:00, Thứ Ba, 20\/11\/2018 \(trước là 08:00, Thứ Năm/),
    ]);
  });

  it('of whose notice nothing has left gets one notice, with what holds now', async () => {
    const office = phoneOf('MT-THU');
    const an = phoneOf('BT-AN');
    await world.served.advance('PT14H');
    const before = (await an.said()).length;
    await calls(office, 'Họp Đảng ủy', '8g 30/11');
    await opens(office, 'Đổi giờ');
    await office.says('14h 30/11');
    await office.chooses('Gửi');
    await world.served.advance('PT9H');
    const shown = (await an.said()).slice(before).filter((text) => text.startsWith('📅'));
    expect(shown).toEqual([
      expect.stringMatching(/^📅 Giấy mời họp\n[\s\S]*Thời gian: 14:00, Thứ Sáu, 30\/11/),
    ]);
    expect(await an.hears((phone) => phone.chooses('Dự'))).toMatch(/^✅ Đã báo cơ quan mời/);
  });
});

describe('Đổi nội dung, and two people of the office', () => {
  inOneWorld();

  it('the agenda alone, by points; then the subject with its points', async () => {
    const office = phoneOf('MT-THU');
    const an = phoneOf('BT-AN');
    await calls(office, 'Họp Đảng ủy\n- Đánh giá tháng 11\n- Nhiệm vụ tháng 12', '8g 5/12');
    expect(await an.last()).toMatch(
      /Nội dung: Họp Đảng ủy\nChương trình:\n1\. Đánh giá tháng 11\n2\. Nhiệm vụ tháng 12/,
    );
    await opens(office, 'Đổi nội dung');
    expect(await office.last()).toMatch(
      /^Hiện nay:\nHọp Đảng ủy\n1\. Đánh giá tháng 11\n2\. Nhiệm vụ tháng 12\n/,
    );
    await office.says('1. Đánh giá quý IV\n2. Việc khác');
    await office.chooses('Gửi');
    expect(await an.last()).toBe(
      '📅 Cuộc họp của Văn phòng Đảng ủy xã Mỹ Thạnh lúc 08:00, Thứ Tư, 05/12/2018 đổi chương trình:\n1. Đánh giá quý IV\n2. Việc khác\nGiờ và địa điểm không đổi.\nNội dung: Họp Đảng ủy',
    );
    await opens(office, 'Đổi nội dung');
    await office.says('Sơ kết quý IV\nBáo cáo\nThảo luận');
    await office.chooses('Gửi');
    expect(await an.last()).toMatch(
      /đổi nội dung, đổi chương trình:\nSơ kết quý IV \(trước là Họp Đảng ủy\)\.\n1\. Báo cáo\n2\. Thảo luận\nGiờ và địa điểm không đổi\.$/,
    );
    await opens(office, 'Đổi nội dung');
    await office.says(`Họp\n${'a'.repeat(301)}`);
    expect(await office.last()).toMatch(/^Điểm 1 của chương trình dài quá 300 ký tự/);
    await office.says(`Họp\n${Array.from({ length: 16 }, (_, at) => `Điểm ${at}`).join('\n')}`);
    expect(await office.last()).toMatch(/^Chương trình có 16 điểm, tối đa là 15/);
    await office.says('ấ'.repeat(600));
    expect(await office.last()).toMatch(/^Nội dung dài 600 ký tự, tối đa là 500/);
    await office.says('/huy');
  });

  it('change it at once: one wins, the other is told what it is now', async () => {
    const [thu, khanh] = [phoneOf('MT-THU'), phoneOf('MT-KHANH')];
    const an = phoneOf('BT-AN');
    await calls(thu, 'Họp Đảng ủy', '8g 12/12');
    await opens(thu, 'Đổi giờ');
    await thu.says('14h 12/12');
    await opens(khanh, 'Đổi giờ');
    await khanh.says('9h 12/12');
    const before = (await an.said()).length;
    const spoken = [(await thu.said()).length, (await khanh.said()).length];
    await Promise.all([thu.chooses('Gửi'), khanh.chooses('Gửi')]);
    const ends = [await thu.said(), await khanh.said()].map((said, at) =>
      said
        .slice(spoken[at])
        .filter((text) => /^✅ Đã đổi|^Một đồng chí khác trong cơ quan vừa đổi/.test(text)),
    );
    expect(ends.flat()).toHaveLength(2);
    expect(ends.flat().filter((text) => text.startsWith('✅'))).toHaveLength(1);
    const told = (await an.said()).slice(before).filter((text) => text.startsWith('📅'));
    expect(told).toHaveLength(1);
    const now = /đổi giờ: (\d\d:\d\d)/.exec(told[0]!)![1];
    expect(ends.flat().find((text) => text.startsWith('Một đồng chí'))).toContain(
      `Thời gian: ${now}, Thứ Tư`,
    );
  });

  it('who called it hears of the other’s change; another office may not touch it', async () => {
    const [thu, khanh] = [phoneOf('MT-THU'), phoneOf('MT-KHANH')];
    await calls(thu, 'Họp Đảng ủy', '8g 13/12');
    await opensLast(thu);
    const [time] = (await thu.buttons()).filter(({ label }) => label === 'Đổi giờ');
    expect(await phoneOf('CB110').hears((phone) => phone.presses(time!.action))).toBe(
      'Mục này không thuộc phần việc của đồng chí.',
    );
    await opens(khanh, 'Đổi địa điểm');
    await khanh.says('Nhà văn hóa');
    await khanh.chooses('Gửi');
    expect(await thu.last()).toMatch(/đổi địa điểm: Nhà văn hóa \(trước là Hội trường UBND xã\)/);
  });
});

describe('Hoãn/Hủy họp', () => {
  inWorldsOfTheirOwn();

  it('tells everybody why, sends a CANCEL, reminds of nothing, and old buttons answer kindly', async () => {
    const office = phoneOf('MT-THU');
    const an = phoneOf('BT-AN');
    await calls(office, 'Họp <Đảng ủy> & khác', '8g 23/11');
    await opens(office, 'Hoãn/Hủy họp');
    expect(await office.last()).toMatch(
      /^08:00, Thứ Sáu, 23\/11\/2018: Họp <Đảng ủy> & khác\nHoãn để họp ngày khác, hay hủy hẳn\?/,
    );
    await office.chooses('Hoãn, báo lịch sau');
    expect(await office.last()).toBe('Đồng chí ghi lý do hoãn, và ngày họp lại nếu đã biết.');
    await office.says('Mưa bão, sẽ họp lại ngày 10/12');
    expect(await office.last()).toMatch(/Sẽ báo cho 7 đồng chí/);
    await office.chooses('Gửi');
    expect(await office.last()).toBe('✅ Đã hoãn cuộc họp. Đã báo cho 7 đồng chí.');
    expect(await an.last()).toBe(
      '📅 Cuộc họp của Văn phòng Đảng ủy xã Mỹ Thạnh lúc 08:00, Thứ Sáu, 23/11/2018 hoãn, lịch họp mới sẽ báo sau.\nLý do: Mưa bão, sẽ họp lại ngày 10/12\nNội dung: Họp <Đảng ủy> & khác',
    );
    const [first, last] = await calendarsOf('BT-AN');
    expect(last).toMatchObject({ method: 'CANCEL', status: 'CANCELLED', sequence: 1, uid: first!.uid });
    for (const label of ['Dự', 'Vắng', 'Cử người dự thay'])
      expect(await an.hears((phone) => phone.chooses(label))).toBe(
        'Cuộc họp này đã hoãn hoặc hủy, không cần trả lời nữa.',
      );
    expect(await an.hears((phone) => phone.chooses('Góp ý'))).toBe(
      'Cuộc họp này đã hoãn hoặc hủy: Họp <Đảng ủy> & khác.',
    );
    expect(await an.hears((phone) => phone.says('/lich'))).not.toMatch(/khác/);
    await office.chooses('Đổi giờ');
    expect(await office.last()).toBe('Cuộc họp này đã hoãn hoặc hủy: Họp <Đảng ủy> & khác.');
    const before = (await an.said()).length;
    await world.served.advance('P5D');
    expect((await an.said()).slice(before).filter((text) => text.startsWith('⏰'))).toEqual([]);
  });

  it('what is called off for good is off in calendars too, and has no other day', async () => {
    const office = phoneOf('MT-THU');
    const an = phoneOf('BT-AN');
    await calls(office, 'Họp Đảng ủy', '8g 23/11');
    await opens(office, 'Hoãn/Hủy họp');
    await office.chooses('Hủy hẳn');
    await office.says('Không cần họp nữa');
    await office.chooses('Gửi');
    expect(await office.last()).toBe('✅ Đã hủy cuộc họp. Đã báo cho 7 đồng chí.');
    expect(await office.buttons()).toEqual([]);
    expect(await an.last()).toBe(
      '📅 Cuộc họp của Văn phòng Đảng ủy xã Mỹ Thạnh lúc 08:00, Thứ Sáu, 23/11/2018 không họp nữa.\nLý do: Không cần họp nữa\nNội dung: Họp Đảng ủy',
    );
    const [first, last] = await calendarsOf('BT-AN');
    expect(last).toMatchObject({ method: 'CANCEL', status: 'CANCELLED', sequence: 1, uid: first!.uid });
    expect(await office.hears((phone) => phone.says('/lich'))).not.toMatch(/Họp Đảng ủy/);
  });

  it('what was put off is given its day: everybody hears of it, is asked anew, and is reminded', async () => {
    const office = phoneOf('MT-THU');
    const an = phoneOf('BT-AN');
    await calls(office, 'Họp Đảng ủy', '8g 23/11');
    await an.chooses('Dự');
    await opens(office, 'Hoãn/Hủy họp');
    await office.chooses('Hoãn, báo lịch sau');
    await office.says('Mưa bão');
    await office.chooses('Gửi');
    await world.served.advance('P6D');
    await office.says('/lich');
    expect(await office.last()).toMatch(
      /• Đã hoãn, chưa có lịch họp mới: Họp Đảng ủy \(trước là 08:00, Thứ Sáu, 23\/11\/2018\)$/,
    );
    expect(await an.hears((phone) => phone.says('/lich'))).not.toMatch(/Họp Đảng ủy/);
    await office.chooses('Đã hoãn: Họp Đảng ủy');
    expect(await office.last()).toMatch(/đã hoãn, chưa có lịch họp mới\.$/);
    expect((await office.buttons()).map(({ label }) => label)).toEqual([
      'Xem ai đã trả lời',
      'Báo lịch họp mới',
      'Hủy hẳn',
      'Xem góp ý',
    ]);
    const action = (await office.buttons()).find(({ action: of }) => of.startsWith('xr:'))!.action;
    expect(await an.hears((phone) => phone.presses(action))).toMatch(/không thuộc phần việc của đồng chí/);
    await office.presses(action);
    expect(await office.last()).toBe(
      'Đã hoãn: 08:00, Thứ Sáu, 23/11/2018: Họp Đảng ủy.\nHọp lại lúc nào? Ví dụ: 14h ngày 5/12, 8g30 thứ hai tuần sau.',
    );
    expect(await office.hears((phone) => phone.says('8g 20/11/2018'))).toMatch(/đã qua/);
    await office.says('8g30 10/12');
    const said =
      '📅 Cuộc họp của Văn phòng Đảng ủy xã Mỹ Thạnh lúc 08:00, Thứ Sáu, 23/11/2018 đã hoãn, nay có lịch mới:\nThời gian: 08:30, Thứ Hai, 10/12/2018\nĐịa điểm: Hội trường UBND xã\nNội dung: Họp Đảng ủy\nĐồng chí trả lời theo lịch này:';
    expect(await office.last()).toBe(
      `Đã hiểu: Thứ Hai, 10/12/2018, 08:30.\n\n${said}\n\nSẽ báo cho 7 đồng chí đã nhận giấy mời: trình duyệt 7.`,
    );
    await office.chooses('Gửi');
    await office.sees(/^✅ Đã báo lịch họp mới cho 7 đồng chí\.$/);
    expect(await an.last()).toBe(said);
    expect((await an.buttons()).map(({ label }) => label)).toEqual([
      'Dự',
      'Vắng',
      'Cử người dự thay',
      'Góp ý',
    ]);
    const calendars = await calendarsOf('BT-AN');
    expect(calendars.map(({ method, sequence, status }) => `${method} ${sequence} ${status}`)).toEqual([
      'REQUEST 0 CONFIRMED',
      'CANCEL 1 CANCELLED',
      'REQUEST 2 CONFIRMED',
    ]);
    expect(new Set(calendars.map(({ uid }) => uid)).size).toBe(1);
    expect(await office.hears((phone) => phone.presses(action))).toBe(
      'Cuộc họp này đã có lịch mới hoặc đã hủy: Họp Đảng ủy.',
    );
    await office.says('/lich');
    expect(await office.last()).toMatch(/• 08:30, Thứ Hai, 10\/12\/2018: Họp Đảng ủy/);
    expect(await office.last()).not.toMatch(/hoãn/);
    await office.presses((await office.buttons()).find(({ action: of }) => of.startsWith('mv:'))!.action);
    await office.chooses('Xem ai đã trả lời');
    expect(await office.last()).toMatch(/Nguyễn Văn An: chưa trả lời \(trước khi đổi giờ: dự\)/);
    expect(await an.hears((phone) => phone.chooses('Dự'))).toMatch(/^✅ Đã báo cơ quan mời/);
    const before = (await an.said()).length;
    await world.served.advance('P14DT12H30M');
    const since = (await an.said()).slice(before).filter((text) => text.startsWith('⏰'));
    expect(since).toEqual([
      '⏰ Ngày mai, 08:30: họp tại Hội trường UBND xã.\nCơ quan mời: Văn phòng Đảng ủy xã Mỹ Thạnh\nNội dung: Họp Đảng ủy',
    ]);
  });

  it('what was put off is called off for good: told once more, not urgently, and it leaves the list', async () => {
    const office = phoneOf('MT-THU');
    const an = phoneOf('BT-AN');
    await calls(office, 'Họp Đảng ủy', '8g 23/11');
    await opens(office, 'Hoãn/Hủy họp');
    await office.chooses('Hoãn, báo lịch sau');
    await office.says('Mưa bão');
    await office.chooses('Gửi');
    await world.served.advance('P6D');
    await office.chooses('Hủy hẳn');
    expect(await office.last()).toBe('Đồng chí ghi lý do hủy.');
    await office.says('Không cần họp nữa');
    expect(await office.last()).toMatch(
      /^📅 Cuộc họp của .* lúc 08:00, Thứ Sáu, 23\/11\/2018 không họp nữa\./,
    );
    await office.chooses('Gửi');
    expect(await office.last()).toBe('✅ Đã hủy cuộc họp. Đã báo cho 7 đồng chí.');
    expect(await an.last()).toMatch(/không họp nữa\.\nLý do: Không cần họp nữa/);
    expect((await calendarsOf('BT-AN')).map(({ method, sequence }) => `${method} ${sequence}`)).toEqual([
      'REQUEST 0',
      'CANCEL 1',
      'CANCEL 2',
    ]);
    expect(await office.hears((phone) => phone.says('/lich'))).not.toMatch(/hoãn|Họp Đảng ủy/);
    for (const button of ['Báo lịch họp mới', 'Hủy hẳn'])
      expect(await office.hears((phone) => phone.chooses(button))).toBe(
        'Cuộc họp này đã có lịch mới hoặc đã hủy: Họp Đảng ủy.',
      );
  });

  it('a notice that had not left when it was put off goes out whole when it is held after all', async () => {
    const office = phoneOf('MT-THU');
    const an = phoneOf('BT-AN');
    await office.says('/moihop');
    await office.says('Họp Đảng ủy');
    await office.says('8g 23/11');
    await office.says('Hội trường UBND xã');
    await office.chooses('Không có tài liệu');
    await office.chooses('Gửi');
    await opens(office, 'Hoãn/Hủy họp');
    await office.chooses('Hoãn, báo lịch sau');
    await office.says('Mưa bão');
    await office.chooses('Gửi');
    expect(await office.last()).toMatch(/^✅ Đã hoãn cuộc họp\. Giấy mời chưa gửi tới ai/);
    const before = (await an.said()).length;
    await world.served.advance('PT10M');
    expect(await an.said()).toHaveLength(before);
    await office.chooses('Báo lịch họp mới');
    await office.says('8g30 10/12');
    await office.chooses('Gửi');
    expect(await office.last()).toMatch(/^✅ Đã ghi lịch họp mới\. Giấy mời trước chưa tới ai/);
    await world.served.advance('PT1M');
    const since = (await an.said()).slice(before);
    expect(since[0]).toMatch(/^📅 Giấy mời.*Thời gian: 08:30, Thứ Hai, 10\/12\/2018/s);
    expect(since.filter((text) => text.startsWith('📅'))).toHaveLength(1);
  });

  it('after it has begun nothing can be changed, and answers are taken no more', async () => {
    const office = phoneOf('MT-THU');
    const an = phoneOf('BT-AN');
    await calls(office, 'Họp Đảng ủy', '10h hôm nay');
    await opensLast(office);
    await world.served.advance('PT3H');
    for (const label of ['Đổi giờ', 'Đổi địa điểm', 'Đổi nội dung', 'Hoãn/Hủy họp'])
      expect(await office.hears((phone) => phone.chooses(label))).toBe(
        'Cuộc họp này đã bắt đầu hoặc đã qua, không đổi được nữa: Họp Đảng ủy.',
      );
    expect(await an.hears((phone) => phone.chooses('Dự'))).toBe('Đã quá giờ họp, không nhận trả lời nữa.');
  });
});
