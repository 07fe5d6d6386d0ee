import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addressOf } from '../../src/channels/browser/channel.ts';
import { searchWords } from '../../src/domain/vietnamese-text.ts';
import { keepFile } from '../../src/use-cases/messaging/keep-file.ts';
import { browserPhone, type StoryPhone } from '../support/phones.ts';
import { pdf, photo } from '../support/samples.ts';
import { openWorld, type TestWorld } from '../support/world.ts';

let world: TestWorld;
let cadre: StoryPhone;
beforeAll(async () => {
  world = await openWorld();
  cadre = phoneOf('BT-AN');
});
afterAll(() => world.close());

const tokenOf = (code: string) => world.served.house.rehearsal!.phoneOf(code);
const phoneOf = (code: string) => browserPhone(world, tokenOf(code));

/** What the bot says in answer. */
async function hears(phone: StoryPhone, ...words: readonly string[]): Promise<string> {
  let before = 0;
  for (const said of words) {
    before = (await phone.said()).length;
    await phone.says(said);
  }
  return (await phone.said()).slice(before).join('\n---\n');
}

async function labels(code: string): Promise<readonly string[]> {
  const address = { channel: 'browser' as const, address: addressOf(tokenOf(code)) };
  const said = await world.served.house.database.store.transcripts.of(address, 1);
  return said.flatMap((one) =>
    one.from === 'bot'
      ? one.content.buttons
          .flat()
          .map(({ label }) => label)
          .filter((label) => label.startsWith('KN-'))
      : [],
  );
}

const raises = (text: string) =>
  hears(
    cadre,
    '/neu',
    'xa my thanh, huyen ba tri',
    'de xuat',
    text,
    'giao thong',
    'khong',
    'khong',
    'gui',
    '/kiennghi',
  );

const family = '👨‍👩‍👧';

describe('what people wrote, where it is cut', () => {
  it('a recommendation with an emoji at the end of its room', async () => {
    const text = `${'a'.repeat(78)}${family} còn nữa`;
    expect(await raises(text)).toContain(`${'a'.repeat(78)}… Sở Giao thông vận tải, hạn`);
    expect(await labels('BT-AN')).toContainEqual(expect.stringMatching(/^KN-BT-2018-\d{5}: a{21}…$/));
    expect(await raises(`${'🌊'.repeat(60)}`)).toContain(`${'🌊'.repeat(39)}… Sở Giao thông vận tải, hạn`);
    expect(await labels('BT-AN')).toContainEqual(expect.stringMatching(/^KN-BT-2018-\d{5}: 🌊{9,11}…$/u));
  });

  it('has one full stop in a list, and its own mark where it ends in another', async () => {
    const stopped = await raises('Sửa cầu trước mùa khô.');
    expect(stopped).toContain('Sửa cầu trước mùa khô. Sở Giao thông vận tải, hạn');
    expect(await raises('Bao giờ sửa đường ấp 5?')).toContain('Bao giờ sửa đường ấp 5? Sở Giao thông');
    expect(await raises('Đường ngập')).toContain('Đường ngập. Sở Giao thông');
    const road = phoneOf('GTVT-LONG');
    await road.chooses('Đang xử lý');
    await cadre.sees(/\(Đường ngập\) đã được .* tiếp nhận/);
  });

  it('a date that is none', async () => {
    const said = await hears(cadre, '/ghi', '1', `${'x'.repeat(38)}${family} y`);
    expect(said).toContain(`Chưa hiểu ngày giờ “${'x'.repeat(38)}…”`);
    const long = await hears(cadre, `${'y '.repeat(49)}${family}${' z'.repeat(60)}`);
    expect(long).toMatch(/Chưa hiểu ngày giờ “(y )+y…”/);
    await hears(cadre, '/huy', 'bo');
  });
});

