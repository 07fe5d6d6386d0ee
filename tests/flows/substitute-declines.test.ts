import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addressAt, type Phone, phoneIn } from '../support/chat-phone.ts';
import { openWorld, type TestWorld } from '../support/world.ts';

let world: TestWorld;
beforeAll(async () => {
  world = await openWorld();
  // Known to whoever follows the commune.
  for (const person of ['CB035', 'CB036'])
    await world.cli('assign', '--person', person, '--unit', 'BT.BATRI.MYTHANH.AP1', '--role', 'support');
});
afterAll(() => world.close());

const phoneOf = (code: string): Phone => phoneIn(world, code);
const labels = async (phone: Phone) => (await phone.buttons()).map(({ label }) => label);

/** The last button of the kind, of all they were ever shown. */
async function presses(code: string, verb: string): Promise<void> {
  const said = await world.served.house.database.store.transcripts.of(addressAt(world, code), 500);
  const buttons = said.flatMap((one) => (one.from === 'bot' ? one.content.buttons.flat() : []));
  await phoneOf(code).presses(buttons.findLast(({ action }) => action.startsWith(verb))!.action);
}

async function calls(subject: string, when: string): Promise<void> {
  const office = phoneOf('MT-THU');
  for (const words of ['/moihop', subject, when, 'Hội trường']) await office.says(words);
  await office.chooses('Không có tài liệu');
  await office.chooses('Gửi');
  await office.chooses('Gửi ngay');
}

async function sends(code: string, name: string): Promise<void> {
  await presses(code, 's:');
  await phoneOf(code).says(name);
}

async function declines(code: string, reason: string): Promise<void> {
  await presses(code, 'n:');
  await phoneOf(code).says(reason);
}

/** The office's list as it stands, of one of those on it. */
async function listed(name: string): Promise<string | undefined> {
  const text = await phoneOf('MT-THU').hears((phone) => phone.says('/aichua'));
  return text.split('\n').find((line) => line.startsWith(`• ${name}`));
}

describe('whoever was sent and says no', () => {
  it('is told of once to who sent them, who may answer anew; the list of the office says so', async () => {
    const an = phoneOf('BT-AN');
    await calls('Họp một', '8g 21/11');
    await sends('BT-AN', 'Lâm Thanh Khởi');
    expect(await listed('Nguyễn Văn An')).toMatch(/: cử Lâm Thanh Khởi dự thay/);
    expect(await an.hears(() => declines('CB001', 'Ốm'))).toBe(
      [
        '📅 Đồng chí Lâm Thanh Khởi báo không dự thay đồng chí được: Ốm',
        'Họp lúc 08:00, Thứ Tư, 21/11/2018: Họp một',
        'Đồng chí trả lời lại, hoặc cử đồng chí khác dự thay.',
      ].join('\n'),
    );
    expect(await labels(an)).toEqual(['Dự', 'Vắng', 'Cử người dự thay']);
    expect(await listed('Nguyễn Văn An')).toMatch(/: cử Lâm Thanh Khởi dự thay, nay không dự được \(Ốm\)/);
    expect(await listed('Lâm Thanh Khởi')).toMatch(/: vắng \(Ốm\)/);
  });

  it('and yes after all, is told of as well; the list is right again', async () => {
    const heard = await phoneOf('BT-AN').hears(() => presses('CB001', 'y:'));
    expect(heard).toMatch(/^📅 Đồng chí Lâm Thanh Khởi, người dự thay đồng chí, nay trả lời: dự\.\nHọp lúc/);
    expect(await listed('Nguyễn Văn An')).not.toContain('không dự được');
    expect(await phoneOf('BT-AN').hears(() => presses('CB001', 'y:'))).toBe('');
  });

  it('is asked anew where they are sent again, and comes no more where another is', async () => {
    await declines('CB001', 'Ốm nặng');
    const again = await phoneOf('CB001').hears(() => sends('BT-AN', 'Lâm Thanh Khởi'));
    expect(again).toMatch(/Giấy mời họp[\s\S]*dự thay đồng chí Nguyễn Văn An/);
    expect(await listed('Lâm Thanh Khởi')).toMatch(/: chưa trả lời/);
    await declines('CB001', 'Ốm nặng');
    await sends('BT-AN', 'Trần Thành Đệ');
    expect(await listed('Nguyễn Văn An')).toMatch(/: cử Trần Thành Đệ dự thay$/);
    expect(await listed('Lâm Thanh Khởi')).toBeUndefined();
  });

  it('having been sent by whoever was sent, is told to that one; nobody of the three is taken to come', async () => {
    const { name } = (await world.served.house.database.store.people.byCode('CB036'))!;
    await sends('CB035', name);
    const before = (await phoneOf('BT-AN').said()).length;
    const heard = await phoneOf('CB035').hears(() => declines('CB036', 'Bận họp'));
    expect(heard).toContain(`📅 Đồng chí ${name} báo không dự thay đồng chí được: Bận họp`);
    expect(await phoneOf('BT-AN').said()).toHaveLength(before);
    expect(await listed('Nguyễn Văn An')).toMatch(
      /: cử Trần Thành Đệ dự thay, nay không dự được \(Bận họp\)/,
    );
    await world.served.advance('P2DT3H');
    const list = (await phoneOf('MT-THU').said()).findLast((text) => text.startsWith('📝 Điểm danh'));
    expect(list).toContain('• Nguyễn Văn An: vắng (cử Trần Thành Đệ dự thay, nay không dự được: Bận họp)');
    for (const hidden of ['Trần Thành Đệ', name]) expect(list).not.toContain(`• ${hidden}`);
  });

  it('is recorded as absent like the place, and not as present where who sent them came', async () => {
    const { store } = world.served.house.database;
    const attendance = async (code: string) => {
      const person = (await store.people.byCode(code))!;
      const now = new Date(world.served.house.app.clock.now().epochMilliseconds);
      const { rows } = await store.attendance.ofPerson(person.id, now, { from: 0, atMost: 1 });
      return rows[0]?.mine;
    };
    await presses('MT-THU', 'ax:');
    await phoneOf('MT-THU').chooses('Đúng, đều vắng');
    expect([await attendance('BT-AN'), await attendance('CB035'), await attendance('CB036')]).toEqual([
      'absent',
      'absent',
      'absent',
    ]);
    await presses('MT-THU', 'al:');
    await phoneOf('MT-THU').chooses('– Nguyễn Văn An');
    await phoneOf('MT-THU').chooses('Xong');
    expect([await attendance('BT-AN'), await attendance('CB036')]).toEqual(['came', 'absent']);
  });
});
