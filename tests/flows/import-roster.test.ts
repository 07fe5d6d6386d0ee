import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { levelTemplates } from '../../src/domain/level.ts';
import { writeSheets } from '../../src/domain/roster/write.ts';
import { type Roster, readFound } from '../../src/domain/roster.ts';
import { inAct } from '../../src/use-cases/messaging/act.ts';
import { exportRoster } from '../../src/use-cases/organisation/export-roster.ts';
import { readRosterWorkbook } from '../../src/use-cases/organisation/read-roster-workbook.ts';
import { writeRosterWorkbook } from '../../src/use-cases/organisation/write-roster-workbook.ts';
import { addressAt, type Phone, phoneIn } from '../support/chat-phone.ts';
import { pdf } from '../support/samples.ts';
import { openWorld, type TestWorld } from '../support/world.ts';

let world: TestWorld;
let roster: Roster;
beforeAll(async () => {
  world = await openWorld();
  const reading = readFound(await readRosterWorkbook(await inAct(world.served.house.app, exportRoster)));
  if (!('roster' in reading)) throw new Error('the demo can not be exported');
  roster = reading.roster;
});
afterAll(() => world.close());

const workbook = (change: (of: Roster) => Partial<Roster> = () => ({})) =>
  writeRosterWorkbook(writeSheets({ ...roster, ...change(roster) }, levelTemplates['three-tier']), {});

const promoted = () =>
  workbook(({ people }) => ({
    people: people.map((one) => (one.code === 'BT-AN' ? { ...one, post: 'Giám đốc Sở' } : one)),
  }));
const withoutHoa = () =>
  workbook(({ people, assignments }) => ({
    people: people.filter(({ code }) => code !== 'BT-HOA'),
    assignments: assignments.filter(({ person }) => person !== 'BT-HOA'),
  }));

const postOfAn = async () => (await world.served.house.database.store.people.byCode('BT-AN'))?.post;
const office = (): Phone => phoneIn(world, 'VPTU-BINH');
const sends = (phone: Phone, bytes: Uint8Array, name = 'danh sách.xlsx') =>
  phone.sends(name, Buffer.from(bytes), 'application/octet-stream');
const labels = async (phone: Phone) => (await phone.buttons()).map(({ label }) => label);

describe('the province’s office sends a workbook', () => {
  it('sees what would change, and applies it', async () => {
    const phone = office();
    const before = await postOfAn();
    await sends(phone, await promoted());
    expect(await phone.last()).toBe(
      [
        'Tệp danh sách.xlsx: đã kiểm tra, chưa áp dụng gì.',
        'Cán bộ: thêm 0, sửa 1, kết thúc 0, giữ nguyên 134, không còn trong tệp 0',
        'Áp dụng không?',
      ].join('\n'),
    );
    expect(await labels(phone)).toEqual(['Áp dụng', 'Bỏ', 'Hủy']);
    expect(await postOfAn()).toBe(before);
    await phone.chooses('Áp dụng');
    expect(await phone.last()).toMatch(/^✅ Đã áp dụng danh sách\.\nCán bộ: thêm 0, sửa 1/);
    expect(await postOfAn()).toBe('Giám đốc Sở');
    await sends(phone, await promoted());
    expect(await phone.last()).toMatch(/Không có gì khác với dữ liệu đang có\.$/);
  });

  it('may leave it', async () => {
    const phone = office();
    const before = await postOfAn();
    await sends(phone, await workbook());
    await phone.chooses('Bỏ');
    expect(await phone.last()).toBe('Đã bỏ. Dữ liệu không thay đổi.');
    expect(await postOfAn()).toBe(before);
  });

  it('sees nothing applied when something has changed since', async () => {
    const phone = office();
    await sends(phone, await workbook());
    const { store } = world.served.house.database;
    const { people } = await store.roster.current();
    const { code, id, name, phone: number } = people.find((one) => one.code === 'BT-AN')!;
    await store.roster.writePeople([{ code, id, name, phone: number, post: 'Chuyên viên' }]);
    await phone.chooses('Áp dụng');
    expect(await phone.last()).toBe(
      'Dữ liệu đã thay đổi từ lúc kiểm tra nên chưa áp dụng gì. Đồng chí gửi lại tệp để xem khác biệt mới.',
    );
    expect(await postOfAn()).toBe('Chuyên viên');
  });

  it('ends those who are no longer in it only by the button that says so', async () => {
    const phone = office();
    await sends(phone, await withoutHoa());
    expect(await phone.last()).toMatch(
      /Không còn trong tệp \(1\), đề nghị kết thúc quyền sử dụng: Lê Thị Hoa \(BT-HOA\)\./,
    );
    expect(await labels(phone)).toEqual(['Áp dụng', 'Áp dụng và kết thúc quyền', 'Bỏ', 'Hủy']);
    await phone.chooses('Áp dụng và kết thúc quyền');
    expect(await phone.last()).toContain('Cán bộ: thêm 0, sửa 1, kết thúc 1');
    const { people } = await world.served.house.database.store.roster.current();
    expect(people.find(({ code }) => code === 'BT-HOA')?.endedOn).toBe('2018-11-19');
  });

  it('hears the first of what is wrong, as it is written', async () => {
    const phone = office();
    const bad = await workbook(({ units }) => ({
      units: units.map((unit, at) => (at > 0 && at < 13 ? { ...unit, parent: '<b>KHÔNG' } : unit)),
    }));
    await sends(phone, bad, 'danh <i> sách.xlsx');
    const lines = (await phone.sees(/chưa nhập được/)).split('\n');
    expect(lines[0]).toMatch(/^Tệp danh .* sách\.xlsx chưa nhập được, có 12 lỗi\./);
    expect(lines[1]).toBe(
      'Bảng Đơn vị, dòng 3, cột Mã cấp trên: Không có đơn vị mã <b>KHÔNG trong bảng Đơn vị để làm cấp trên.',
    );
    expect(lines.at(-1)).toBe('… và 2 mục nữa.');
    expect(lines).toHaveLength(12);
  });

  it('gets all that is wrong as a file, where it is too much for a message', async () => {
    const { app, database } = world.served.house;
    const said = await database.store.transcripts.of(addressAt(world, 'VPTU-BINH'), 500);
    const contents = said.flatMap((one) => (one.from === 'bot' ? [one.content] : []));
    const sent = contents.flatMap((content) => (content.kind === 'file' ? [content] : []));
    expect(sent.map(({ name }) => name)).toEqual(['loi-trong-danh-sach.txt']);
    const text = Buffer.from((await app.database.store.files.made(sent[0]!.file))!).toString();
    expect(text.split('\r\n')).toHaveLength(12);
    expect(text).toMatch(/^\ufeffBảng Đơn vị, dòng 3, cột Mã cấp trên: Không có đơn vị mã <b>KHÔNG/);
  });
});

it('anybody else, and any other file, is asked what it is for', async () => {
  const usual = /^Đã nhận tệp, nhưng chưa rõ gửi cho việc gì/;
  const other = phoneIn(world, 'MT-THU');
  await sends(other, await promoted());
  expect(await other.last()).toMatch(usual);
  const phone = office();
  await phone.sends('a.pdf', pdf, 'application/pdf');
  expect(await phone.last()).toMatch(usual);
  await phone.sends('a.xlsx', pdf, 'application/pdf');
  expect(await phone.last()).toMatch(/^Đuôi tên tệp không khớp/);
});
