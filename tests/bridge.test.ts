import { Temporal } from 'temporal-polyfill';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { plain } from '../src/domain/markup.ts';
import type { Content } from '../src/domain/message.ts';
import { writeMoment } from '../src/domain/write-moment.ts';
import { addressAt, type Phone, phoneIn } from './support/chat-phone.ts';
import { openWorld, type TestWorld } from './support/world.ts';

// What the phones of five people really say is the document: `npm run story` writes it anew.

const zone = 'Asia/Ho_Chi_Minh';
const cast = {
  toan: ['CB052', 'Đồng chí Toàn, phụ trách ấp 3'],
  thu: ['MT-THU', 'Văn phòng Đảng ủy xã Mỹ Thạnh (đồng chí Thu)'],
  tham: ['CB057', 'Phòng Nông nghiệp và Phát triển nông thôn huyện Ba Tri (đồng chí Thắm)'],
  binh: ['VPTU-BINH', 'Văn phòng Tỉnh ủy (đồng chí Bình)'],
  dao: ['CB053', 'Đồng chí Đào, phụ trách ấp 3 từ ngày bàn giao'],
} as const;
type Who = keyof typeof cast;
const everybody = Object.keys(cast) as Who[];
/** What it is known by on every phone. */
const about = /kênh Sáu Quý|KN-BT-2018-00003|[Bb]àn giao.*ấp 3/;

type Bubble = { readonly who: Who; readonly at: Date; readonly content: Content };

let world: TestWorld;
beforeAll(async () => {
  // The hours on the page are those of the story, however long it takes to play.
  const began = Date.now();
  world = await openWorld({}, { realNow: () => began });
});
afterAll(() => world.close());

const head = `*One bridge, from a hamlet to the province and back: what five phones said, word for word. The bot writes this page itself (\`npm run story\`), and a test compares it.*

# Một cây cầu

Chuyện của một cây cầu ở ấp 3, xã Mỹ Thạnh, huyện Ba Tri: nêu ở ấp, qua xã, huyện, lên tỉnh rồi trở về. Đây là nguyên văn những gì năm chiếc điện thoại đã nói, theo thứ tự thời gian. Dòng có dấu ▸ là người gõ hoặc bấm; phần còn lại là Ba Nắm. Tin không liên quan đến cây cầu được lược bỏ. Người và việc là của bộ dữ liệu diễn tập, tháng 11 năm 2018.`;

/** Plays the story, and writes down what every phone says. */
class Scribe {
  readonly #lines: string[] = [head];
  readonly #read = new Map<Who, number>();
  #speaker: Who | undefined;
  #moment = '';

  phone = (who: Who): Phone => phoneIn(world, cast[who][0]);

  /** All that was said to who, in its order. */
  async #heard(who: Who): Promise<readonly Bubble[]> {
    await world.served.idle();
    const { transcripts } = world.served.house.database.store;
    const all = await transcripts.of(addressAt(world, cast[who][0]), 500);
    return all.flatMap(({ at, ...one }) => (one.from === 'bot' ? [{ who, at, content: one.content }] : []));
  }

  async begin(): Promise<void> {
    for (const who of everybody) this.#read.set(who, (await this.#heard(who)).length);
  }

  tells(title: string, narration: string): void {
    this.#lines.push(`## ${title}`, narration);
    this.#speaker = undefined;
  }

  #write(who: Who, at: Date, lines: readonly string[]): void {
    const moment = writeMoment(Temporal.Instant.from(at.toISOString()).toZonedDateTimeISO(zone), 'vi');
    if (this.#moment !== moment) this.#lines.push(`*${moment}*`);
    if (this.#moment !== moment || this.#speaker !== who) this.#lines.push(`**${cast[who][1]}**`);
    this.#moment = moment;
    this.#speaker = who;
    this.#lines.push(lines.map((line) => (line === '' ? '>' : `> ${line}`)).join('  \n'));
  }

  #does(who: Who, what: string): void {
    this.#write(who, new Date(world.served.house.app.clock.now().epochMilliseconds), [`▸ ${what}`]);
  }

  /** `doing`: everything that is said to who does something belongs to the story; to others, what is about the bridge. */
  async #listen(doing?: Who): Promise<void> {
    const fresh: Bubble[] = [];
    for (const who of everybody) {
      const all = await this.#heard(who);
      fresh.push(...all.slice(this.#read.get(who)));
      this.#read.set(who, all.length);
    }
    const order = (one: Bubble) => one.at.getTime() + (one.who === doing ? 0 : 1);
    for (const { who, at, content } of fresh.sort((a, b) => order(a) - order(b))) {
      const said = plain(content.kind === 'text' ? content.text : content.name);
      if (who !== doing && !about.test(said)) continue;
      const buttons = content.buttons.flat().map(({ label }) => `[${label}]`);
      this.#write(who, at, [...said.split('\n'), ...(buttons.length > 0 ? ['', buttons.join(' ')] : [])]);
    }
  }

  async says(who: Who, ...texts: readonly string[]): Promise<void> {
    for (const text of texts) {
      this.#does(who, text);
      await this.phone(who).says(text);
      await this.#listen(who);
    }
  }

  async chooses(who: Who, ...labels: readonly string[]): Promise<void> {
    for (const words of labels) {
      // A button of a list is known by how it begins.
      const buttons = await this.phone(who).buttons();
      const label = buttons.find((button) => button.label.startsWith(words))?.label ?? words;
      this.#does(who, `[${label}]`);
      await this.phone(who).chooses(label);
      await this.#listen(who);
    }
  }

  async waits(...spans: readonly string[]): Promise<void> {
    for (const span of spans) {
      await world.served.advance(span);
      await this.#listen();
    }
  }

  async operator(...words: string[]): Promise<void> {
    const { exit, err } = await world.cli(...words);
    expect({ exit, err }).toEqual({ exit: 0, err: '' });
    await this.#listen();
  }

  page = (): string => `${this.#lines.join('\n\n')}\n`;
}

