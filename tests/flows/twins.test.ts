import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fold } from '../../src/domain/history.ts';
import { type RecommendationId, shortId } from '../../src/domain/identity.ts';
import { dateOfDay, dayIn } from '../../src/domain/time.ts';
import type { Told } from '../../src/store/recommendation-row.ts';
import type { ActOf } from '../../src/use-cases/app.ts';
import { inAct } from '../../src/use-cases/messaging/act.ts';
import { joinRecommendation } from '../../src/use-cases/recommendations/join-recommendation.ts';
import { type Phone, phoneIn } from '../support/chat-phone.ts';
import { openWorld, type TestWorld } from '../support/world.ts';

let world: TestWorld;
let raiser: Phone;
let joiner: Phone;
let office: Phone;
beforeAll(async () => {
  world = await openWorld();
  [raiser, joiner, office] = ['CB033', 'CB031', 'GTVT-LONG'].map((code) => phoneIn(world, code)) as [
    Phone,
    Phone,
    Phone,
  ];
});
afterAll(() => world.close());

const vinhHoa = 'Xã Vĩnh Hòa, huyện Ba Tri';
const anHoaTay = 'Xã An Hòa Tây, huyện Ba Tri';
const store = () => world.served.house.database.store;
const labels = async (phone: Phone) => (await phone.buttons()).map(({ label }) => label);
const byId = async (id: RecommendationId) => (await store().recommendations.byId(id))!;
const whats = async ({ id }: Pick<Told, 'id'>) =>
  (await store().recommendations.history(id)).map(({ what }) => what);

/** What is said once the whole content is there. */
async function writes(phone: Phone, unit: string, text: string, about = 'Không'): Promise<string> {
  await phone.says('/neu');
  await phone.chooses(unit);
  await phone.chooses('Kiến nghị');
  await phone.says(text);
  await phone.chooses('Giao thông');
  return phone.hears((one) => one.chooses(about));
}

async function raised(phone: Phone, unit: string, text: string, about?: string): Promise<Told> {
  await writes(phone, unit, text, about);
  if ((await labels(phone)).includes('Việc khác, gửi riêng')) await phone.chooses('Việc khác, gửi riêng');
  const said = await phone.hears((one) => one.chooses('Gửi'));
  return (await store().recommendations.byNumber(said.match(/KN-BT-\d+-\d+/)![0]))!;
}

async function joins(phone: Phone, unit: string, text: string, { number }: Told): Promise<string> {
  await writes(phone, unit, text);
  await phone.chooses(`Tham gia cùng ${number}`);
  return phone.hears((one) => one.chooses('Gửi'));
}

async function answers(told: Told, text: string): Promise<void> {
  await office.presses(`ra:${shortId(told.id)}`);
  await office.says(text);
  await office.chooses('Gửi');
}

/** As somebody, past every screen. */
async function as<Result>(code: string, work: (act: ActOf) => Promise<Result>): Promise<Result> {
  const { app } = world.served.house;
  const person = (await store().people.byCode(code))!;
  let result: Result | undefined;
  await inAct(app, async (act) => {
    const actor = (await act.store.people.actor(person.id, dateOfDay(dayIn(act.zone, act.now))))!;
    result = await work({ ...act, actor });
  });
  return result as Result;
}

/** Everything but who joined it. */
const promiseOf = ({ joined: _, joiners: __, events: ___, ...rest }: Told) => JSON.stringify(rest);

