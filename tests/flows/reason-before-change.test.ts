import { afterAll, beforeAll, expect, it } from 'vitest';
import { addressAt, type Phone, phoneIn } from '../support/chat-phone.ts';
import { openWorld, type TestWorld } from '../support/world.ts';

let world: TestWorld;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

const phoneOf = (code: string): Phone => phoneIn(world, code);

/** The last button that fits, of all they were ever shown. */
async function pressesLast(code: string, fits: (button: { label: string; action: string }) => boolean) {
  const said = await world.served.house.database.store.transcripts.of(addressAt(world, code), 500);
  const buttons = said.flatMap((one) => (one.from === 'bot' ? one.content.buttons.flat() : []));
  await phoneOf(code).presses(buttons.findLast(fits)!.action);
}

async function calls(subject: string, day: string): Promise<void> {
  const office = phoneOf('MT-THU');
  for (const words of ['/moihop', subject, `8g ${day}`, 'Hội trường']) await office.says(words);
  await office.chooses('Không có tài liệu');
  await office.chooses('Gửi');
  await office.chooses('Gửi ngay');
}

async function movesToNine(subject: string): Promise<void> {
  const office = phoneOf('MT-THU');
  await office.says('/lich');
  await office.presses((await office.buttons()).find(({ label }) => label.includes(subject))!.action);
  await office.chooses('Đổi giờ');
  await office.says('9h');
  await office.chooses('Gửi');
}

/** The list of who came as the office was asked for it, on which one is ticked. */
async function attendanceKept(): Promise<string> {
  const office = phoneOf('MT-THU');
  const list = (await office.said()).findLast((text) => text.startsWith('📝 Điểm danh'))!;
  await pressesLast('MT-THU', ({ label }) => label.includes('Nguyễn Văn An'));
  await office.chooses('Xong');
  return list;
}

it('a reason given before the hour was changed stands: it is on the list, and nobody is named above as silent', {
  timeout: 60_000,
}, async () => {
  for (const [subject, day, wait] of [
    ['Họp một', '21/11', 'P3D'],
    ['Họp hai', '26/11', 'P6D'],
  ] as const) {
    await calls(subject, day);
    await pressesLast('CB031', ({ action }) => action.startsWith('n:'));
    await phoneOf('CB031').says('Đi học Trung ương');
    await pressesLast('CB040', ({ action }) => action.startsWith('y:'));
    await movesToNine(subject);
    await world.served.advance(wait);
    const list = await attendanceKept();
    expect(list).toContain('• Bùi Hữu Phúc: vắng (lý do: Đi học Trung ương, trả lời trước khi đổi giờ)');
    expect(list).toContain('• Huỳnh Thị Thu Yến: vắng (đã báo dự, trả lời trước khi đổi giờ)');
  }
  await world.served.advance('P2D');
  const told = (await phoneOf('CB043').said()).filter((text) => text.includes('chưa thấy báo lý do')).join();
  expect(told).toContain('Huỳnh Thị Thu Yến');
  expect(told).not.toContain('Bùi Hữu Phúc');
});
