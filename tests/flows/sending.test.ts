import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { MeetingId } from '../../src/domain/identity.ts';
import { dateOf } from '../../src/domain/time.ts';
import type { Store } from '../../src/store/store.ts';
import { answerInvitation } from '../../src/use-cases/meetings/answer-invitation.ts';
import { inAct } from '../../src/use-cases/messaging/act.ts';
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
const sql = () => world.served.house.database.store;
const heard = async (phone: Phone, wanted: string) =>
  (await phone.said()).filter((text) => text.includes(wanted)).length;

/** Up to the summary. */
async function drafts(phone: Phone, subject: string, when = '8g30 thứ năm'): Promise<void> {
  await phone.says('/moihop');
  await phone.says(subject);
  await phone.says(when);
  await phone.says('Hội trường xã');
  await phone.chooses('Không có tài liệu');
}

async function drops(phone: Phone): Promise<void> {
  await phone.says('/huy');
  await phone.chooses('Bỏ');
}

describe('before it is sent', () => {
  it('shows who is invited and how, by which channel, how long it takes, and who is not reached', async () => {
    const office = phoneOf('MT-THU');
    await drafts(office, 'Sơ kết phong trào xây dựng nông thôn mới');
    const summary = await office.last();
    expect(summary).toMatch(/Loại: Họp sơ kết\nThành phần: người theo dõi xã Mỹ Thạnh/);
    expect(summary).toMatch(/Giấy mời sẽ gửi tới 7 đồng chí: .* 7\.\nGửi hết trong chưa đầy một phút\./);
    expect(summary).toMatch(/Chưa gửi được cho 1 đồng chí: Lê Thị Hoa \(chưa kết nối\)/);
    expect(await labels(office)).toEqual(['Gửi', 'Sửa', 'Mời thêm', 'Hủy']);
    await drops(office);
  });

  it('is for levels below, an office, and people by name as well; asks where several are meant', async () => {
    const office = phoneOf('MT-THU');
    await drafts(office, 'Họp quân dân chính');
    await office.chooses('Mời thêm');
    expect(await office.last()).toMatch(/^Mời những ai\?/);
    expect(await labels(office)).toEqual(
      expect.arrayContaining([
        'Bỏ: người theo dõi xã Mỹ Thạnh',
        'Thêm: Văn phòng Đảng ủy xã Mỹ Thạnh',
        'Xong',
      ]),
    );
    await office.chooses('Thêm: Văn phòng Đảng ủy xã Mỹ Thạnh');
    expect(await office.last()).toMatch(/^Đã ghi\./);
    await office.says('Không Có Ai Tên Này');
    expect(await office.last()).toMatch(/^Không thấy “Không Có Ai Tên Này” trong danh sách/);
    await office.says('binh');
    const several = await office.last();
    expect(several).toMatch(/^(Có nhiều mục phù hợp|Đã ghi)/);
    if (several.startsWith('Có nhiều')) await office.says('1');
    await office.chooses('Xong');
    expect(await office.last()).toMatch(
      /Thành phần: người theo dõi xã Mỹ Thạnh; Văn phòng Đảng ủy xã Mỹ Thạnh; [^\n]*Bình/i,
    );
    await office.chooses('Mời thêm');
    for (const label of (await labels(office)).filter((one) => one.startsWith('Bỏ: ')))
      await office.chooses(label);
    await office.chooses('Xong');
    expect(await office.last()).toMatch(/^Chưa chọn ai/);
    await drops(office);
  });

  it('asks about a day off, a holiday and quiet hours, and takes it when it is meant', async () => {
    const office = phoneOf('MT-THU');
    await office.says('/moihop');
    await office.says('Họp chi bộ');
    await office.says('25/11 8g');
    expect(await office.last()).toMatch(/^08:00, Chủ Nhật, 25\/11\/2018 là ngày nghỉ\. Nếu vẫn họp/);
    expect(await office.draft()).not.toHaveProperty('startsAt');
    await office.says('1/1/2019 8g');
    expect(await office.last()).toMatch(/^08:00, Thứ Ba, 01\/01\/2019 là ngày nghỉ: .+\. Nếu vẫn họp/);
    await office.says('26/11 22g');
    expect(await office.last()).toMatch(/^22:00, Thứ Hai, 26\/11\/2018 nằm trong giờ nghỉ/);
    await office.chooses('Vẫn họp lúc đó');
    expect(await office.draft()).toMatchObject({ startsAt: '2018-11-26T22:00:00' });
    await drops(office);
  });

  it('takes an agenda and a kind for those who want them', async () => {
    const office = phoneOf('MT-THU');
    await drafts(office, 'Bàn công tác cuối năm');
    expect(await office.last()).toMatch(/Loại: Họp đột xuất/);
    await office.chooses('Sửa');
    await office.chooses('Loại cuộc họp');
    await office.chooses('Họp tổng kết');
    await office.chooses('Sửa');
    await office.chooses('Chương trình');
    await office.says('1. Báo cáo <năm>\n2. Thảo luận');
    expect(await office.last()).toMatch(
      /Loại: Họp tổng kết\nChương trình:\n1\. Báo cáo <năm>\n2\. Thảo luận\n/,
    );
    await drops(office);
  });
});

