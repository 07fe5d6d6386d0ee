import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { shortId } from '../../../src/domain/identity.ts';
import type { Told } from '../../../src/store/recommendation-row.ts';
import { type Phone, phoneIn } from '../../support/chat-phone.ts';
import { openWorld, type TestWorld } from '../../support/world.ts';

let world: TestWorld;
let road: Phone;
let commune: Phone;
beforeEach(async () => {
  world = await openWorld();
  road = phoneIn(world, 'GTVT-LONG');
  commune = phoneIn(world, 'MT-THU');
});
afterEach(() => world.close());

/** Raised at a hamlet, which has no office, by somebody who then leaves for good; nobody comes after. */
async function raisedAndLeft(about: 'Có' | 'Không'): Promise<Told> {
  const raiser = phoneIn(world, 'CB052');
  for (const said of ['/neu', 'ap 3', '1', 'Cầu ván mục hai nhịp', 'giao thong']) await raiser.says(said);
  await raiser.chooses(about);
  const [number = ''] = /KN-BT-\d+-\d+/.exec(await raiser.hears((phone) => phone.chooses('Gửi')))!;
  await world.served.advance('P1D');
  expect(await world.cli('end', '--person', 'CB052')).toMatchObject({ exit: 0, err: '' });
  return (await world.served.house.database.store.recommendations.byNumber(number))!;
}

const answers = async (office: Phone, { id }: Told, text: string): Promise<string> => {
  await office.presses(`ra:${shortId(id)}`);
  await office.says(text);
  return office.hears((phone) => phone.chooses('Gửi'));
};

describe('who raised it at a hamlet has left for good, and nobody came after', () => {
  it('the commune’s office has the word on the answer, and the office that answers is told who', async () => {
    const told = await raisedAndLeft('Không');
    await road.presses(`rq:${shortId(told.id)}`);
    expect(await road.hears((phone) => phone.says('Cầu dài bao nhiêu?'))).toMatch(
      /^✅ Đã gửi câu hỏi tới đồng chí .*Trần Thị Bích Thu/,
    );
    await commune.sees(/hỏi đồng chí về KN-.*\n“Cầu dài bao nhiêu\?”/);
    await commune.chooses('Trả lời câu hỏi');
    await commune.says('Mười hai mét');
    await road.sees(/Mười hai mét/);
    expect(await answers(road, told, 'Sẽ sửa trong tháng 12')).toMatch(
      /^✅ Đã gửi trả lời KN-\S+ tới đồng chí .*Trần Thị Bích Thu/,
    );
    await commune.sees(/Sẽ sửa trong tháng 12[\s\S]*thỏa đáng chưa/);
    await commune.chooses('Đã thỏa đáng');
    await commune.sees(/đã đóng/);
  });

  it('what is about the commune’s office is for the office above it, and never shown to the commune’s', async () => {
    const told = await raisedAndLeft('Có');
    const handler = told.officeName === 'Sở Giao thông vận tải' ? road : phoneIn(world, 'VPTU-BINH');
    expect(await answers(handler, told, 'Đã chấn chỉnh')).not.toMatch(/Trần Thị Bích Thu/);
    expect((await commune.said()).filter((text) => text.includes('chấn chỉnh'))).toEqual([]);
    expect(await commune.hears((phone) => phone.presses(`rc:${shortId(told.id)}`))).toMatch(
      /không thuộc phần việc/,
    );
  });
});
