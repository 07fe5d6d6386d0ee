import { startFakeTelegram } from '../support/fake-telegram.ts';

// A process of its own: Telegram, and the people with their phones. What they do, the bench says.

export type Load =
  /** Each phone answers as soon as it is answered; so many turns of all of them together. */
  | { readonly kind: 'closed'; readonly turns: number }
  /** A turn begins when its moment has come, whatever the bot is doing. */
  | { readonly kind: 'open'; readonly perSecond: number; readonly seconds: number };
export type Played = {
  readonly seconds: number;
  readonly latencies: readonly number[];
  readonly problems: readonly string[];
};

export const phonesAtOnce = 50;
export const chatOf = (phone: number): number => 1001 + phone;

type Phone = ReturnType<Awaited<ReturnType<typeof startFakeTelegram>>['phone']>;
type Step = { readonly act: (phone: Phone) => unknown; readonly sees: RegExp };

const says = (text: string) => (phone: Phone) => phone.send(text);
const presses = (label: string) => (phone: Phone) => phone.press(label);
const pressesFirst = (phone: Phone) => phone.press(phone.last?.buttons[0]?.[0]?.label ?? '');
const note = 'Đi cầu ấp 3. Cầu hư, học sinh qua lại khó. Bà con đề nghị sửa trước mùa mưa.';

const visit: readonly Step[] = [
  { act: says('/ghi'), sees: /đơn vị nào/ },
  { act: pressesFirst, sees: /ngày nào/ },
  { act: says('hom nay'), sees: /nội dung chuyến đi/ },
  { act: says(note), sees: /Gửi ảnh/ },
  { act: presses('Không có ảnh'), sees: /Có kiến nghị/ },
  { act: presses('Không'), sees: /Ghi chép cơ sở/ },
  { act: presses('Gửi'), sees: /Đã lưu ghi chép/ },
];
const echo: readonly Step[] = [{ act: says(note), sees: /Cầu hư/ }];

if (process.send) await main();

async function main(): Promise<void> {
  const script = process.env.BENCH_SCRIPT === 'echo' ? echo : visit;
  const fake = await startFakeTelegram({ lean: true });
  const hands = Array.from({ length: phonesAtOnce }, (_, at) => ({
    phone: fake.phone(chatOf(at)).meet(),
    at: 0,
    free: Promise.resolve(),
  }));
  type Hand = (typeof hands)[number];

  async function turn(hand: Hand, from = performance.now()): Promise<number> {
    const { act, sees } = script[hand.at++ % script.length] as Step;
    act(hand.phone);
    const { text } = await hand.phone.next(60_000);
    const took = performance.now() - from;
    if (!sees.test(text)) throw new Error(`expected ${sees}, seen: ${text}`);
    return took;
  }

  async function closed(turns: number): Promise<readonly number[]> {
    const latencies: number[] = [];
    let begun = 0;
    const play = async (hand: Hand) => {
      while (begun++ < turns) latencies.push(await turn(hand));
    };
    await Promise.all(hands.map(play));
    return latencies;
  }

  async function open(perSecond: number, seconds: number): Promise<readonly number[]> {
    const began = performance.now();
    const turns = Array.from({ length: perSecond * seconds }, async (_, at) => {
      await new Promise((resolve) =>
        setTimeout(resolve, began + (at * 1000) / perSecond - performance.now()),
      );
      const hand = hands[at % hands.length] as Hand;
      const from = performance.now();
      const took = hand.free.then(() => turn(hand, from));
      hand.free = took.then(() => {});
      return took;
    });
    return Promise.all(turns);
  }

  process.on('message', async (load: Load | 'stop') => {
    if (load === 'stop') process.exit(0);
    const began = performance.now();
    const latencies =
      load.kind === 'closed' ? await closed(load.turns) : await open(load.perSecond, load.seconds);
    const played: Played = {
      seconds: (performance.now() - began) / 1000,
      latencies,
      problems: fake.problems,
    };
    process.send?.(played);
  });
  process.send?.({ apiRoot: fake.apiRoot, token: fake.token });
}