describe('the two minutes', () => {
  it('nothing leaves in them; undone, the draft comes back and is sent changed', async () => {
    const [office, cadre] = [phoneOf('MT-THU'), phoneOf('BT-AN')];
    await drafts(office, 'Họp sai giờ');
    await office.chooses('Gửi');
    expect(await office.last()).toMatch(
      /^📅 Đã ghi giấy mời, gửi lúc \d\d:\d\d tới 7 đồng chí\. Chưa gửi được: 1/,
    );
    expect(await office.last()).toMatch(/không phải kênh nào cũng thu hồi được/);
    await world.served.advance('PT1M');
    expect(await heard(cadre, 'Họp sai giờ')).toBe(0);
    expect(await cadre.hears((phone) => phone.says('/lich'))).not.toContain('Họp sai giờ');
    const undo = (await office.buttons()).find(({ label }) => label === 'Hoàn tác')!.action;
    await office.presses(undo);
    expect(await office.last()).toMatch(/^Đã hoàn tác: chưa ai nhận được gì[\s\S]*Nội dung: Họp sai giờ/);
    expect(await labels(office)).toEqual(['Gửi', 'Sửa', 'Mời thêm', 'Hủy']);
    await office.chooses('Sửa');
    await office.chooses('Nội dung');
    await office.says('Họp đúng giờ');
    await office.chooses('Gửi');
    expect(await office.hears((phone) => phone.presses(undo))).toMatch(/đã được hoàn tác từ trước/);
    await world.served.advance('PT3M');
    expect(await heard(cadre, 'Họp sai giờ')).toBe(0);
    expect(await heard(cadre, 'Họp đúng giờ')).toBe(1);
    expect(await heard(office, 'Đã gửi xong giấy mời: 7 đồng chí. Chưa gửi được: 1 đồng chí.')).toBe(1);
    await world.served.advance('P1D');
    expect(await heard(office, 'Đã gửi xong giấy mời: 7 đồng chí')).toBe(1);
  });

  it('is undone by the office only, and not when it has begun to leave', async () => {
    const [office, cadre, stranger] = [phoneOf('MT-THU'), phoneOf('BT-AN'), phoneOf('CB048')];
    await drafts(office, 'Họp gửi ngay', '8g30 thứ sáu');
    await office.chooses('Gửi');
    const [undo, now] = await office.buttons();
    expect(await stranger.hears((phone) => phone.presses(undo!.action))).toMatch(/không thuộc phần việc/);
    await office.presses(now!.action);
    expect(await office.last()).toMatch(/^📅 (Đang gửi|Giấy mời đã gửi xong)/);
    expect(await heard(cadre, 'Họp gửi ngay')).toBe(1);
    expect(await office.hears((phone) => phone.presses(undo!.action))).toMatch(/không hoàn tác được nữa/);
    await office.presses(now!.action);
    expect(await heard(cadre, 'Họp gửi ngay')).toBe(1);
    await world.served.advance('PT10M');
    const [later] = (await office.said()).filter((text) => text.includes('Đã gửi xong')).slice(-1);
    expect(later).toContain('Họp gửi ngay');
  });

  it('stopped before they are over, goes to nobody until it is resumed, then to each once', async () => {
    const [office, cadre] = [phoneOf('MT-THU'), phoneOf('BT-AN')];
    await drafts(office, 'Họp dừng lại', '14g thứ sáu');
    await office.chooses('Gửi');
    const key = (await office.buttons())[0]!.action.split(':')[1]!;
    await office.presses(`sx:${key}`);
    expect(await office.last()).toMatch(/^📅 Đã dừng gửi: đã đi 0, chưa gửi 7, không gửi được 1\./);
    await world.served.advance('PT1H');
    expect(await heard(cadre, 'Họp dừng lại')).toBe(0);
    await office.presses(`sr:${key}`);
    await world.served.advance('PT5M');
    expect(await heard(cadre, 'Họp dừng lại')).toBe(1);
    await office.presses(`sr:${key}`);
    await world.served.advance('PT5M');
    expect(await heard(cadre, 'Họp dừng lại')).toBe(1);
    await office.presses(`sp:${key}`);
    expect(await office.last()).toMatch(/^📅 Giấy mời đã gửi xong: đã đi 7, không gửi được 1\./);
  });

  it('names whoever is invited elsewhere at the time', async () => {
    const office = phoneOf('MT-THU');
    await drafts(office, 'Họp trùng giờ', '14g30 thứ sáu');
    expect(await office.last()).toMatch(/Đã có giấy mời họp khác cùng giờ: .*Nguyễn Văn An \(14:00\)/);
    await drops(office);
  });
});

