import { afterAll, beforeAll, expect, it } from 'vitest';
import { plain } from '../../src/domain/markup.ts';
import { viewMeeting } from '../../src/flows/meeting-card.ts';
import type { Store } from '../../src/store/store.ts';
import { inAct } from '../../src/use-cases/messaging/act.ts';
import { readerOf } from '../../src/use-cases/messaging/say.ts';
import { addressAt } from '../support/chat-phone.ts';
import { openWorld, type TestWorld } from '../support/world.ts';

let world: TestWorld;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

it('a past meeting is shown with what it concluded', async () => {
  const { app, database } = world.served.house;
  const { store } = database;
  const person = (await store.people.byCode('BT-AN'))!.id;
  const actor = (await store.people.actor(person, new Date('2018-11-19')))!;
  const [past] = await store.meetings.upcomingFor(person, new Date('2018-11-01'), 1);
  const concluded = async () => [
    {
      text: 'Sửa cầu <ấp 3>',
      owner: 'Phòng Kinh tế & Hạ tầng',
      dueOn: '2018-12-31',
      number: 'KN-BT-2018-00007',
    },
    { text: 'Báo cáo tiến độ', owner: 'Văn phòng xã', dueOn: '2019-01-15', number: undefined },
  ];
  const turned = await inAct(app, (act) => {
    const withConclusions: Store = Object.create(act.store, {
      meetingCalendar: { value: { ...act.store.meetingCalendar, conclusions: concluded } },
    });
    const at = addressAt(world, 'BT-AN');
    return viewMeeting({ ...act, store: withConclusions, at, reader: readerOf(act, 'vi'), actor }, past!.id);
  });
  const [said] = 'say' in turned ? turned.say : [];
  expect(plain(said!.text)).toMatch(
    /\n\nKết luận\n1\. Sửa cầu <ấp 3>: Phòng Kinh tế & Hạ tầng, hạn Thứ Hai, 31\/12\/2018 \(KN-BT-2018-00007\)\n2\. Báo cáo tiến độ: Văn phòng xã, hạn Thứ Ba, 15\/01\/2019$/,
  );
});
