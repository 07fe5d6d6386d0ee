import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addressOf } from '../../../src/channels/browser/channel.ts';
import { plain } from '../../../src/domain/markup.ts';
import { openWorld, type TestWorld } from '../../support/world.ts';

let world: TestWorld;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

const sentence = {
  wrong: /^Mã không đúng\./,
  used: /^Mã này đã dùng\./,
  expired: /^Mã này không còn dùng được/,
  locked: /^Đã nhập sai quá nhiều lần\. Đồng chí thử lại sau một giờ\.$/,
  ask: /^Đây là Ba Nắm\. Đồng chí nhập mã mời/,
};

let phones = 0;
const inAnHour = 'PT61M';
const network = (last: number): string => `203.0.113.${last}`;

/** A phone that is nobody's yet, behind a network address of its own. */
function stranger(from: string) {
  const token = `stranger-number-${++phones}-with-a-long-token`;
  const post = async (message: object) => {
    const answer = await fetch(`${world.base}/channels/browser/messages`, {
      method: 'POST',
      // A connection kept from before a long advance of the clock may be closed by the time it is used.
      headers: {
        'x-phone': token,
        'content-type': 'application/json',
        'x-forwarded-for': from,
        connection: 'close',
      },
      body: JSON.stringify({ id: randomUUID(), ...message }),
    });
    expect(answer.status).toBe(202);
    await world.served.idle();
  };
  const contents = async () => {
    const address = { channel: 'browser' as const, address: addressOf(token) };
    const said = await world.served.house.database.store.transcripts.of(address, 500);
    return said.flatMap((one) => (one.from === 'bot' && one.content.kind === 'text' ? [one.content] : []));
  };
  const last = async () => plain((await contents()).at(-1)?.text ?? '');
  return {
    async says(text: string) {
      await post({ text });
      return last();
    },
    async chooses(label: string) {
      const button = (await contents())
        .flatMap(({ buttons }) => buttons.flat())
        .findLast((one) => one.label === label);
      await post({ press: button!.action, label });
      return last();
    },
    async buttonOf(label: string) {
      const buttons = (await contents()).flatMap((content) => content.buttons.flat());
      return buttons.find((one) => one.label === label)!.action;
    },
    async presses(action: string) {
      await post({ press: action, label: action });
      return last();
    },
    all: async () => (await contents()).map(({ text }) => plain(text)),
  };
}

/** A code that nobody was given: its letters are never used. */
const guess = (n: number): string => `0000-${String(n).padStart(4, '0')}`;

describe('an invitation code', () => {
  it('links the phone of whoever says that it is theirs, once', async () => {
    const phone = stranger(network(1));
    expect(await phone.says('xin chào')).toMatch(sentence.ask);
    const code = await world.code('BT-HOA');
    expect(await phone.says(code)).toMatch(
      /dành cho đồng chí:\nLê Thị Hoa\n.*\nCó đúng là đồng chí không\?$/,
    );
    expect(await phone.says('hả')).toMatch(/^Chưa hiểu câu trả lời/);
    expect(await phone.says('dung')).toMatch(/^✅ Đã kết nối\.\n.*xã Mỹ Thạnh/);
    const other = stranger(network(1));
    expect(await other.says(code)).toMatch(sentence.used);
    expect(await other.says(`/start ${code}`)).toMatch(sentence.used);
  });

  it.each([
    ['as printed', (code: string) => code],
    ['with the command', (code: string) => `/start ${code}`],
    ['as a deep link sends it', (code: string) => `/start ${code.replace('-', '')}`],
    ['in small letters', (code: string) => code.toLowerCase()],
    ['with blanks', (code: string) => ` ${code.replace('-', ' ')} `],
  ])('is read %s', async (_, typed) => {
    const phone = stranger(network(2));
    expect(await phone.says(typed(await world.code('CB001')))).toMatch(/Lâm Thanh Khởi/);
  });

  it('is not used up by somebody who says Không phải', async () => {
    const code = await world.code('CB002');
    const phone = stranger(network(3));
    await phone.says(code);
    expect(await phone.chooses('Không phải')).toMatch(/^Mã này vẫn chưa dùng/);
    expect(await phone.says(code)).toMatch(/Mai Thị Mỹ Phượng/);
    expect(await phone.chooses('Đúng')).toMatch(/Đã kết nối/);
  });

  it('opened on two phones, links the one that confirms first', async () => {
    const code = await world.code('CB003');
    const [first, second] = [stranger(network(4)), stranger(network(4))];
    await first.says(code);
    await second.says(code);
    const answers = await Promise.all([first.chooses('Đúng'), second.chooses('Đúng')]);
    expect(answers.filter((text) => /^✅ Đã kết nối/.test(text))).toHaveLength(1);
    expect(answers.filter((text) => sentence.used.test(text))).toHaveLength(1);
  });

  it('expires after fourteen days, also between opening and confirming', async () => {
    const [code, opened] = [await world.code('CB004'), await world.code('CB005')];
    const [phone, late] = [stranger(network(5)), stranger(network(5))];
    await late.says(opened);
    await world.served.advance('P15D');
    expect(await phone.says(code)).toMatch(sentence.expired);
    expect((await late.chooses('Đúng')).includes('Đã kết nối')).toBe(false);
  });
});

