import { Temporal } from 'temporal-polyfill';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Refusal } from '../../../src/domain/refusal.ts';
import type { Instant } from '../../../src/domain/time.ts';
import type { ActOf } from '../../../src/use-cases/app.ts';
import { callMeeting } from '../../../src/use-cases/meetings/call-meeting.ts';
import { inAct } from '../../../src/use-cases/messaging/act.ts';
import { answerRecommendation } from '../../../src/use-cases/recommendations/answer-recommendation.ts';
import { disputeAnswer } from '../../../src/use-cases/recommendations/dispute-answer.ts';
import { raiseRecommendation } from '../../../src/use-cases/recommendations/raise-recommendation.ts';
import { browserPhone } from '../../support/phones.ts';
import { openWorld, type TestWorld } from '../../support/world.ts';

let world: TestWorld;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

const phone = (code: string) => browserPhone(world, world.served.house.rehearsal!.phoneOf(code));
const store = () => world.served.house.database.store;
const now = () => world.served.house.app.clock.now();
const clear = () => world.cli('go-live', '--unit', 'BT', '--clear');
const live = (unit: string, from: string, ...more: string[]) =>
  world.cli('go-live', '--unit', unit, '--from', from, ...more);

async function as<Result>(
  code: string,
  work: (act: ActOf) => Promise<Result>,
  at: Instant = now(),
): Promise<Result> {
  const { app } = world.served.house;
  const { id } = (await store().people.byCode(code))!;
  const actor = (await store().people.actor(id, new Date('2018-11-19')))!;
  return inAct(app, (act) => work({ ...act, actor }), at);
}

async function raised(unit: string, field: string | undefined, aboutOffice = false) {
  const found = (await store().units.byCode(unit))!;
  const raising = { unit: found, visit: undefined, kind: 'petition' as const, field, text: 'Sửa cầu ấp 3' };
  return (await as('BT-AN', (act) => raiseRecommendation(act, { ...raising, aboutOffice }))).told;
}

const stands = async ({ number }: { number: string }) => {
  const told = (await store().recommendations.byNumber(number))!;
  return { office: told.officeName, state: told.state, nextStep: told.nextStep };
};

const history = async ({
  id,
}: {
  id: Parameters<ReturnType<typeof store>['recommendations']['history']>[0];
}) => {
  const entries = await store().recommendations.history(id);
  const ids = entries.flatMap(({ data }) => ('office' in data ? [data.office] : []));
  const names = await store().offices.named(ids);
  return entries.map(({ what, data }) => ({
    what,
    ...('office' in data && { office: names.get(data.office) }),
    ...('why' in data && { why: data.why }),
  }));
};

const commune = 'BT.BATRI.MYTHANH';
const communeOffice = 'Văn phòng Đảng ủy xã Mỹ Thạnh';
const districtOffice = 'Văn phòng Huyện ủy Ba Tri';