describe('a likely twin', () => {
  it('is shown before another is sent; the way back, a message in between and the draft are as ever', async () => {
    const told = await raised(raiser, vinhHoa, 'Sạt lở bờ sông Hàm Luông ở ấp 4, đe dọa nhà dân');
    const asked = await writes(joiner, anHoaTay, 'bo song ham luong sat lo, nha dan bi de doa');
    expect(asked).toBe(
      [
        'Đã có người nêu việc tương tự ở đơn vị này hoặc gần đó. Có phải cùng một việc không?',
        `• ${told.number} (xã Vĩnh Hòa, huyện Ba Tri, mới nêu): Sạt lở bờ sông Hàm Luông ở ấp 4, đe dọa nhà dân.`,
      ].join('\n'),
    );
    const choices = [`Tham gia cùng ${told.number}`, 'Việc khác, gửi riêng', 'Quay lại', 'Hủy'];
    expect(await labels(joiner)).toEqual(choices);
    await joiner.chooses('Quay lại');
    expect(await joiner.last()).toMatch(/liên quan đến chính cơ quan/);
    await joiner.chooses('Không');
    expect(await joiner.last()).toBe(asked);
    await joiner.says('/kiennghi');
    expect(await labels(joiner)).toEqual(choices);
    expect(await joiner.hears((phone) => phone.says('chắc vậy'))).toMatch(/chọn một mục/);
    await joiner.chooses('Việc khác, gửi riêng');
    expect(await joiner.last()).toMatch(/^📌 Kiến nghị\nĐơn vị: Xã An Hòa Tây/);
    // Other words, another answer: what hangs on them is looked for again.
    await joiner.chooses('Sửa');
    await joiner.chooses('Nội dung');
    expect(await joiner.hears((phone) => phone.says('Chợ xã thiếu chỗ gửi xe'))).toMatch(/^📌 Kiến nghị/);
    await joiner.chooses('Sửa');
    expect(await labels(joiner)).not.toContain('Việc tương tự');
    await joiner.chooses('Nội dung');
    await joiner.says('Bờ sông Hàm Luông sạt lở, đe dọa nhà dân');
    expect(await joiner.last()).toMatch(/việc tương tự/);
    await joiner.says('/huy');
    await joiner.chooses('Bỏ');
  });

  it('is not asked about where there is none: other words, one’s own, another part of the province', async () => {
    expect(await writes(joiner, anHoaTay, 'Đèn đường hư')).toMatch(/^📌 Kiến nghị/);
    await joiner.says('/huy');
    await joiner.chooses('Bỏ');
    expect(await writes(raiser, vinhHoa, 'Sạt lở bờ sông Hàm Luông ở ấp 4')).toMatch(/^📌 Kiến nghị/);
    await raiser.says('/huy');
    await raiser.chooses('Bỏ');
    const far = phoneIn(world, 'CB032');
    expect(await writes(far, 'Xã Châu Hòa, huyện Giồng Trôm', 'Sạt lở bờ sông Hàm Luông ở ấp 4')).toMatch(
      /^📌 Kiến nghị/,
    );
    await far.says('/huy');
    await far.chooses('Bỏ');
  });

  it('about an office is shown to nobody who may not see it, nor offered to be joined in the open', async () => {
    const text = 'Cán bộ địa chính gây khó khi làm giấy tờ đất';
    const hidden = await raised(raiser, vinhHoa, text, 'Có');
    for (const about of ['Không', 'Có']) {
      expect(await writes(joiner, anHoaTay, text, about)).toMatch(/^📌 Kiến nghị/);
      await joiner.says('/huy');
      await joiner.chooses('Bỏ');
    }
    const unit = (await store().units.byCode('BT.BATRI.ANHOATAY'))!;
    await expect(as('CB031', (act) => joinRecommendation(act, hidden.id, { unit, text }))).rejects.toThrow(
      'chat.not-yours',
    );
  });
});

