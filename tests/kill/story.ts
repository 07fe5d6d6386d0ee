import type { Phone } from '../support/fake-telegram/phone.ts';
import type { Entry } from '../support/fake-telegram/world.ts';
import { pdf, photo } from '../support/samples.ts';
import type { House } from './house.ts';

export const people = ['MT-THU', 'BT-AN', 'GTVT-LONG', 'VPTU-BINH'] as const;
export type Code = (typeof people)[number];
export type Codes = Readonly<Record<Code, string>>;

/** What is written once in the story, to be found once in the tables. */
export const written = {
  subject: 'Đánh giá tháng 11, nhiệm vụ tháng 12',
  note: 'Đi cầu ấp 3. Cầu hư, học sinh qua lại khó.',
  recommendation: 'Sửa cầu ấp 3, xã Mỹ Thạnh',
} as const;

const patienceMs = 90_000;

/** A person who does everything once, and for the rest waits for what is to be seen. */
type Player = {
  readonly says: (text: string) => void;
  /** Presses the button of the bubble read last that has it. */
  readonly chooses: (label: string) => void;
  readonly sends: (name: string, bytes: Buffer, mime: string) => void;
  readonly sees: (wanted: RegExp, withinMs?: number) => Promise<string>;
};

/** `sent` gets the number of every update. */
export function player(phone: Phone, sent: (update: number) => void): Player {
  const read: Entry[] = [];
  const reads = (entry: Entry) => (entry.file ? `${entry.file.name}\n${entry.text}` : entry.text);
  return {
    says: (text) => sent(phone.send(text)),
    chooses(label) {
      const buttons = read.flatMap((entry) => entry.buttons.flat());
      const button = buttons.findLast((one) => one.label === label);
      if (!button)
        throw new Error(`no button ${label} in ${buttons.map((one) => one.label).join(' | ') || 'nothing'}`);
      sent(phone.press(button.action).updateId);
    },
    sends: (name, bytes, mime) =>
      sent(mime.startsWith('image/') ? phone.sendPhoto(bytes) : phone.sendDocument(name, bytes, mime)),
    async sees(wanted, withinMs = patienceMs) {
      const entry = await phone
        .waitFor((one) => wanted.test(reads(one)), withinMs)
        .catch(() => {
          const last = phone.transcript.slice(-6).map((one) => `${one.from}: ${one.text}`);
          throw new Error(`not seen: ${wanted}\n${last.join('\n---\n')}`);
        });
      read.push(entry);
      return reads(entry);
    },
  };
}

export type Cast = Readonly<Record<'secretary' | 'cadre' | 'road' | 'province', Player>>;
export type Clock = (seconds: number) => Promise<void>;

const day = 86_400;

/** From the notice to an answered escalation, a little shorter than it is told elsewhere. Returns the number of the recommendation. */
export async function play(cast: Cast, codes: Codes, clock: Clock): Promise<string> {
  await Promise.all([
    links(cast.secretary, codes['MT-THU'], /Trần Thị Bích Thu/),
    links(cast.cadre, codes['BT-AN'], /Nguyễn Văn An/),
    links(cast.road, codes['GTVT-LONG'], /Võ Hoàng Long/),
    links(cast.province, codes['VPTU-BINH'], /Phạm Thanh Bình/),
  ]);
  await callsMeeting(cast);
  await clock(4 * day + 7200);
  await cast.cadre.sees(/Còn 3 ngày[\s\S]*chưa trả lời/);
  cast.cadre.chooses('Dự');
  await cast.cadre.sees(/Đã báo cơ quan mời: đồng chí dự họp/);
  await cast.secretary.sees(/Nguyễn Văn An: dự/);
  await clock(3 * day);
  await cast.cadre.sees(/Ngày mai, 08:30/);
  await cast.cadre.sees(/Hôm nay, 08:30/);
  const number = await notesVisit(cast.cadre);
  await cast.road.sees(/Kiến nghị mới chuyển tới/);
  await climbs(cast, clock);
  return number;
}

async function links(who: Player, code: string, name: RegExp): Promise<void> {
  who.says(`/start ${code}`);
  await who.sees(name);
  who.chooses('Đúng');
  await who.sees(/Đã kết nối/);
}

