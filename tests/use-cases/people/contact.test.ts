import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { phoneIn } from '../../support/chat-phone.ts';
import { type FakeTelegram, startFakeTelegram } from '../../support/fake-telegram.ts';
import { openWorld, type TestWorld } from '../../support/world.ts';

let fake: FakeTelegram;
let world: TestWorld;
beforeAll(async () => {
  fake = await startFakeTelegram();
  world = await openWorld({ TELEGRAM_BOT_TOKEN: fake.token, TELEGRAM_API_ROOT: fake.apiRoot });
});
afterAll(async () => {
  await world.close();
  await fake.close();
});

let chats = 70_000;
const stranger = () => fake.phone(++chats);
const linkedTo = async (code: string) => {
  const { store } = world.served.house.database;
  return (await store.accounts.of((await store.people.byCode(code))!.id)).map(({ channel }) => channel);
};

/** A phone that has been greeted, with the button below. */
async function greeted() {
  const phone = stranger();
  phone.send('xin chào');
  await phone.waitFor('Gửi số điện thoại của tôi');
  expect(phone.below()).toEqual(['Gửi số điện thoại của tôi']);
  return phone;
}

describe('a number of the roster, shared by its owner', () => {
  it('links who had no phone, at once, and the button goes away', async () => {
    const phone = await greeted();
    phone.shareNumber('84918000006');
    await phone.waitFor('Đã nhận.');
    expect((await phone.waitFor('là của đồng chí')).text).toMatch(
      /Lê Thị Hoa[\s\S]*Có đúng là đồng chí không/,
    );
    expect(phone.below()).toEqual([]);
    phone.press('Đúng');
    await phone.waitFor(/^✅ Đã kết nối\.\n.*xã Mỹ Thạnh/);
    expect(await linkedTo('BT-HOA')).toEqual(['telegram']);
    phone.sendContact('84918000006', phone.chatId);
    await phone.waitFor(/Máy này đã kết nối với đồng chí Lê Thị Hoa/);
  });

  it('waits a day where there is a phone already: that one and the office are told, and nobody objects', async () => {
    const phone = await greeted();
    const [before, office] = [phoneIn(world, 'CB001'), phoneIn(world, 'VPTU-BINH')];
    phone.shareNumber('+84 913 000 007');
    await phone.waitFor('Lâm Thanh Khởi');
    phone.press('Đúng');
    const { text } = await phone.waitFor('Đồng chí đang kết nối trên máy khác.');
    expect(text).toContain('08:00, Thứ Ba, 20/11/2018');
    expect(await before.sees(/Có máy trên Telegram xin kết nối/)).toContain('kết nối thêm');
    await office.sees(/Có máy mới trên Telegram xin kết nối với đồng chí Lâm Thanh Khởi/);
    await world.served.advance('PT23H59M');
    expect(await linkedTo('CB001')).toEqual(['browser']);
    await world.served.advance('PT2M');
    await phone.waitFor('✅ Đã kết nối.');
    await before.sees(/Máy mới trên Telegram đã kết nối/);
    await office.sees(/của đồng chí Lâm Thanh Khởi.* đã được kết nối/);
    expect([...(await linkedTo('CB001'))].sort()).toEqual(['browser', 'telegram']);
    await before.chooses('Không phải tôi');
    await before.sees(/Máy kia đã được kết nối\. .* để ngắt/);
    const told = (await before.said()).filter((said) => said.includes('Máy mới trên Telegram'));
    await world.served.advance('P1D');
    expect((await before.said()).filter((said) => said.includes('Máy mới trên Telegram'))).toEqual(told);
  });

  it('is refused by the phone before', async () => {
    const phone = await greeted();
    const [before, office] = [phoneIn(world, 'CB002'), phoneIn(world, 'VPTU-LOAN')];
    phone.shareNumber('84983000008');
    await phone.waitFor('Mai Thị Mỹ Phượng');
    phone.press('Đúng');
    await phone.waitFor('Đồng chí đang kết nối trên máy khác.');
    await before.sees(/Có máy trên Telegram/);
    await before.chooses('Không phải tôi');
    await before.sees(/Đã từ chối/);
    await phone.waitFor(/Máy này không được kết nối/);
    await office.sees(/Mai Thị Mỹ Phượng.* đã từ chối máy mới/);
    await before.chooses('Không phải tôi');
    await before.sees(/không còn nữa/);
    await world.served.advance('P2D');
    expect(await linkedTo('CB002')).toEqual(['browser']);
  });

  it('asked twice waits once, and no longer than the first time', async () => {
    const phone = await greeted();
    const before = phoneIn(world, 'CB003');
    for (const hours of [0, 5]) {
      await world.served.advance(`PT${hours}H1M`);
      phone.sendContact('0084913000009'.slice(2), phone.chatId);
      await phone.waitFor('Lâm Hoàng Hậu');
      phone.press('Đúng');
      await phone.waitFor('Đồng chí đang kết nối trên máy khác.');
    }
    await world.served.idle();
    expect((await before.said()).filter((said) => said.includes('Có máy trên Telegram'))).toHaveLength(1);
  });

  it('a code in the meantime is better proof', async () => {
    const phone = await greeted();
    phone.shareNumber('84903000010');
    await phone.waitFor('Huỳnh Thị Tuyết Trang');
    phone.press('Đúng');
    await phone.waitFor('Đồng chí đang kết nối trên máy khác.');
    phone.send(await world.code('CB004'));
    await phone.waitFor('Mã mời này dành cho');
    phone.press('Đúng');
    await phone.waitFor('✅ Đã kết nối.');
    const said = phone.transcript.length;
    await world.served.advance('P2D');
    expect(phone.transcript.slice(said).filter(({ text }) => text.includes('kết nối'))).toEqual([]);
  });
});

describe('a number that proves nothing', () => {
  it('is somebody else’s: the sentence says so, and nobody is named', async () => {
    const phone = await greeted();
    phone.sendContact('84913000007', phone.chatId + 1);
    expect((await phone.waitFor('số điện thoại của người khác')).text).not.toContain('Khởi');
    phone.sendContact('84913000007');
    await phone.waitFor('số điện thoại của người khác');
  });

  it('is nobody’s, or several people’s', async () => {
    const phone = await greeted();
    phone.shareNumber('84900999999');
    await phone.waitFor('không có trong danh sách');
    phone.sendContact('4915112345678', phone.chatId);
    await phone.waitFor('không có trong danh sách');
    const { store } = world.served.house.database;
    const { people } = await store.roster.current();
    const two = people.filter(({ code }) => code === 'CB008' || code === 'CB009');
    await store.roster.writePeople(two.map((one) => ({ ...one, phone: '+84986000014' })));
    phone.sendContact('84986000014', phone.chatId);
    expect((await phone.waitFor('nhiều người')).text).not.toMatch(/Tâm|Nhựt/);
  });

  it('ten of them lock the chat, as wrong codes do', async () => {
    const phone = await greeted();
    for (let at = 0; at < 10; at++) {
      phone.sendContact(`8490099999${at}`, phone.chatId);
      await phone.waitFor('không có trong danh sách');
    }
    phone.sendContact('84977000013', phone.chatId);
    await phone.waitFor('Đã nhập sai quá nhiều lần');
  });
});