describe('a likely twin of what came of a visit', () => {
  const note = 'Đi thăm bà con hai ấp ven sông';
  const upToRecommendations = async (unit: string) => {
    await joiner.says('/ghi');
    await joiner.chooses(unit);
    await joiner.chooses('Hôm nay');
    await joiner.says(note);
    await joiner.chooses('Không có ảnh');
    await joiner.chooses('Có');
  };
  /** One of the list, up to what is asked after it. */
  const adds = async (text: string) => {
    await joiner.chooses('Kiến nghị');
    await joiner.says(text);
    await joiner.chooses('Giao thông');
    await joiner.chooses('Không');
    return joiner.last();
  };

  it('is joined, and what else came of it is raised; two words of one go together', async () => {
    const told = await raised(raiser, vinhHoa, 'Cầu ván Rạch Già mục, xe máy lọt bánh');
    await upToRecommendations(anHoaTay);
    expect(await adds('Cầu ván Rạch Già mục ván')).toMatch(/^Đã có người nêu việc tương tự/);
    await joiner.chooses(`Tham gia cùng ${told.number}`);
    await joiner.chooses('Có');
    expect(await adds('Loa phát thanh ấp 2 hư')).toMatch(/^Còn kiến nghị nào nữa không/);
    await joiner.chooses('Có');
    await adds('Cầu ván Rạch Già mục, trẻ em đi học té');
    await joiner.chooses(`Tham gia cùng ${told.number}`);
    await joiner.chooses('Không');
    const summary = await joiner.last();
    expect(summary).toMatch(/1\. [^\n]*mục ván\n {3}Tham gia cùng KN[^\n]*\n2\. [^\n]*hư\n3\. /);
    const said = await joiner.hears((phone) => phone.chooses('Gửi'));
    expect(said).toMatch(/✅ Đã lưu ghi chép\.[\s\S]*✅ Đồng chí đã tham gia cùng KN/);
    const after = await byId(told.id);
    expect(after.joined).toHaveLength(1);
    const word = (await store().recommendations.history(told.id)).find(({ what }) => what === 'joined');
    expect(word?.data).toMatchObject({
      text: 'Cầu ván Rạch Già mục ván\nCầu ván Rạch Già mục, trẻ em đi học té',
    });
    const [fresh] = said.match(/KN-BT-\d+-\d+/)!;
    expect(await store().recommendations.byNumber(fresh)).toMatchObject({ text: 'Loa phát thanh ấp 2 hư' });
  });

  it('hangs on the unit of the visit and on the words of its own item', async () => {
    const told = await raised(raiser, vinhHoa, 'Bến đò Giồng Ông Tố hư cầu phao');
    await upToRecommendations(anHoaTay);
    expect(await adds('Bến đò Giồng Ông Tố hư cầu phao, khách té')).toMatch(/việc tương tự/);
    await joiner.chooses(`Tham gia cùng ${told.number}`);
    await joiner.chooses('Có');
    await adds('Sổ tay sinh hoạt chi bộ phát trễ');
    await joiner.chooses('Không');
    await joiner.chooses('Sửa');
    await joiner.chooses('Kiến nghị 1: nội dung');
    // The same as before of the other item, other words of this one: nothing is like them.
    expect(await joiner.hears((phone) => phone.says('Trạm y tế thiếu thuốc'))).toMatch(/Số kiến nghị: 2/);
    expect(await joiner.last()).not.toMatch(/Tham gia cùng/);
    await joiner.chooses('Sửa');
    await joiner.chooses('Kiến nghị 1: nội dung');
    expect(await joiner.hears((phone) => phone.says('Bến đò Giồng Ông Tố hư cầu phao'))).toMatch(/tương tự/);
    await joiner.chooses(`Tham gia cùng ${told.number}`);
    expect(await joiner.last()).toMatch(/Tham gia cùng/);
    // Taken back while it was being written: nothing of the visit is lost, and it is sent by itself.
    await raiser.presses(`rw:${shortId(told.id)}`);
    await raiser.says('Đã sửa');
    const said = await joiner.hears((phone) => phone.chooses('Gửi'));
    expect(said).toMatch(new RegExp(`${told.number} đã được rút hoặc đã đóng.*gửi riêng`));
    expect(said.match(/KN-BT-\d+-\d+/g)!.length).toBeGreaterThanOrEqual(3);
    expect(said).toMatch(/Đã lưu ghi chép/);
  });
});

