import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fold } from '../../src/domain/history.ts';
import { shortId } from '../../src/domain/identity.ts';
import type { Content } from '../../src/domain/message.ts';
import type { Told } from '../../src/store/recommendation-row.ts';
import { addressAt, addsRecommendation, type Phone, phoneIn } from '../support/chat-phone.ts';
import { pdf } from '../support/samples.ts';
import { openWorld, type TestWorld } from '../support/world.ts';

let world: TestWorld;
let lead: Phone;
let colleague: Phone;
let health: Phone;
beforeAll(async () => {
  world = await openWorld();
  [lead, colleague, health] = ['GTVT-LONG', 'GTVT-MAI', 'CB003'].map((code) => phoneIn(world, code)) as [
    Phone,
    Phone,
    Phone,
  ];
});
afterAll(() => world.close());

const phoneOf = (code: string): Phone => phoneIn(world, code);
const labels = async (phone: Phone) => (await phone.buttons()).map(({ label }) => label);
const store = () => world.served.house.database.store;
const notYours = 'Mục này không thuộc phần việc của đồng chí.';

/** Raised by its follower, in the field of the office that GTVT-LONG sits in. */
async function raised(code: string, text: string): Promise<Told> {
  const phone = phoneOf(code);
  await phone.says('/neu');
  await phone.says('1');
  await addsRecommendation(phone, text);
  const said = await phone.hears((one) => one.chooses('Gửi'));
  return (await store().recommendations.byNumber(said.match(/KN-BT-\d+-\d+/)![0]))!;
}

const view = (phone: Phone, { id }: Told) => phone.hears((one) => one.presses(`rv:${shortId(id)}`));

/** Up to the summary. */
async function asks(told: Told, office: string, text: string, due: string, phone = lead): Promise<void> {
  await phone.presses(`ji:${shortId(told.id)}`);
  await phone.says(office);
  await phone.says(text);
  await phone.says(due);
}

/** As it is stored, which is what its history says. */
async function stored({ id }: Told) {
  const { recommendations } = store();
  const told = (await recommendations.byId(id))!;
  const history = await recommendations.history(id);
  const written = (helpers: Told['helpers']) =>
    helpers.map((helper) =>
      Object.entries(helper)
        .map(([key, value]) => `${key} ${value}`)
        .sort(),
    );
  expect(written(told.helpers)).toEqual(written(fold(history)!.helpers));
  return { told, history, whats: history.map(({ what }) => what) };
}

const filesAt = async (code: string) => {
  const said = await store().transcripts.of(addressAt(world, code), 500);
  return said
    .flatMap((one) => (one.from === 'bot' ? [one.content as Content] : []))
    .flatMap((content) =>
      content.kind === 'file' && content.mime !== 'text/calendar' ? [content.name] : [],
    );
};