describe('an answer', () => {
  const subject = 'Họp cử người';
  let office: Phone;
  let cadre: Phone;
  let notice: string;

  beforeAll(async () => {
    [office, cadre] = [phoneOf('MT-THU'), phoneOf('BT-AN')];
    await office.says('/moihop');
    await office.says(subject);
    await office.says('8g30 3/12');
    await office.says('Hội trường xã');
    await office.sends('bao-cao.pdf', pdf, 'application/pdf');
    await office.chooses('Xong');
    await office.chooses('Gửi');
    await office.chooses('Gửi ngay');
    await world.served.idle();
    const said = await sql().transcripts.of(
      {
        channel: 'browser',
        address: (await sql().accounts.of((await sql().people.byCode('BT-AN'))!.id))[0]!.address,
      },
      20,
    );
    const button = said
      .flatMap((one) => (one.from === 'bot' ? one.content.buttons.flat() : []))
      .findLast(({ action }) => action.startsWith('s:'))!;
    notice = button.action.slice(2);
  });

  it('of 5,000 characters is refused, and nothing is recorded', async () => {
    await cadre.presses(`n:${notice}`);
    expect(await cadre.hears((phone) => phone.says('bận '.repeat(1250)))).toMatch(
      /^Nội dung dài 4999 ký tự, tối đa là 500\. Đồng chí rút gọn giúp\./,
    );
    await cadre.says('/huy');
    await office.says('/aichua');
  });

  it('names nobody of the roster: recorded, and said that they get no notice', async () => {
    await cadre.presses(`s:${notice}`);
    await cadre.says('Lý Văn Ngoài Danh Sách, Trưởng phòng');
    expect(await cadre.last()).toBe(
      'Đã báo cơ quan mời: Lý Văn Ngoài Danh Sách, Trưởng phòng dự thay đồng chí.\nLý Văn Ngoài Danh Sách, Trưởng phòng không có trong danh sách nên không nhận được giấy mời ở đây. Đồng chí báo giúp.',
    );
    expect(await office.sees(/Nguyễn Văn An: cử Lý Văn Ngoài Danh Sách, Trưởng phòng dự thay/)).toBeTruthy();
  });

  it('names somebody also invited, or oneself: refused', async () => {
    await cadre.presses(`s:${notice}`);
    await cadre.says('Huỳnh Ngọc Nga');
    expect(await cadre.last(2)).toMatch(/Huỳnh Ngọc Nga cũng được mời dự cuộc họp này/);
    await cadre.says('/huy');
  });

  it('names a colleague, who gets the notice and the documents and answers; taken back, they are told once', async () => {
    const seats = (await sql().people.actor(
      (await sql().people.byCode('BT-AN'))!.id,
      new Date('2018-11-22'),
    ))!.seats;
    const staff = await sql().people.staff(seats[0]!.office, new Date('2018-11-22'));
    const invited = new Set<string>();
    for (const { id, code } of staff) {
      const found = await sql().invitations.of((await meetingId())!, id);
      if (found) invited.add(code);
    }
    const other = staff.find(({ code }) => code !== 'BT-AN' && !invited.has(code))!;
    const substitute = phoneOf(other.code);
    await cadre.presses(`s:${notice}`);
    await cadre.says(`${other.name}, ${other.post}`);
    expect(await cadre.last()).toMatch(/Giấy mời và tài liệu đã gửi tới/);
    const got = await substitute.last(2);
    expect(got).toMatch(/Giấy mời họp[\s\S]*Đồng chí được mời dự thay đồng chí Nguyễn Văn An/);
    expect(got).toContain('bao-cao.pdf');
    await substitute.chooses('Dự');
    expect(await substitute.last()).toMatch(/Đã báo cơ quan mời: đồng chí dự họp/);
    await office.sees(new RegExp(`${other.name}: dự`));
    await cadre.presses(`y:${notice}`);
    expect(await heard(substitute, 'không phải dự thay đồng chí Nguyễn Văn An nữa')).toBe(1);
    await cadre.presses(`y:${notice}`);
    expect(await heard(substitute, 'không phải dự thay đồng chí Nguyễn Văn An nữa')).toBe(1);
    expect(await substitute.hears((phone) => phone.chooses('Vắng'))).toBe(
      'Giấy mời này không còn dành cho đồng chí nữa, nên không nhận trả lời.',
    );
    expect(await substitute.hears((phone) => phone.says('/lich'))).not.toContain(subject);
  });

  it('by a name that several have, or only in part, is asked about', async () => {
    await cadre.presses(`s:${notice}`);
    const seats = (await sql().people.actor(
      (await sql().people.byCode('BT-AN'))!.id,
      new Date('2018-11-22'),
    ))!.seats;
    const staff = await sql().people.staff(seats[0]!.office, new Date('2018-11-22'));
    const other = staff.find(({ code }) => code !== 'BT-AN')!;
    await cadre.says(other.name.split(' ').at(-1)!);
    expect(await cadre.last()).toMatch(/^Có phải một trong các đồng chí sau không/);
    expect((await labels(cadre)).some((label) => label.startsWith('Không, ghi như đã gõ:'))).toBe(true);
    await cadre.says('/huy');
    await cadre.says('Bỏ');
  });

  it('is listed for the office as it stands, and those who are silent are reminded, twice a day at most', async () => {
    await office.presses(`m:${await meetingKey()}`);
    expect(await office.last()).toMatch(/Dự 1 · vắng 0 · dự thay 0 · chưa trả lời 6 · không liên hệ được 1/);
    expect(await office.last()).toMatch(/Lê Thị Hoa: chưa trả lời, không liên hệ được/);
    const silent = phoneOf('CB048');
    const remind = async () => {
      await office.presses(`m:${await meetingKey()}`);
      await office.chooses('Nhắc người chưa trả lời');
      return office.last();
    };
    expect(await remind()).toMatch(/^⏰ Đã nhắc 6 đồng chí chưa trả lời/);
    expect(await heard(silent, 'nhắc đồng chí trả lời giấy mời')).toBe(1);
    expect(await heard(cadre, 'nhắc đồng chí trả lời giấy mời')).toBe(0);
    expect(await remind()).toMatch(/^⏰ Đã nhắc 6/);
    expect(await remind()).toMatch(/^Hôm nay đã nhắc 2 lần/);
    expect(await heard(silent, 'nhắc đồng chí trả lời giấy mời')).toBe(2);
  });

  it('in quiet hours they are reminded at their end', async () => {
    await world.served.advance('PT15H');
    const silent = phoneOf('CB048');
    await office.presses(`mn:${await meetingKey()}`);
    expect(await office.last()).toMatch(/Đã nhắc 6/);
    expect(await heard(silent, 'nhắc đồng chí trả lời giấy mời')).toBe(2);
    await world.served.advance('PT9H');
    expect(await heard(silent, 'nhắc đồng chí trả lời giấy mời')).toBe(3);
  });

  it('to a meeting that was cancelled is not taken', async () => {
    const { app } = world.served.house;
    const cadreId = (await sql().people.byCode('BT-AN'))!.id;
    const answering = inAct(app, async (act) => {
      const actor = (await act.store.people.actor(cadreId, dateOf(act.now)))!;
      const { meetings } = act.store;
      const cancelled = {
        ...meetings,
        byId: async (id: MeetingId) => ({ ...(await meetings.byId(id))!, cancelledAt: act.now }),
      };
      const store = { invitations: act.store.invitations, meetings: cancelled } as unknown as Store;
      return answerInvitation({ ...act, actor, store }, longOf(notice), { answer: 'coming' });
    });
    await expect(answering).rejects.toMatchObject({ code: 'answering.cancelled' });
  });

  it('after it began is not taken either, nobody is reminded, and nothing changes', async () => {
    const id = (await meetingId())!;
    const before = await sql().answers.counts(id);
    await world.served.advance('P12D');
    expect(await cadre.hears((phone) => phone.presses(`n:${notice}`))).toBe(
      'Đã quá giờ họp, không nhận trả lời nữa.',
    );
    expect(await office.hears((phone) => phone.presses(`sr:${'A'.repeat(22)}`))).toMatch(/hoàn tác từ trước/);
    expect(await office.hears(async (phone) => phone.presses(`mn:${await meetingKey()}`))).toBe(
      'Đã quá giờ họp, không nhắc nữa.',
    );
    expect(await sql().answers.counts(id)).toEqual(before);
  });

  const meetingId = async () => (await sql().invitations.byId(longOf(notice)))?.meeting;
  const meetingKey = async () =>
    Buffer.from((await meetingId())!.replaceAll('-', ''), 'hex').toString('base64url');
  const longOf = (short: string) => {
    const hex = Buffer.from(short, 'base64url').toString('hex');
    return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-') as never;
  };
});