describe('a go-live day', () => {
  it('is set for all below, but for those who keep theirs; the roll-out shows who is next', async () => {
    expect((await world.cli('go-live')).out).toBe(
      'Đang áp dụng:\n• Tỉnh Bến Tre: từ 01/10/2018 (322 đơn vị)\n',
    );
    const set = await live('BT.GIONGTROM', '03/12/2018');
    expect(set.out).toMatch(/^Huyện Giồng Trôm, tỉnh Bến Tre: áp dụng từ 03\/12\/2018\.\n.*: 139\.\n$/);
    expect((await live('BT.GIONGTROM', '3-12-2018')).out).toContain('không có gì thay đổi');
    expect((await live('BT.GIONGTROM.HUNGLE', '10/12/2018')).exit).toBe(0);
    expect((await live('BT.GIONGTROM', '05/12/2018', '--only')).out).toContain('giữ ngày riêng: 1.');
    const { out } = await world.cli('go-live');
    expect(out).toContain('Sắp áp dụng:\n• Huyện Giồng Trôm, tỉnh Bến Tre: từ 05/12/2018');
    expect(out).toContain('\n• Xã Hưng Lễ, huyện Giồng Trôm: từ 10/12/2018');
    const json = JSON.parse((await world.cli('go-live', '--json')).out);
    expect(json).toMatchObject({ everywhere: false, none: [], live: [{ code: 'BT', from: '2018-10-01' }] });
    expect(json.next.map(({ code }: { code: string }) => code)).toEqual([
      'BT.GIONGTROM',
      'BT.GIONGTROM.HUNGLE',
    ]);
    const all = [...json.live, ...json.next].reduce((sum, { units }) => sum + units, 0);
    expect(all).toBe(322);
  });

  it('taken away everywhere is in use everywhere; set at one place it is in use only there', async () => {
    await clear();
    expect((await world.cli('go-live')).out).toBe(
      'Chưa đặt ngày áp dụng cho đơn vị nào: đang áp dụng ở mọi đơn vị.\n',
    );
    const { out } = await live(commune, '01/11/2018');
    expect(out).toContain('Chú ý: huyện Ba Tri, tỉnh Bến Tre chưa áp dụng vào ngày này');
    const listed = JSON.parse((await world.cli('go-live', '--json')).out);
    const codes = (name: string) => listed[name].map(({ code }: { code: string }) => code);
    expect(codes('live')).toEqual([commune]);
    expect(codes('none').slice(0, 3)).toEqual(['BT', 'BT.BATRI', 'BT.GIONGTROM']);
    expect(codes('none')).toContain('BT.BATRI.ANDUC');
    expect(listed.none.find(({ code }: { code: string }) => code === 'BT.GIONGTROM').units).toBe(140);
    await clear();
  });

  it.each([
    ['no unit', ['--from', '01/12/2018'], 2, /Cần --unit MÃ/],
    ['a day and none', ['--unit', 'BT', '--from', '01/12/2018', '--clear'], 2, /một trong hai/],
    ['neither', ['--unit', 'BT'], 2, /một trong hai/],
    ['no day', ['--unit', 'BT', '--from', '31/11/2018'], 1, /Không có ngày “31\/11\/2018”/],
    ['a word', ['--unit', 'BT', '--from', "'; drop table units; --"], 1, /Không có ngày/],
    ['an unknown unit', ['--unit', 'BT.X', '--from', '01/12/2018'], 1, /Không có đơn vị mã BT\.X/],
  ])('with %s is refused, and nothing changes', async (_, words, exit, why) => {
    const done = await world.cli('go-live', ...words);
    expect([done.exit, done.out]).toEqual([exit, '']);
    expect(done.err).toMatch(why);
    expect((await world.cli('go-live')).out).toMatch(/^Chưa đặt ngày/);
  });
});