describe('an office that is asked to take part', () => {
  it('is told what and by when, answers with a file, and the lead answers', async () => {
    const told = await raised('CB031', 'Cầu ấp 3 xuống cấp');
    await view(lead, told);
    await lead.chooses('Mời phối hợp');
    expect(await lead.last()).toMatch(
      /^KN-BT-2018-\d+: mời cơ quan nào phối hợp\? Chọn bên dưới, hoặc gõ tên cơ quan\.$/,
    );
    await lead.says('y te');
    expect(await lead.last()).toBe('Đề nghị cơ quan này làm gì, cho ý kiến về điểm nào?');
    await lead.says('Cho biết số ca tai nạn ở cầu này từ đầu năm.');
    expect(await lead.last()).toBe(
      'Hạn phối hợp là ngày nào? Chọn bên dưới, hoặc gõ ngày. Hạn của cơ quan đồng chí: 17:00, Thứ Hai, 26/11/2018.',
    );
    // As long as the ladder gives, within the lead's own time.
    expect((await labels(lead))[0]).toBe('17:00, Thứ Hai, 26/11/2018');
    expect(await lead.hears((phone) => phone.says('27/11'))).toMatch(
      /^Thứ Ba, 27\/11\/2018 sau hạn của cơ quan đồng chí \(17:00, Thứ Hai, 26\/11\/2018\)\. Đồng chí chọn ngày sớm hơn\./,
    );
    expect(await lead.hears((phone) => phone.says('25/11'))).toMatch(
      /^Chủ Nhật, 25\/11\/2018 là ngày nghỉ\./,
    );
    await lead.chooses('17:00, Thứ Sáu, 23/11/2018');
    expect(await lead.last()).toBe(
      `📌 Mời phối hợp ${told.number}\nCơ quan: Sở Y tế\nĐề nghị: Cho biết số ca tai nạn ở cầu này từ đầu năm.\nHạn: 17:00, Thứ Sáu, 23/11/2018`,
    );
    const heard = await health.hears(() => lead.chooses('Gửi'));
    expect(await lead.last()).toBe(
      `✅ Đã mời Sở Y tế phối hợp ${told.number}, hạn 17:00, Thứ Sáu, 23/11/2018. Hạn của cơ quan đồng chí không đổi: 17:00, Thứ Hai, 26/11/2018.`,
    );
    expect(heard).toMatch(
      new RegExp(
        `^📌 Sở Giao thông vận tải mời Sở Y tế phối hợp\nĐề nghị: Cho biết số ca tai nạn ở cầu này từ đầu năm\\.\nHạn phối hợp: 17:00, Thứ Sáu, 23/11/2018\\.\n${told.number} · `,
      ),
    );
    expect(await labels(health)).toEqual(['Trả lời phối hợp', 'Xem chi tiết']);
    const clocks = ({ deadline, movesUpAt, nextStepAt, legalDeadline }: Told) =>
      [deadline, movesUpAt, nextStepAt, legalDeadline].map(String);
    expect(clocks((await stored(told)).told)).toEqual(clocks(told));

    await health.says('/viec');
    expect(await health.last()).toContain(`${told.number} (xã `);
    expect(await health.last()).toContain(
      'Phối hợp với Sở Giao thông vận tải, hạn 17:00, Thứ Sáu, 23/11/2018.',
    );
    expect(await view(health, told)).toContain('Quá trình');
    expect(await labels(health)).toEqual(['Trả lời phối hợp']);
    await health.chooses('Trả lời phối hợp');
    expect(await health.last()).toBe(
      `${told.number}: Sở Giao thông vận tải đề nghị: “Cho biết số ca tai nạn ở cầu này từ đầu năm.”\nĐồng chí trả lời:`,
    );
    expect(await health.hears((phone) => phone.says('x'.repeat(20_000)))).toMatch(/3000|3\.000/);
    await health.says('Ba ca, không có ca nặng.');
    await health.chooses('Kèm tệp');
    await health.sends('Thống kê.pdf', pdf, 'application/pdf');
    await health.chooses('Xong');
    const answered = await lead.hears(() => health.chooses('Gửi'));
    expect(await health.last()).toBe(`✅ Đã gửi trả lời phối hợp ${told.number} tới Sở Giao thông vận tải.`);
    expect(answered).toContain(
      `📌 ${told.number} (Cầu ấp 3 xuống cấp): Sở Y tế trả lời phối hợp: “Ba ca, không có ca nặng.”`,
    );
    expect(await filesAt('GTVT-LONG')).toEqual(['Thống kê.pdf']);
    expect(await colleague.last(3)).toContain('Ba ca, không có ca nặng.');
    expect(await phoneOf('CB012').last(3)).toContain('đã trả lời phối hợp: “Ba ca, không có ca nặng.”');
    const [file] = await store()
      .recommendations.history(told.id)
      .then((all) => all.flatMap((entry) => (entry.what === 'co-answered' ? (entry.data.files ?? []) : [])));
    expect(await store().files.forget(file!.file)).toBe(false);
    const card = await view(lead, told);
    expect(card).toContain(
      'Cơ quan phối hợp\n✅ Sở Y tế: mời ngày 19/11, trả lời ngày 19/11: “Ba ca, không có ca nặng.”',
    );
    expect(card).toContain('• 19/11: Võ Hoàng Long mời Sở Y tế phối hợp, hạn 23/11: “Cho biết số ca tai nạn');
    expect(card).toContain('• 19/11: Lâm Hoàng Hậu, Sở Y tế, trả lời phối hợp: “Ba ca, không có ca nặng.”');
    await health.says('/viec');
    expect(await health.last()).not.toContain(told.number);
    expect((await stored(told)).told.state).toBe('open');
  });

  it('may read it, and do nothing else about it', async () => {
    const told = await raised('CB032', 'Đường vào ấp 1 ngập');
    expect(await view(health, told)).toBe(notYours);
    await asks(told, 'y te', 'Có dịch bệnh không?', '23/11');
    await lead.chooses('Gửi');
    expect(await view(health, told)).toContain('Có dịch bệnh không?');
    const before = (await stored(told)).told.events;
    for (const verb of ['rt', 'ra', 'rg', 'rp', 'rx', 'rq', 'ji', 'rc', 'rw'])
      expect(await health.hears((phone) => phone.presses(`${verb}:${shortId(told.id)}`))).toBe(notYours);
    const { request } = (await stored(told)).told.helpers[0]!;
    const action = (verb: string, at: number | string = request) => `${verb}:${shortId(told.id)}:${at}`;
    expect(await health.hears((phone) => phone.presses(action('jw')))).toBe(notYours);
    const stranger = phoneOf('CB110');
    for (const verb of ['ja', 'jw'])
      expect(await stranger.hears((phone) => phone.presses(action(verb)))).toBe(notYours);
    // The lead is not the one that was asked; nor is there another request.
    expect(await lead.hears((phone) => phone.presses(action('ja')))).toBe(notYours);
    expect(await health.hears((phone) => phone.presses(action('ja', 0)))).toBe(notYours);
    expect(await health.hears((phone) => phone.presses(action('ja', 'x')))).toMatch(/^Nút này|cũ/);
    expect((await stored(told)).told.events).toBe(before);
  });

  it('is let off with a reason, and can not answer then', async () => {
    const told = await raised('CB033', 'Cống ấp 2 nghẹt');
    await asks(told, 'y te', 'Nước có độc không?', '22/11');
    await lead.chooses('Gửi');
    await health.chooses('Trả lời phối hợp');
    await health.says('Chưa rõ.');
    await view(lead, told);
    expect(await labels(lead)).toContain('Thôi mời Sở Y tế');
    await lead.chooses('Thôi mời Sở Y tế');
    expect(await lead.last()).toBe(
      `Vì sao thôi mời Sở Y tế phối hợp về ${told.number}? Cơ quan này sẽ thấy lý do.`,
    );
    const heard = await health.hears(() => lead.says('Xã đã trả lời.'));
    expect(await lead.last()).toBe(`✅ Đã thôi mời Sở Y tế phối hợp ${told.number} và báo cơ quan này.`);
    expect(heard).toContain(
      `${told.number} (Cống ấp 2 nghẹt): Sở Giao thông vận tải thôi mời cơ quan đồng chí phối hợp. Lý do: Xã đã trả lời.`,
    );
    expect(await health.hears((phone) => phone.chooses('Gửi'))).toMatch(
      new RegExp(`^${told.number}: việc phối hợp này đã kết thúc, không cần trả lời nữa\\.`),
    );
    await health.says('/huy');
    await health.says('bỏ');
    expect((await stored(told)).whats).toEqual(['raised', 'co-asked', 'co-ended']);
    expect(await view(lead, told)).toContain('• Sở Y tế: mời ngày 19/11, đã thôi phối hợp.');
    // It may be asked again.
    await asks(told, 'y te', 'Nước có độc không?', '22/11');
    await lead.chooses('Gửi');
    expect((await stored(told)).told.helpers).toHaveLength(2);
  });

  it('is needed no more once the lead has answered: it is told, and finds its own answer too late', async () => {
    const told = await raised('CB034', 'Điện yếu ở ấp 4');
    await asks(told, 'y te', 'Trạm y tế có bị ảnh hưởng không?', '22/11');
    await lead.chooses('Gửi');
    const { request } = (await stored(told)).told.helpers[0]!;
    await lead.presses(`ra:${shortId(told.id)}`);
    await lead.says('Đã báo điện lực.');
    const heard = await health.hears(() => lead.chooses('Gửi'));
    expect(heard).toBe(
      `${told.number} (Điện yếu ở ấp 4): Sở Giao thông vận tải đã trả lời, cơ quan đồng chí không cần phối hợp nữa.`,
    );
    expect(await health.hears((phone) => phone.presses(`ja:${shortId(told.id)}:${request}`))).toMatch(
      /đã kết thúc/,
    );
    const { whats, told: after } = await stored(told);
    expect(whats).toEqual(['raised', 'co-asked', 'co-ended', 'answered']);
    expect(after.state).toBe('answered');
    expect(await lead.hears((phone) => phone.presses(`ji:${shortId(told.id)}`))).toMatch(/đã có trả lời/);
  });

  it('of whom nobody can be told: the lead hears it before and after', async () => {
    const told = await raised('CB031', 'Chợ ấp 5 dột');
    const { id } = (await store().people.byCode('CB003'))!;
    expect(id).toBeDefined();
    await world.cli('unlink', '--person', 'CB003');
    await world.cli('unlink', '--person', 'CB012');
    await asks(told, 'y te', 'Có cần phun khử khuẩn không?', '22/11');
    expect(await lead.last()).toContain('Chưa có ai ở Sở Y tế nhận được tin qua Ba Nắm.');
    await lead.chooses('Gửi');
    expect(await lead.last()).toMatch(
      /Chưa có ai ở Sở Y tế nhận được tin, đồng chí liên hệ trực tiếp giúp\.$/,
    );
    expect((await stored(told)).whats).toEqual(['raised', 'co-asked']);
  });
});