describe('a day that nobody means', () => {
  it('is not taken for a visit', async () => {
    const said = await hears(cadre, '/ghi', '1', '1/1/0001');
    expect(said).toContain('Ngày này quá xa: Thứ Hai, 01/01/1. Chỉ nhận ngày trong 5 năm trở lại đây.');
    expect(await hears(cadre, '18/11/2013')).toContain('Ngày này quá xa');
    expect(await hears(cadre, '19/11/2013')).toContain('ghi nội dung chuyến đi');
    await hears(cadre, '/huy', 'bo');
  });

  it('is not taken for a meeting', async () => {
    const office = phoneOf('MT-THU');
    const said = await hears(office, '/moihop', 'Họp đánh giá', '20/11/2020 8g');
    expect(said).toContain('Ngày này quá xa: Thứ Sáu, 20/11/2020. Chỉ nhận ngày trong 2 năm tới.');
    expect(await hears(office, '20/11/9018')).toContain('Ngày này quá xa');
    expect(await hears(office, '1/1/0001 8g')).toContain('ngày giờ này đã qua');
    expect(await hears(office, '19/11/2020')).toContain('Còn thiếu giờ');
    expect(await hears(office, '8g')).toContain('Họp ở đâu');
  });
});

describe('units looked for', () => {
  it.each(['%', '_', '%%', 'x%', '\\'])('%s is no name of any', async (typed) => {
    const { store } = world.served.house.database;
    const person = (await store.people.byCode('BT-AN'))!;
    const actor = (await store.people.actor(person.id, new Date('2018-11-19')))!;
    const within = actor.follows.map(({ unit }) => unit.id);
    const looking = { within, day: new Date('2018-11-19'), atMost: 30 };
    expect(await store.units.find(searchWords(typed), looking)).toEqual([]);
    expect((await store.units.find(['ap', '3'], looking)).length).toBeGreaterThan(0);
  });
});

describe('the name of a file', () => {
  const nameOf = async (name: string, bytes: Buffer = pdf) => {
    const remote = randomUUID();
    const attachment = { remote, name, mime: 'application/pdf', size: bytes.length, isPhoto: false };
    const kept = await keepFile(
      world.served.house.app,
      { channel: 'browser', attachment, caption: '' },
      { outcome: 'fetched', bytes: [bytes] },
    );
    return 'name' in kept ? kept.name : kept.trouble;
  };

  it.each(['.pdf', '..pdf', ' .pdf', '?.pdf', '\u200b.pdf', 'pdf', '', '...'])(
    'that is but an ending, %j, becomes one',
    async (name) => expect(await nameOf(name)).toBe('tệp.pdf'),
  );

  it('of a picture, too', async () => {
    expect(await nameOf('.PNG', await photo())).toBe('wrong-name');
    expect(await nameOf('.jpeg', await photo())).toBe('tệp.jpg');
  });

  it('stays where there is one', async () => {
    expect(await nameOf('báo cáo.pdf')).toBe('báo cáo.pdf');
    expect(await nameOf('v1.2.pdf')).toBe('v1.2.pdf');
    expect(await nameOf('🌊.pdf')).toBe('🌊.pdf');
    expect(await nameOf('báo cáo')).toBe('wrong-name');
  });

  it('keeps its end, and no half of a character', async () => {
    expect(await nameOf(`${'🌊'.repeat(100)}.pdf`)).toBe(`…${'🌊'.repeat(57)}.pdf`);
    const form = new FormData();
    form.set('id', randomUUID());
    form.set('file', new Blob([new Uint8Array(pdf)], { type: 'application/pdf' }), `${'🌊'.repeat(150)}.pdf`);
    const headers = { 'x-phone': tokenOf('BT-AN') };
    const answer = await fetch(`${world.base}/channels/browser/messages`, {
      method: 'POST',
      headers,
      body: form,
    });
    expect(answer.status).toBe(202);
    expect(await answer.text()).toContain(`…${'🌊'.repeat(97)}.pdf`);
    await world.served.idle();
  });
});