describe('who joins', () => {
  it('is told as the raiser is; the office knows who and from where; no clock changes', async () => {
    const told = await raised(raiser, vinhHoa, 'Cầu Bà Hiền ở ấp 6 gãy lan can, mặt cầu thủng');
    const promise = promiseOf(await byId(told.id));
    const said = await joins(joiner, anHoaTay, 'Cầu Bà Hiền thủng mặt cầu, học sinh đi học nguy hiểm', told);
    expect(said).toMatch(new RegExp(`^✅ Đồng chí đã tham gia cùng ${told.number} .*Hạn tiếp nhận`, 's'));
    const after = await byId(told.id);
    expect(promiseOf(after)).toBe(promise);
    expect(after.joiners.map(({ name, unit }) => [name, unit.name])).toEqual([
      ['Bùi Hữu Phúc', 'An Hòa Tây'],
    ]);
    await joiner.says('/kiennghi');
    expect(await joiner.last()).toMatch(new RegExp(`${told.number}.* Đồng chí cùng nêu\\.`));
    await joiner.presses(`rv:${shortId(told.id)}`);
    expect(await joiner.last()).toMatch(
      /Bùi Hữu Phúc \(xã An Hòa Tây, huyện Ba Tri\) cùng nêu: “Cầu Bà Hiền thủng/,
    );
    expect(await labels(joiner)).toEqual([]);
    // A raiser can not take it back any more.
    await raiser.presses(`rv:${shortId(told.id)}`);
    expect(await labels(raiser)).toEqual([]);
    expect(await raiser.hears((phone) => phone.presses(`rw:${shortId(told.id)}`))).toMatch(
      /đã có 1 đồng chí tham gia cùng nên không rút được/,
    );
    await world.served.advance('PT1H');
    await office.sees(/thêm đồng chí Bùi Hữu Phúc \(xã An Hòa Tây, huyện Ba Tri\) cùng nêu/);
    await office.presses(`rv:${shortId(told.id)}`);
    expect(await office.last()).toMatch(/Cùng nêu: 1 đồng chí \(xã An Hòa Tây\)\./);
    const takesUp = () => office.presses(`rt:${shortId(told.id)}`);
    expect(await joiner.hears(takesUp)).toMatch(/đã được Sở Giao thông vận tải tiếp nhận/);
  });

  it('has a word on the answer: it is noted, and the raiser’s closes it', async () => {
    const told = await raised(raiser, vinhHoa, 'Đường liên xã đoạn chợ Vĩnh Hòa ngập sâu');
    await joins(joiner, anHoaTay, 'Đường liên xã đoạn chợ Vĩnh Hòa hay ngập', told);
    await answers(told, 'Đã nâng mặt đường.');
    await raiser.sees(/Đã nâng mặt đường/);
    expect(await joiner.last()).toMatch(/Đã nâng mặt đường[\s\S]*đã thỏa đáng chưa\?$/);
    for (let press = 0; press < 2; press++) {
      await joiner.presses(`rc:${shortId(told.id)}`);
      expect(await joiner.last()).toMatch(/^✅ Cảm ơn đồng chí, đã ghi nhận/);
    }
    expect(await byId(told.id)).toMatchObject({ state: 'answered' });
    expect(await joiner.hears(() => raiser.presses(`rc:${shortId(told.id)}`))).toMatch(
      /đồng chí Ngô Văn Đạt xác nhận nội dung trả lời đã thỏa đáng/,
    );
    expect(await whats(told)).toEqual(['raised', 'joined', 'answered', 'seconded', 'confirmed']);
    expect(await joiner.hears((phone) => phone.presses(`rc:${shortId(told.id)}`))).toMatch(/đã đóng/);
    // Whether the people were told is the raiser's to say.
    expect(await joiner.hears((phone) => phone.presses(`rk:${shortId(told.id)}`))).toMatch(
      /không thuộc phần việc/,
    );
    expect((await byId(told.id))!.peopleTold).toBeUndefined();
    // It is theirs as well to open again.
    await joiner.presses(`rv:${shortId(told.id)}`);
    expect(await labels(joiner)).toEqual(['Mở lại']);
  });

  it('disputes as the raiser does, and the raiser is told', async () => {
    const told = await raised(raiser, vinhHoa, 'Bến phà Tân Xuân thiếu đèn tín hiệu ban đêm');
    await joins(joiner, anHoaTay, 'Bến phà Tân Xuân không có đèn tín hiệu', told);
    await answers(told, 'Đã ghi nhận.');
    await joiner.presses(`rd:${shortId(told.id)}`);
    await joiner.says('Chưa nói bao giờ lắp');
    expect(await joiner.last()).toMatch(/đã chuyển tới Văn phòng Tỉnh ủy/);
    await raiser.sees(/đồng chí Bùi Hữu Phúc chưa đồng ý với nội dung trả lời[\s\S]*Chưa nói bao giờ lắp/);
    const after = await byId(told.id);
    expect(after).toMatchObject({
      state: 'open',
      raisedAt: told.raisedAt,
      legalDeadline: told.legalDeadline,
    });
    expect(fold(await store().recommendations.history(told.id))?.joined).toEqual(after.joined);
  });

  it('of what is answered already has the answer at once', async () => {
    const told = await raised(raiser, vinhHoa, 'Kè đá Bãi Ngao bể, sóng đánh vào đường');
    await answers(told, 'Tháng 12 gia cố kè.');
    const { nextStepAt } = await byId(told.id);
    const said = await joins(joiner, anHoaTay, 'Kè đá Bãi Ngao bị bể', told);
    expect(said).toMatch(/đã tham gia cùng[\s\S]*Tháng 12 gia cố kè[\s\S]*đã thỏa đáng chưa\?$/);
    expect(await labels(joiner)).toEqual(['Đã thỏa đáng', 'Chưa thỏa đáng']);
    expect((await byId(told.id)).nextStepAt).toEqual(nextStepAt);
  });

  it('is refused kindly what can not be joined', async () => {
    const unit = (await store().units.byCode('BT.BATRI.ANHOATAY'))!;
    const own = (await store().units.byCode('BT.BATRI.VINHHOA'))!;
    const refuses = (code: string, id: RecommendationId, place = unit) =>
      as(code, (act) => joinRecommendation(act, id, { unit: place, text: 'x' })).then(
        () => 'joined',
        (refusal: Error) => refusal.message,
      );
    const told = await raised(raiser, vinhHoa, 'Cống Rạch Cá kẹt cửa');
    expect(await refuses('CB033', told.id, own)).toBe('twin.your-own');
    expect(await refuses('CB032', told.id)).toBe('chat.not-yours');
    expect(await refuses('CB031', '00000000-0000-7000-8000-000000000000' as RecommendationId)).toBe(
      'chat.not-yours',
    );
    expect(await refuses('CB031', told.id)).toBe('joined');
    expect(await refuses('CB031', told.id)).toBe('twin.joined-before');
    const withdrawn = await raised(raiser, vinhHoa, 'Biển báo đò ngang mờ chữ');
    await writes(joiner, anHoaTay, 'Biển báo đò ngang mờ hết chữ');
    await joiner.chooses(`Tham gia cùng ${withdrawn.number}`);
    await raiser.presses(`rw:${shortId(withdrawn.id)}`);
    await raiser.says('Nhầm');
    // Withdrawn meanwhile: it is sent by itself.
    expect(await joiner.hears((phone) => phone.chooses('Gửi'))).toMatch(
      /đã được rút hoặc đã đóng.*gửi riêng[\s\S]*📌 KN-\S+ đã chuyển tới/,
    );
    const closed = await raised(raiser, vinhHoa, 'Trụ điện nghiêng ra lộ');
    await answers(closed, 'Đã dựng lại.');
    await raiser.presses(`rc:${shortId(closed.id)}`);
    expect(await refuses('CB031', closed.id)).toBe('twin.closed');
  });
});