describe('what can not be asked', () => {
  it('of its own office, of one asked already, of more than five, on a day gone, by two at once', async () => {
    const told = await raised('CB032', 'Vỉa hè hư');
    await lead.presses(`ji:${shortId(told.id)}`);
    expect(await lead.hears((phone) => phone.says('Giao thông vận tải'))).toMatch(/^Không tìm thấy cơ quan/);
    await lead.says('xay dung');
    expect(await lead.hears((phone) => phone.says('x'.repeat(20_000)))).toMatch(/1000|1\.000/);
    await lead.says('Ai quản lý vỉa hè?');
    expect(await lead.hears((phone) => phone.says('16/11/2018'))).toMatch(/đã qua/);
    await lead.says('23/11');
    await asks(told, 'xay dung', 'Ai quản lý vỉa hè?', '23/11', colleague);
    const said = await Promise.all([lead, colleague].map((phone) => phone.hears(() => phone.chooses('Gửi'))));
    expect(said.filter((text) => text.startsWith('✅ Đã mời Sở Xây dựng'))).toHaveLength(1);
    expect(said.filter((text) => text.includes('đã được mời phối hợp và chưa trả lời'))).toHaveLength(1);
    for (const phone of [lead, colleague]) {
      await phone.says('/huy');
      await phone.says('bỏ');
    }
    for (const office of ['nong nghiep và phát triển nông thôn', 'tai nguyen', 'giao duc', 'cong thuong']) {
      await lead.presses(`ji:${shortId(told.id)}`);
      await lead.says(office);
      if ((await lead.last()).includes('Có nhiều')) await lead.says('Sở Nông nghiệp');
      await lead.says('Ý kiến?');
      await lead.says('23/11');
      await lead.chooses('Gửi');
    }
    expect((await stored(told)).told.helpers).toHaveLength(5);
    expect(await lead.hears((phone) => phone.presses(`ji:${shortId(told.id)}`))).toMatch(
      /đang có 5 cơ quan phối hợp chưa trả lời/,
    );
    await view(lead, told);
    expect(await labels(lead)).not.toContain('Mời phối hợp');
  });
});