describe('the phone before', () => {
  it('hears that it was cut, and what waited for it comes to the new one', async () => {
    const before = stranger(network(40));
    await before.says(await world.code('CB006'));
    await before.chooses('Đúng');
    const { store } = world.served.house.database;
    const person = (await store.people.byCode('CB006'))!;
    const [old] = await store.accounts.reach([person.id], new Date('2019-01-01'));
    await store.outbox.put(
      [
        {
          channel: 'browser',
          address: old!.address,
          once: 'waits-for-the-morning',
          person: person.id,
          priority: 2,
          content: { kind: 'text', text: 'Việc chờ tới sáng', buttons: [] },
          notBefore: new Date(world.served.house.app.clock.now().epochMilliseconds + 3_600_000),
        },
      ],
      new Date(),
      [],
    );
    const now = stranger(network(41));
    await now.says(await world.code('CB006'));
    await now.chooses('Đúng');
    await world.served.idle();
    expect((await before.all()).at(-1)).toMatch(
      /^Máy này không còn kết nối: đồng chí .* vừa kết nối trên máy khác/,
    );
    await world.served.advance('PT2H');
    expect(await now.all()).toContain('Việc chờ tới sáng');
    expect(await before.all()).not.toContain('Việc chờ tới sáng');
  });

  it('a new code takes the place of one never used', async () => {
    const lost = await world.code('CB007');
    const given = await world.code('CB007');
    expect(await stranger(network(42)).says(lost)).toMatch(sentence.expired);
    expect(await stranger(network(42)).says(given)).toMatch(/Có đúng là đồng chí không\?$/);
  });

  it('a button about one code confirms no other', async () => {
    const phone = stranger(network(43));
    await phone.says(await world.code('CB008'));
    const [, first] = [await phone.says('Không phải'), await phone.buttonOf('Đúng')];
    await phone.says(await world.code('CB009'));
    expect(await phone.presses(first)).toMatch(/^Nút này thuộc câu hỏi trước/);
    expect(await phone.chooses('Đúng')).toMatch(/^✅ Đã kết nối/);
  });
});

describe('a wrong code', () => {
  it('has its own sentence and names nobody; ordinary words are no guesses', async () => {
    const phone = stranger(network(6));
    expect(await phone.says(guess(1))).toMatch(sentence.wrong);
    expect(await phone.says('/start <b>ABCD2345')).toMatch(sentence.ask);
    for (let at = 0; at < 20; at++) expect(await phone.says('bantinde')).toMatch(sentence.ask);
    expect(await phone.says(await world.code('CB006'))).toMatch(/Võ Hoàng Thuận/);
  });

  it('ten of them lock the chat for an hour, for a right code too', async () => {
    const phone = stranger(network(7));
    for (let at = 0; at < 10; at++) expect(await phone.says(guess(at))).toMatch(sentence.wrong);
    const code = await world.code('CB007');
    expect(await phone.says(guess(99))).toMatch(sentence.locked);
    expect(await phone.says(code)).toMatch(sentence.locked);
    const beside = stranger(network(7));
    expect(await beside.says(guess(5))).toMatch(sentence.wrong);
    const { database } = world.served.house;
    const names = (await database.store.roster.current()).people.map(({ name }) => name);
    const said = (await phone.all()).join('\n');
    expect(names.filter((name) => said.includes(name))).toEqual([]);
    await world.served.advance('PT59M');
    expect(await phone.says(code)).toMatch(sentence.locked);
    await world.served.advance('PT2M');
    expect(await phone.says(code)).toMatch(/Huỳnh Thành Khoa/);
  });

  it('nine an hour lock nothing', async () => {
    const phone = stranger(network(8));
    for (let round = 0; round < 2; round++) {
      for (let at = 0; at < 9; at++) expect(await phone.says(guess(at))).toMatch(sentence.wrong);
      await world.served.advance(inAnHour);
    }
    expect(await phone.says(guess(9))).toMatch(sentence.wrong);
  });

  it('fifty of them lock the network address they came from, and no other', async () => {
    const code = await world.code('CB008');
    for (let chat = 0; chat < 6; chat++) {
      const phone = stranger(network(9));
      for (let at = 0; at < (chat < 5 ? 9 : 5); at++)
        expect(await phone.says(guess(at))).toMatch(sentence.wrong);
    }
    const fresh = stranger(network(9));
    expect(await fresh.says(code)).toMatch(sentence.locked);
    const elsewhere = stranger(network(10));
    expect(await elsewhere.says(guess(1))).toMatch(sentence.wrong);
    await world.served.advance(inAnHour);
    expect(await fresh.says(code)).toMatch(/Hồ Quốc Tâm/);
  });

  it('a thousand an hour, from wherever they come, lock guessing for everybody', async () => {
    const code = await world.code('CB009');
    await world.served.advance(inAnHour);
    const { database, app } = world.served.house;
    const now = new Date(app.clock.now().epochMilliseconds);
    for (let at = 0; at < 999; at++) await database.store.linkCodes.countGuess(new Map([['all', 1000]]), now);
    expect(await stranger(network(50)).says(guess(1))).toMatch(sentence.wrong);
    expect(await stranger(network(51)).says(guess(2))).toMatch(sentence.locked);
    expect(await stranger(network(52)).says(code)).toMatch(sentence.locked);
    await world.served.advance(inAnHour);
    expect(await stranger(network(52)).says(code)).toMatch(/Có đúng là đồng chí không/);
  });
});