describe('before its go-live day', () => {
  it('nothing is raised about a unit: the day is said, or whom to ask', async () => {
    await live('BT', '01/12/2018');
    const refused = await raised(commune, undefined).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(Refusal);
    expect(refused).toMatchObject({
      code: 'coverage.not-live-until',
      values: { unit: 'xã Mỹ Thạnh', from: '01/12/2018' },
    });
    await clear();
    await live('BT.GIONGTROM', '01/11/2018');
    const cadre = phone('BT-AN');
    for (const said of ['/neu', '1', 'kien nghi', 'Sửa cầu', 'giao thong', 'không', 'gửi'])
      await cadre.says(said);
    await cadre.sees(/Chưa có ngày áp dụng Ba Nắm ở xã Mỹ Thạnh .* Đồng chí hỏi Văn phòng Tỉnh ủy\./);
    // What was written is not lost: as soon as it is in use it goes out as it was.
    await live('BT', '01/11/2018');
    await cadre.says('gửi');
    await cadre.sees(/đã chuyển tới Sở Giao thông vận tải/);
  });

  it('an office is passed over on the way up, and the history says why', async () => {
    await live('BT.BATRI', '01/01/2030');
    await live(commune, '01/11/2018');
    const told = await raised(commune, undefined);
    expect(await stands(told)).toMatchObject({ office: communeOffice });
    const office = phone('MT-THU');
    const arrived = await office.sees(new RegExp(`${told.number}[\\s\\S]*Nếu chưa tiếp nhận`));
    expect(arrived).toContain('chuyển lên Văn phòng Tỉnh ủy lúc');
    await world.served.advance('P14D');
    expect(await stands(told)).toMatchObject({ office: 'Văn phòng Tỉnh ủy' });
    expect(await history(told)).toMatchObject([
      { what: 'raised', office: communeOffice },
      { what: 'warned' },
      { what: 'passed-over', office: districtOffice, why: 'not-live' },
      { what: 'moved', office: 'Văn phòng Tỉnh ủy' },
    ]);
    await phone('VPTU-BINH').sees(/bỏ qua Văn phòng Huyện ủy Ba Tri vì ở đó chưa tới ngày áp dụng/);
  });

  it('what nobody above can take stays, red, and moves up when the day arrives', async () => {
    await live('BT', '20/12/2018');
    await live(commune, '01/11/2018');
    const told = await raised(commune, 'Giao thông');
    expect(await stands(told)).toMatchObject({ office: communeOffice });
    await world.served.advance('P10D');
    expect(await stands(told)).toMatchObject({ office: communeOffice, nextStep: 'remind' });
    await world.served.advance('P8D');
    expect(await stands(told)).toMatchObject({ office: districtOffice, state: 'open' });
    expect((await history(told)).map(({ what }) => what)).toEqual([
      ...['raised', 'warned', 'overdue-at-top'],
      ...(await history(told)).slice(3, -1).map(() => 'reminded'),
      'moved',
    ]);
  });

  it('about the only office in use nothing is raised: nobody else could be told', async () => {
    await live('BT', '01/01/2030');
    await live(commune, '01/11/2018');
    await expect(raised(commune, undefined, true)).rejects.toMatchObject({
      code: 'recommendation.no-office',
    });
  });

  it('a dispute has nowhere higher to go, until there is', async () => {
    const told = await raised(commune, undefined);
    await as('MT-THU', (act) => answerRecommendation(act, told.id, 'Chưa có vốn.'));
    await as('BT-AN', (act) => disputeAnswer(act, told.id, 'Cầu sắp sập'));
    expect(await stands(told)).toMatchObject({ office: communeOffice, nextStep: 'remind' });
    await live('BT.BATRI', '01/11/2018');
    await world.served.advance('next-working-day');
    expect(await stands(told)).toMatchObject({ office: communeOffice });
    await world.served.advance('P9D');
    expect(await stands(told)).toMatchObject({ office: districtOffice, state: 'open' });
  });

  it('followers are not reminded of a meeting, which they still can read', async () => {
    await live('BT.BATRI', '01/01/2030');
    const startsAt = now().add({ hours: 24 * 5 });
    await as('MT-THU', (act) => {
      const [seat] = act.actor.seats;
      return callMeeting(act, {
        seat: seat!,
        subject: 'Họp thử',
        place: 'Hội trường xã',
        startsAt,
        documents: [],
        atOnce: true,
      });
    });
    const cadre = phone('BT-AN');
    await cadre.sees(/Giấy mời họp[\s\S]*Họp thử/);
    const said = (await cadre.said()).length;
    await world.served.advance('P4D');
    expect((await cadre.said()).slice(said).filter((text) => text.includes('Họp thử'))).toEqual([]);
    await as('BT-AN', async ({ store: { meetings }, actor }) => {
      const [meeting] = await meetings.upcomingFor(actor.id, new Date(startsAt.epochMilliseconds), 1);
      expect(meeting).toMatchObject({ subject: 'Họp thử' });
    });
    await live('BT', '01/11/2018');
    await world.served.advance('P1D');
    expect((await cadre.said()).slice(said).filter((text) => /⏰[\s\S]*Họp thử/.test(text))).toHaveLength(1);
  });
});

it('days far back and far ahead are days', async () => {
  expect((await live('BT', '01/01/1990')).exit).toBe(0);
  expect((await live('BT', Temporal.PlainDate.from('2199-12-31').toString())).exit).toBe(0);
  await clear();
});