it('from a hamlet to the province and back, as docs/mot-cay-cau.md says', { timeout: 120_000 }, async () => {
  const story = new Scribe();
  await story.begin();
  story.tells(
    '1. Nêu ở ấp',
    'Đi cơ sở, đồng chí Toàn thấy cây cầu ván hư và nêu kiến nghị ngay trên điện thoại.',
  );
  await story.says('toan', '/neu', 'ấp 3 mỹ thạnh');
  await story.chooses('toan', 'Kiến nghị');
  await story.says(
    'toan',
    'Cầu ván qua kênh Sáu Quý, ấp 3, mục hai nhịp, học sinh qua lại nguy hiểm. Đề nghị sửa trước Tết.',
  );
  await story.chooses('toan', 'Lĩnh vực khác', 'Không', 'Gửi');
  await story.waits('PT2H');

  story.tells(
    '2. Xã chuyển đúng nơi',
    'Cầu bắc qua kênh thủy lợi, xã không có thẩm quyền. Văn phòng Đảng ủy xã chuyển cơ quan khác và phải ghi lý do; người nêu thấy ngay.',
  );
  await story.chooses('thu', 'Chuyển cơ quan khác', 'Phòng Nông nghiệp và Phát triển nông thôn huyện Ba Tri');
  await story.says('thu', 'Kênh thủy lợi do huyện quản lý, xã không có nguồn vốn sửa cầu.');
  await story.chooses('thu', 'Gửi');
  await story.waits('PT22H');

  story.tells(
    '3. Huyện tiếp nhận, hỏi lại',
    'Phòng tiếp nhận, hỏi người nêu một câu; câu trả lời được ghi vào quá trình.',
  );
  await story.chooses('tham', 'Đang xử lý');
  await story.says('tham', '/viec');
  await story.chooses('tham', 'KN-BT-2018-00003', 'Hỏi người nêu');
  await story.says('tham', 'Cầu dài bao nhiêu mét, xe máy còn qua được không?');
  await story.chooses('toan', 'Trả lời câu hỏi');
  await story.says('toan', 'Dài khoảng 18 m, chỉ còn đi bộ được.');

  story.tells(
    '4. Không ai trả lời, việc vẫn đi tiếp',
    'Phòng được nhắc trước hạn mà chưa trả lời. Hết thời gian chờ, việc tự chuyển lên Văn phòng Huyện ủy; ở đó chưa ai tiếp nhận, việc chuyển tiếp lên Văn phòng Tỉnh ủy. Mỗi lần, nơi nhận có đủ quá trình, nơi cũ và người nêu được báo.',
  );
  await story.waits('P31D');

  story.tells('5. Người nêu bàn giao địa bàn', 'Ấp 3 được bàn giao cho đồng chí Đào; việc đang chờ đi theo.');
  await story.operator(
    'handover',
    '--unit',
    'BT.BATRI.MYTHANH.AP3',
    '--to',
    'CB053',
    '--decision',
    'Quyết định 130-QĐ/HU',
  );

  story.tells('6. Tỉnh trả lời', 'Văn phòng Tỉnh ủy làm việc với huyện rồi trả lời: có vốn, có ngày.');
  await story.chooses('binh', 'Đang xử lý', 'Trả lời');
  await story.says(
    'binh',
    'Đã thống nhất với Ủy ban nhân dân huyện Ba Tri: bố trí 85 triệu đồng từ nguồn duy tu thủy lợi, sửa hai nhịp cầu, xong trước 25/01/2019.',
  );
  await story.chooses('binh', 'Gửi');
  await story.waits('PT6H');

  story.tells(
    '7. Về lại ấp',
    'Trả lời về tới người đang phụ trách ấp. Đồng chí Đào báo lại bà con, rồi xác nhận.',
  );
  await story.chooses('dao', 'Đã thỏa đáng', 'Đã báo bà con', 'Xem chi tiết');
  await expect(story.page()).toMatchFileSnapshot('../docs/mot-cay-cau.md');
});