async function callsMeeting({ secretary, cadre }: Cast): Promise<void> {
  secretary.says('/moihop');
  await secretary.sees(/Nội dung cuộc họp/);
  secretary.says(written.subject);
  await secretary.sees(/Họp lúc nào/);
  secretary.says('thu hai tuan sau 8g30');
  await secretary.sees(/Họp ở đâu/);
  secretary.says('Hội trường UBND xã <Mỹ Thạnh> & nhà văn hóa');
  await secretary.sees(/Tài liệu gửi kèm/);
  secretary.sends('Báo cáo tháng 11.pdf', pdf, 'application/pdf');
  await secretary.sees(/Đã nhận Báo cáo tháng 11\.pdf/);
  secretary.chooses('Xong');
  await secretary.sees(/Giấy mời sẽ gửi tới \d đồng chí/);
  secretary.chooses('Gửi');
  await secretary.sees(/Đã ghi giấy mời/);
  secretary.chooses('Gửi ngay');
  await secretary.sees(/Đang gửi giấy mời/);
  await cadre.sees(/Giấy mời họp/);
  await cadre.sees(/Báo cáo tháng 11\.pdf/);
  cadre.chooses('Đã đọc');
  await cadre.sees(/đọc tài liệu/);
}

async function notesVisit(cadre: Player): Promise<string> {
  cadre.says('/ghi');
  await cadre.sees(/Đồng chí ghi cho đơn vị nào/);
  cadre.chooses('Xã Mỹ Thạnh, huyện Ba Tri');
  await cadre.sees(/đi ngày nào/i);
  cadre.says('hom nay');
  await cadre.sees(/Đồng chí ghi (nội dung chuyến đi|những gì)/);
  cadre.says(written.note);
  await cadre.sees(/Gửi ảnh/);
  cadre.sends('photo.jpg', await photo(), 'image/jpeg');
  await cadre.sees(/Đã nhận .*ảnh/);
  cadre.chooses('Xong');
  await cadre.sees(/Có kiến nghị/);
  cadre.chooses('Có');
  await cadre.sees(/loại nào/i);
  cadre.chooses('Kiến nghị');
  await cadre.sees(/Đồng chí ghi nội dung: việc gì/);
  cadre.says(written.recommendation);
  await cadre.sees(/lĩnh vực nào/i);
  cadre.chooses('Giao thông');
  await cadre.sees(/liên quan đến chính cơ quan/);
  cadre.chooses('Không');
  await cadre.sees(/Còn kiến nghị nào nữa/);
  cadre.chooses('Không');
  await cadre.sees(/Ghi chép cơ sở/);
  cadre.chooses('Gửi');
  const sent = await cadre.sees(/Đã lưu ghi chép[\s\S]*Sở Giao thông vận tải/);
  return /KN-BT-2018-\d{5}/.exec(sent)?.[0] ?? '';
}

async function climbs({ cadre, road, province }: Cast, clock: Clock): Promise<void> {
  await clock(5 * day);
  await road.sees(/sắp đến hạn tiếp nhận/);
  await clock(4 * day);
  await cadre.sees(/đã quá hạn ở Sở Giao thông vận tải/);
  await province.sees(/đã quá hạn ở Sở Giao thông vận tải[\s\S]*Quá trình/);
  await road.sees(/được chuyển lên Văn phòng Tỉnh ủy/);
  province.chooses('Đang xử lý');
  await province.sees(/Đã tiếp nhận KN/);
  await cadre.sees(/được Văn phòng Tỉnh ủy tiếp nhận/);
  province.chooses('Trả lời');
  await province.sees(/nội dung trả lời KN/i);
  province.says('Đã bố trí vốn sửa cầu ấp 3, khởi công 15/01/2019.');
  await province.sees(/📌 Trả lời KN/);
  province.chooses('Gửi');
  await province.sees(/Đã gửi trả lời/);
  await cadre.sees(/khởi công 15\/01\/2019[\s\S]*đã thỏa đáng chưa/);
  cadre.chooses('Đã thỏa đáng');
  await cadre.sees(/đã đóng/);
  await province.sees(/đã được xác nhận là thỏa đáng/);
}

/** The clock of the rehearsal: a move that was cut off is made again, to where it was to go. */
export function clockOf(house: House, moving: () => void): Clock {
  async function ask(body?: object): Promise<number | undefined> {
    try {
      const post = {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      };
      const answer = await fetch(`${await house.base()}/demo/clock`, body ? post : {});
      if (!answer.ok) throw new ClockRefusal(`${answer.status} ${await answer.text()}`);
      return Date.parse(((await answer.json()) as { now: string }).now);
    } catch (error) {
      if (error instanceof ClockRefusal) throw error;
      await new Promise((resolve) => setTimeout(resolve, 20));
      return undefined;
    }
  }
  async function now(): Promise<number> {
    for (;;) {
      const read = await ask();
      if (read !== undefined) return read;
    }
  }
  return async (seconds) => {
    const target = (await now()) + seconds * 1000;
    for (let at = await now(); at < target; at = await now()) {
      const move = ask({ advance: `PT${Math.ceil((target - at) / 1000)}S` });
      moving();
      await move;
    }
  };
}

class ClockRefusal extends Error {}
