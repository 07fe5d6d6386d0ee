import { randomUUID } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { beginsVisit, type Phone, phoneIn, tokenOf } from '../support/chat-phone.ts';
import { photo } from '../support/samples.ts';
import { type Ask, type Storage, storageAt } from '../support/storage.ts';
import { openWorld, type TestWorld, testDatabase } from '../support/world.ts';

let storage: Storage;
let world: TestWorld;
beforeAll(async () => {
  const { TEST_TEMPLATE: template } = process.env;
  storage = template ? await storageAt(JSON.parse(template)).copy() : await testDatabase();
  world = await openWorld({ ...storage.env });
});
afterAll(() => storage.drop());

const phoneOf = (code: string): Phone => phoneIn(world, code);

/** The tables in which it stands, in whatever column. */
async function tablesWith(ask: Ask, text: string): Promise<readonly string[]> {
  const tables = await ask(
    `select table_name as name from information_schema.tables where table_schema = 'public' order by 1`,
  );
  const found: string[] = [];
  for (const { name } of tables) {
    const rows = await ask(`select 1 from "${name}" t where position('${text}' in t::text) > 0 limit 1`);
    if (rows.length > 0) found.push(String(name));
  }
  return found;
}

const filesInVault = async (): Promise<readonly string[]> =>
  (await readdir(join(world.folder, 'files'), { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map(({ name }) => name);

const asks = /Nội dung có nhắc tới khiếu nại, tố cáo/;
const wayToGo =
  /Ban Tiếp công dân[\s\S]*Luật Tiếp công dân 2013[\s\S]*Luật Khiếu nại 2011[\s\S]*Luật Tố cáo 2011/;

async function raises(phone: Phone, text: string): Promise<string> {
  await phone.says('/neu');
  await phone.says('1');
  await phone.chooses('Kiến nghị');
  return phone.hears((one) => one.says(text));
}

describe('a recommendation that may be a complaint', () => {
  it('is asked about; the person says that it is one: where to go, and nothing of it stays', async () => {
    const phone = phoneOf('CB031');
    const before = await filesInVault();
    const text = 'Ông Chín Rưỡi ở ấp 3 tố cáo trưởng ấp nhận tiền';
    // Out of the blue first, then in the form; once taken for an ordinary one and shown in the summary.
    await phone.says(text);
    expect(await raises(phone, text)).toMatch(asks);
    expect((await phone.buttons()).map(({ label }) => label)).toEqual([
      'Là đơn khiếu nại, tố cáo',
      'Không, là kiến nghị thường',
      'Quay lại',
      'Hủy',
    ]);
    await phone.chooses('Không, là kiến nghị thường');
    await phone.chooses('Giao thông');
    await phone.chooses('Không');
    expect(await phone.last()).toContain('Chín Rưỡi');
    await phone.chooses('Sửa');
    await phone.chooses('Nội dung');
    await phone.chooses('Là đơn khiếu nại, tố cáo');
    expect(await phone.last()).toMatch(wayToGo);
    expect(await phone.last()).toMatch(/giữ bí mật/);
    expect(await phone.last()).toMatch(/tải lại trang/);
    expect((await phone.talk()).stack).toEqual([]);
    expect(await filesInVault()).toEqual(before);
  });

  it('the person says that it is none: it goes on as any other', async () => {
    const phone = phoneOf('CB032');
    expect(await raises(phone, 'Bà con khiếu nại giá nước cao')).toMatch(asks);
    await phone.chooses('Không, là kiến nghị thường');
    await phone.chooses('Nước sạch');
    await phone.chooses('Không');
    expect(await phone.hears((one) => one.chooses('Gửi'))).toMatch(/KN-BT-2018-\d+ đã chuyển tới/);
  });

  it('typed anew it is asked about anew, or not any more', async () => {
    const phone = phoneOf('CB033');
    expect(await raises(phone, 'dan to cao ong Tam')).toMatch(asks);
    expect(await phone.hears((one) => one.says('don khieu nai cua ba Tam'))).toMatch(asks);
    expect(await phone.hears((one) => one.says('Đường ấp 2 ngập'))).not.toMatch(asks);
    expect((await phone.draft()).text).toBe('Đường ấp 2 ngập');
    await phone.says('/huy');
    await phone.chooses('Bỏ');
  });

  it('an ordinary phrase is not asked about', async () => {
    const phone = phoneOf('CB034');
    expect(
      await raises(phone, 'Công tác tiếp công dân, giải quyết khiếu nại, tố cáo cần thêm biên chế'),
    ).not.toMatch(asks);
    await phone.says('/huy');
    await phone.chooses('Bỏ');
  });
});

describe('in a visit', () => {
  it('the item goes with the photos; the note and the other items stay', async () => {
    const phone = phoneOf('CB035');
    const before = await filesInVault();
    await beginsVisit(phone, 'Đi thăm ấp 7');
    await phone.sends('don.jpg', await photo(), 'image/jpeg', 'Đơn của chị Bảy Lẻ');
    await phone.chooses('Xong');
    await phone.chooses('Có');
    await phone.chooses('Kiến nghị');
    await phone.says('Cầu ấp 7 yếu');
    await phone.chooses('Giao thông');
    await phone.chooses('Không');
    await phone.chooses('Có');
    await phone.chooses('Kiến nghị');
    expect(await phone.hears((one) => one.says('Chị Bảy Lẻ khiếu nại quyết định đền bù'))).toMatch(asks);
    expect((await filesInVault()).length).toBe(before.length + 1);
    await phone.chooses('Là đơn khiếu nại, tố cáo');
    expect(await phone.last()).toMatch(wayToGo);
    expect(await filesInVault()).toEqual(before);
    const draft = await phone.draft();
    expect(draft).toMatchObject({ note: 'Đi thăm ấp 7', photos: [] });
    expect(draft.recommendations).toHaveLength(1);
    await phone.chooses('Không');
    expect(await phone.hears((one) => one.chooses('Gửi'))).toMatch(/KN-BT-2018-\d+/);
  });

  it('the note too is asked about; then all of it goes', async () => {
    const phone = phoneOf('CB036');
    await phone.says('/ghi');
    await phone.says('1');
    await phone.chooses('Hôm nay');
    expect(await phone.hears((one) => one.says('Gặp ông Út Mót, ông tố cáo cán bộ địa chính'))).toMatch(asks);
    await phone.chooses('Là đơn khiếu nại, tố cáo');
    expect((await phone.talk()).stack).toEqual([]);
  });
});

it('what waits in the lane behind, and files of a form below, are left alone', async () => {
  const phone = phoneOf('CB037');
  await beginsVisit(phone, 'Đi thăm ấp 9');
  await phone.sends('cau.jpg', await photo(), 'image/jpeg');
  const before = await filesInVault();
  expect(await raises(phone, 'Dân tố cáo ông Mười Chẵn')).toMatch(asks);
  await phone.chooses('Là đơn khiếu nại, tố cáo');
  expect(await filesInVault()).toEqual(before);
  expect(await phone.draft()).toMatchObject({ note: 'Đi thăm ấp 9' });
  expect(((await phone.draft()).photos as unknown[]).length).toBe(1);
});

it('asked in guidance and when an opinion is sought', async () => {
  const office = phoneOf('MT-THU');
  await office.says('/xinykien');
  if ((await office.buttons()).length > 2) await office.says('1');
  expect(await office.hears((one) => one.says('Có đơn tố cáo ông Ba Phải gửi xã, xin ý kiến'))).toMatch(asks);
  await office.chooses('Là đơn khiếu nại, tố cáo');
  const cadre = phoneOf('BT-AN');
  await cadre.says('/huongdan');
  await cadre.chooses('Gửi đôn đốc, hướng dẫn');
  await cadre.says('ấp 3');
  expect(await cadre.hears((one) => one.says('Xem lại đơn khiếu nại của ông Ba Phải'))).toMatch(asks);
  await cadre.chooses('Không, là nội dung thường');
  expect((await cadre.draft()).text).toBe('Xem lại đơn khiếu nại của ông Ba Phải');
});

it('a draft handed over: it goes from who began it too', async () => {
  const former = phoneOf('CB052');
  await former.says('/neu');
  await former.says('ấp 3 mỹ thạnh');
  await former.chooses('Kiến nghị');
  await former.says('Bà Năm Lẹ khiếu nại quyết định thu hồi đất');
  await former.chooses('Không, là kiến nghị thường');
  await former.chooses('Lĩnh vực khác');
  await former.chooses('Không');
  expect(await former.last()).toContain('Năm Lẹ');
  const handover = ['handover', '--unit', 'BT.BATRI.MYTHANH.AP3', '--to', 'CB053', '--decision', '1-QĐ/HU'];
  expect(await world.cli(...handover)).toMatchObject({ err: '', exit: 0 });
  await world.served.advance('PT10M');
  await former.says('Đi họp chi bộ ấp 4');
  const next = phoneOf('CB053');
  await next.chooses('Tiếp tục');
  expect(await next.last()).toContain('Năm Lẹ');
  await next.chooses('Sửa');
  await next.chooses('Nội dung');
  await next.chooses('Là đơn khiếu nại, tố cáo');
  expect(await next.last()).toMatch(wayToGo);
});

it('presses twice', async () => {
  const phone = phoneOf('CB038');
  await raises(phone, 'Dân tố cáo ông Sáu');
  const action = (await phone.buttons())[0]!.action;
  const answers = await Promise.all(
    [1, 2].map(() =>
      fetch(`${world.base}/channels/browser/messages`, {
        method: 'POST',
        headers: {
          'x-phone': tokenOf(world, 'CB038'),
          'content-type': 'application/json',
          connection: 'close',
        },
        body: JSON.stringify({ id: randomUUID(), press: action, label: 'Là đơn khiếu nại, tố cáo' }),
      }),
    ),
  );
  expect(answers.map(({ status }) => status)).toEqual([202, 202]);
  await world.served.idle();
  expect((await phone.talk()).stack).toEqual([]);
  expect((await phone.said()).filter((text) => wayToGo.test(text))).toHaveLength(1);
});

it('what was purged is in no table, whatever was stored of it before', async () => {
  await world.close();
  await storage.read(async (ask) => {
    expect(await tablesWith(ask, 'Đi họp chi bộ ấp 4')).toEqual(['inbox']);
    expect(await tablesWith(ask, 'giá nước')).toEqual(['inbox', 'outbox', 'recommendations']);
    for (const words of [
      'Chín Rưỡi',
      'Bảy Lẻ',
      'don.jpg',
      'Út Mót',
      'Mười Chẵn',
      'Ba Phải gửi',
      'Năm Lẹ',
      'ông Sáu',
    ])
      expect({ words, tables: await tablesWith(ask, words) }).toEqual({ words, tables: [] });
  });
});