describe('an office that has several of one problem', () => {
  const problems = [
    'Hẻm 12 khu chợ Vĩnh Hòa ổ gà',
    'Hẻm 12 khu chợ Vĩnh Hòa hư',
    'Hẻm 12 gần chợ Vĩnh Hòa ổ gà',
  ];
  let main: Told;
  let second: Told;
  let third: Told;

  async function links(told: Told, number: string): Promise<string> {
    await office.presses(`rl:${shortId(told.id)}`);
    return office.hears((phone) => phone.says(number));
  }

  it('links one to another by number, to the main one of what is linked; never in a circle', async () => {
    [main, second, third] = [
      await raised(raiser, vinhHoa, problems[0]!),
      await raised(raiser, vinhHoa, problems[1]!),
      await raised(joiner, anHoaTay, problems[2]!),
    ];
    await office.presses(`rv:${shortId(second.id)}`);
    expect(await labels(office)).toContain('Gộp với…');
    const before = await byId(second.id);
    await office.presses(`rl:${shortId(second.id)}`);
    expect(await office.last()).toContain(`• ${main.number} (xã Vĩnh Hòa, huyện Ba Tri`);
    expect(await labels(office)).toContain(main.number);
    expect(await office.hears((phone) => phone.says('KN-BT-2018-99999'))).toMatch(/Không có kiến nghị số/);
    expect(await office.hears((phone) => phone.says(second.number))).toMatch(/chính mình/);
    expect(await office.hears((phone) => phone.says(main.number.slice(-3)))).toBe(
      `✅ Đã gộp ${second.number} với ${main.number}. Trả lời ${main.number} là trả lời cả ${second.number}; thời hạn của mỗi kiến nghị không đổi.`,
    );
    const linked = await byId(second.id);
    expect(linked).toEqual({ ...before, linkedTo: main.id, events: before.events + 1 });
    expect(await links(third, second.number)).toMatch(
      new RegExp(`Đã gộp ${third.number} với ${main.number}`),
    );
    expect(await links(main, second.number)).toMatch(/Tách ra trước/);
    await office.says('/huy');
    await office.presses(`rv:${shortId(main.id)}`);
    expect(await office.last()).toContain(`Trả lời chung cho cả: ${second.number}, ${third.number}.`);
    await office.presses(`rv:${shortId(third.id)}`);
    expect(await office.last()).toContain(`Gộp với ${main.number}:`);
    expect(await labels(office)).toContain('Tách ra');
    expect(fold(await store().recommendations.history(third.id))?.linkedTo).toBe(main.id);
  });

  it('answers them all at once, each with its own entry and its own message; what has gone elsewhere not', async () => {
    const fourth = await raised(joiner, anHoaTay, 'Hẻm 12 chợ Vĩnh Hòa sụp');
    await links(fourth, main.number);
    await office.presses(`rs:${shortId(fourth.id)}`);
    expect(await office.last()).toMatch(/^✅ Đã tách/);
    const moved = await raised(joiner, anHoaTay, 'Hẻm 12 chợ Vĩnh Hòa nhiều ổ gà');
    await links(moved, main.number);
    await office.presses(`rx:${shortId(moved.id)}`);
    await office.says('so y te');
    await office.says('Không thuộc ngành');
    await office.chooses('Gửi');
    expect((await byId(moved.id)).linkedTo).toBeUndefined();
    expect(await phoneIn(world, 'GTVT-MAI').last()).toMatch(/đã chuyển từ[\s\S]*không còn gộp với kiến nghị/);
    await answers(main, 'Tháng 12 trải nhựa hẻm 12.');
    expect(await office.last()).toMatch(
      new RegExp(
        `Đã gửi trả lời ${main.number}[^]*Trả lời chung cho cả: ${second.number}, ${third.number}\\.$`,
      ),
    );
    for (const { id, number } of [main, second, third]) {
      const answered = (await store().recommendations.history(id)).filter(({ what }) => what === 'answered');
      expect(answered.map(({ data }) => (data as { text: string }).text)).toEqual([
        'Tháng 12 trải nhựa hẻm 12.',
      ]);
      const phone = id === third.id ? joiner : raiser;
      await phone.sees(new RegExp(`trả lời ${number} [^]*Tháng 12 trải nhựa`));
    }
    expect((await byId(fourth.id)).state).toBe('open');
    expect((await byId(moved.id)).state).toBe('open');
    // A dispute takes it out: it is a promise of its own.
    await raiser.presses(`rd:${shortId(second.id)}`);
    await raiser.says('Hẻm vẫn hư');
    expect(await byId(second.id)).toMatchObject({ state: 'open', linkedTo: undefined });
    expect((await byId(main.id)).state).toBe('answered');
  });

  it('links nothing that is settled, elsewhere or not its own', async () => {
    const [told] = (await store().recommendations.waitingFor([main.office], undefined, 50)).told;
    expect(await links(told!, main.number)).toMatch(/đã có trả lời/);
    const health = (await store().offices.byCode('BT-SYT'))!;
    const [elsewhere] = (await store().recommendations.waitingFor([health.id], undefined, 50)).told;
    expect(await office.hears((phone) => phone.says(elsewhere!.number))).toMatch(
      /không chờ cơ quan đồng chí trả lời|Không có kiến nghị số/,
    );
    await office.says('/huy');
    expect(await joiner.hears((phone) => phone.presses(`rl:${shortId(told!.id)}`))).toMatch(
      /không thuộc phần việc/,
    );
    expect(await joiner.hears((phone) => phone.presses(`rs:${shortId(told!.id)}`))).toMatch(
      /không thuộc phần việc/,
    );
  });

  it('and two who link the same ones to each other: one wins', async () => {
    const [one, other] = [
      await raised(raiser, vinhHoa, 'Cầu ván rạch Giồng mục'),
      await raised(raiser, vinhHoa, 'Cầu ván rạch Giồng mục hết ván'),
    ];
    await office.presses(`rl:${shortId(one.id)}`);
    const colleague = phoneIn(world, 'GTVT-MAI');
    await colleague.presses(`rl:${shortId(other.id)}`);
    await Promise.all([office.says(other.number), colleague.says(one.number)]);
    const [a, b] = [await byId(one.id), await byId(other.id)];
    expect([a.linkedTo, b.linkedTo].filter((id) => id !== undefined)).toHaveLength(1);
  });
});
