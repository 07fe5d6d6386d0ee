import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { shortId } from '../../src/domain/identity.ts';
import type { Told } from '../../src/store/recommendation-row.ts';
import { inAct } from '../../src/use-cases/messaging/act.ts';
import { raiseRecommendation } from '../../src/use-cases/recommendations/raise-recommendation.ts';
import { takeSteps } from '../../src/use-cases/recommendations/take-steps.ts';
import { type Phone, phoneIn } from '../support/chat-phone.ts';
import { openWorld, type TestWorld } from '../support/world.ts';

let world: TestWorld;
let folder: string;
let office: Phone;
beforeAll(async () => {
  world = await openWorld();
  folder = await mkdtemp(join(tmpdir(), 'ba-nam-answers-'));
  office = phoneOf('GTVT-LONG');
});
afterAll(async () => {
  await world.close();
  await rm(folder, { recursive: true });
});

const phoneOf = (code: string): Phone => phoneIn(world, code);
const store = () => world.served.house.database.store;
const standing = async ({ id }: Told): Promise<Told> => (await store().recommendations.byId(id))!;

async function raised(field: string, text: string): Promise<Told> {
  const { app } = world.served.house;
  const now = app.clock.now();
  const { id } = (await store().people.byCode('BT-AN'))!;
  const actor = (await store().people.actor(id, new Date(now.epochMilliseconds)))!;
  const unit = (await store().units.byCode('BT.BATRI.MYTHANH'))!;
  const raising = { unit, visit: undefined, kind: 'proposal' as const, field, text, aboutOffice: false };
  return (await inAct(app, (act) => raiseRecommendation({ ...act, actor }, raising), now)).told;
}

/** Up to the moment in which it is read back before it goes out. */
async function writes(by: Phone, told: Told, text: string): Promise<void> {
  await by.presses(`ra:${shortId(told.id)}`);
  expect(await by.hears((phone) => phone.says(text))).toContain(text);
}

/** What is said when the answer is sent after all: nothing has come of it, and the words are not lost. */
async function isRefused(by: Phone, told: Told, text: string): Promise<string> {
  const before = await standing(told);
  const said = await by.hears((phone) => phone.chooses('Gửi'));
  expect(await standing(told)).toEqual(before);
  expect(said).toContain(text);
  expect(await by.draft()).toMatchObject({ text });
  await by.says('/huy');
  await by.chooses('Bỏ');
  return said;
}

it('somebody else has answered', async () => {
  const told = await raised('Giao thông', 'Cầu ấp 1');
  const colleague = phoneOf('GTVT-MAI');
  await writes(office, told, 'Trả lời của tôi.');
  await writes(colleague, told, 'Trả lời trước.');
  await colleague.chooses('Gửi');
  const said = await isRefused(office, told, 'Trả lời của tôi.');
  expect(said).toMatch(new RegExp(`^${told.number} đã có trả lời\\.`));
});

it('it was passed on to another office', async () => {
  const told = await raised('Giao thông', 'Cầu ấp 2');
  const colleague = phoneOf('GTVT-MAI');
  await writes(office, told, 'Đã giao đơn vị duy tu.');
  await colleague.presses(`rx:${shortId(told.id)}`);
  for (const said of ['Y tế', 'Thuộc ngành y tế', 'gửi']) await colleague.says(said);
  const said = await isRefused(office, told, 'Đã giao đơn vị duy tu.');
  expect(said).toMatch(
    new RegExp(`^${told.number} đã chuyển tới Sở Y tế, cơ quan đồng chí không xử lý nữa\\.`),
  );
});

it('time ran out, and it has moved up', async () => {
  const told = await raised('Giao thông', 'Cầu ấp 3');
  await writes(office, told, 'Sẽ sửa trong tháng.');
  const { app } = world.served.house;
  for (let one = told; one.office === told.office; one = await standing(told))
    await inAct(app, (act) => takeSteps(act, [told.id]), one.nextStepAt!);
  const said = await isRefused(office, told, 'Sẽ sửa trong tháng.');
  expect(said).toMatch(/ đã chuyển tới Văn phòng Tỉnh ủy, cơ quan đồng chí không xử lý nữa\./);
});

it('its office answers for the field no more: what it has it answers', async () => {
  const told = await raised('Giao thông', 'Cầu ấp 4');
  await writes(office, told, 'Khởi công quý I.');
  const demo = new URL('../../src/use-cases/demo/ben-tre-2018', import.meta.url).pathname;
  await cp(demo, folder, { recursive: true });
  const offices = join(folder, 'co-quan.csv');
  await writeFile(offices, (await readFile(offices, 'utf8')).replaceAll('Giao thông\n', 'Đường sá\n'));
  expect(await world.cli('import', folder)).toMatchObject({ exit: 0, err: '' });
  expect(await store().offices.fields()).not.toContain('Giao thông');
  await office.chooses('Gửi');
  await office.sees(/Đã gửi trả lời/);
  expect(await standing(told)).toMatchObject({ state: 'answered', office: told.office });
});

it('its office has ended in a reform, and whoever wrote sits nowhere', async () => {
  const told = await raised('Thủy lợi', 'Kênh ấp 5 cạn');
  expect(told.officeName).toMatch(/^Phòng Nông nghiệp/);
  const district = phoneOf('CB057');
  await writes(district, told, 'Sẽ nạo vét kênh.');
  const plan = join(folder, 'plan.yaml');
  await writeFile(plan, 'on: 19/11/2018\nchanges:\n  - dissolve: Huyện\n');
  expect(await world.cli('reorganise', plan)).toMatchObject({ exit: 0, err: '' });
  const said = await isRefused(district, told, 'Sẽ nạo vét kênh.');
  const { officeName } = await standing(told);
  expect(officeName).not.toBe(told.officeName);
  expect(said).toContain(`${told.number} đã chuyển tới ${officeName}, cơ quan đồng chí không xử lý nữa.`);
});
