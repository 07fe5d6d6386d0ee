import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Phone, phoneIn } from '../support/chat-phone.ts';
import { container, docx, pdfOf } from '../support/office-files.ts';
import { pdf, photo } from '../support/samples.ts';
import { openWorld, type TestWorld } from '../support/world.ts';

let world: TestWorld;
let office: Phone;
let cadre: Phone;
beforeAll(async () => {
  world = await openWorld();
  office = phoneIn(world, 'MT-THU');
  cadre = phoneIn(world, 'BT-AN');
});
afterAll(() => world.close());

const labels = async (phone: Phone) => (await phone.buttons()).map(({ label }) => label);
const report = (lines: readonly string[]) => pdfOf([{ lines }]);
const word = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

async function calls(subject: string, when: string): Promise<string> {
  await office.says('/moihop');
  await office.says(subject);
  await office.says(when);
  await office.says('Hội trường xã');
  await office.chooses('Không có tài liệu');
  const held = await office.hears(() => office.chooses('Gửi'));
  await office.chooses('Gửi ngay');
  await world.served.advance('PT1M');
  return held;
}

describe('documents of a meeting that is called', () => {
  it('are due by the office’s rule, and said so', async () => {
    expect(await calls('Họp Đảng ủy tháng 12', '28/11 8g')).toBe(
      '📅 Đã ghi giấy mời, gửi lúc 08:02 tới 7 đồng chí. Chưa gửi được: 1 đồng chí.\n' +
        'Họp lúc 08:00, Thứ Tư, 28/11/2018: Họp Đảng ủy tháng 12\n' +
        'Chọn Hoàn tác trước lúc đó thì chưa ai nhận được gì. Tin đã đi rồi thì không phải kênh nào cũng thu hồi được.\n' +
        'Chưa có tài liệu. Hạn gửi: 17:00, Thứ Sáu, 23/11/2018; gửi sau bằng /tailieu.',
    );
  });

  it('are chosen, sent and published', async () => {
    expect(await office.hears(() => office.says('/tailieu'))).toBe('📄 Tài liệu của cuộc họp nào?');
    expect((await labels(office))[0]).toBe('28/11 · Họp Đảng ủy tháng 12 (chưa có)');
    expect(await office.hears(() => office.chooses('28/11 · Họp Đảng ủy tháng 12 (chưa có)'))).toMatch(
      /^📄 Đồng chí gửi tài liệu, mỗi tin một tệp/,
    );
    await office.sends(
      'Báo cáo tháng 11.pdf',
      report(['Báo cáo tháng 11', 'Mật độ dân số']),
      'application/pdf',
    );
    await office.sends(
      'Dự thảo nghị quyết.docx',
      await docx(['Bảo vệ bí mật nhà nước']),
      word,
      'bản xin ý kiến',
    );
    const summary = await office.hears(() => office.chooses('Xong'));
    expect(summary).toBe(
      '📄 Tài liệu họp lúc 08:00, Thứ Tư, 28/11/2018\nNội dung: Họp Đảng ủy tháng 12\n' +
        'Gửi 2 tệp tới 8 đồng chí được mời:\n1. Báo cáo tháng 11.pdf\n2. Dự thảo nghị quyết.docx (bản xin ý kiến)',
    );
    const got = await cadre.hears(async () =>
      expect(await office.hears(() => office.chooses('Gửi'))).toBe(
        '✅ Đã gửi 2 tệp tới 7 đồng chí. Chưa gửi được: 1 đồng chí.',
      ),
    );
    expect(got).toBe(
      [
        '📄 Tài liệu họp: 2 tệp, gửi ngay sau tin này.\nHọp lúc 08:00, Thứ Tư, 28/11/2018, tại Hội trường xã.\n' +
          'Cơ quan mời: Văn phòng Đảng ủy xã Mỹ Thạnh\nNội dung: Họp Đảng ủy tháng 12',
        'Báo cáo tháng 11.pdf\n',
        'Dự thảo nghị quyết.docx\nbản xin ý kiến',
      ].join('\n---\n'),
    );
  });

  it('are read again at any time, and the office sees by whom', async () => {
    await cadre.says('/tailieu');
    await cadre.chooses('28/11 · Họp Đảng ủy tháng 12 (2 tệp)');
    expect(await cadre.last()).toBe(
      '📄 Tài liệu họp lúc 08:00, Thứ Tư, 28/11/2018: 2 tệp\nNội dung: Họp Đảng ủy tháng 12\n' +
        '1. Báo cáo tháng 11.pdf\n2. Dự thảo nghị quyết.docx',
    );
    await cadre.chooses('Báo cáo tháng 11.pdf');
    expect(await cadre.last(2)).toBe(
      '📄 Báo cáo tháng 11.pdf\nHọp lúc 08:00, Thứ Tư, 28/11/2018: Họp Đảng ủy tháng 12\n---\nBáo cáo tháng 11.pdf\n',
    );
    expect(await labels(cadre)).toEqual(['Đã nhận', 'Đã đọc', 'Góp ý']);
    await cadre.chooses('Đã đọc');
    await office.says('/tailieu');
    await office.chooses('28/11 · Họp Đảng ủy tháng 12 (2 tệp)');
    await office.chooses('Báo cáo tháng 11.pdf');
    expect(await labels(office)).toEqual(['Gửi bản thay thế', 'Ai đã nhận, đã đọc']);
    const receipts = await office.hears(() => office.chooses('Ai đã nhận, đã đọc'));
    expect(receipts).toMatch(
      /^📄 Báo cáo tháng 11\.pdf\nĐã đọc 1 · đã nhận 0 · chưa báo 6 · không gửi tới được 1\n(?:• .*: chưa báo\n){6}• Lê Thị Hoa: không gửi tới được\n• Nguyễn Văn An: đã đọc$/,
    );
  });

  it('are no business of others', async () => {
    const button = (await office.buttons()).at(-1);
    const [, id] = /^dl:(.{22})/.exec(button?.action ?? '') ?? [];
    const [document = id] = [id];
    const stranger = phoneIn(world, 'GTVT-LONG');
    expect(await stranger.hears(() => stranger.says('/tailieu'))).toBe(
      'Chưa có cuộc họp nào có tài liệu cho đồng chí.',
    );
    await office.chooses('Báo cáo tháng 11.pdf');
    const action = (await office.buttons()).find(({ label }) => label === 'Gửi bản thay thế')!.action;
    for (const verb of ['dv', 'dx', 'dl', 'dd'])
      expect(await stranger.hears(() => stranger.presses(action.replace('dx', verb)))).toMatch(
        /^(Mục này không thuộc phần việc của đồng chí|Tài liệu họp do văn phòng mời họp gửi)/,
      );
    expect(document).toBeUndefined();
  });
});

describe('a new version', () => {
  it('replaces the old one, and who had read it is told', async () => {
    await office.chooses('Gửi bản thay thế');
    expect(await office.last()).toMatch(/^📄 Đồng chí gửi bản thay thế cho tài liệu Báo cáo tháng 11\.pdf/);
    await office.sends(
      'Báo cáo tháng 11 (sửa).pdf',
      report(['Báo cáo tháng 11, số liệu mới']),
      'application/pdf',
    );
    await office.chooses('Xong');
    const other = phoneIn(world, 'CB028');
    const otherBefore = (await other.said()).length;
    const got = await cadre.hears(async () =>
      expect(await office.hears(() => office.chooses('Gửi'))).toBe(
        '✅ Đã gửi bản thay thế (bản 2) tới 7 đồng chí; 1 đồng chí đã đọc bản cũ và được báo riêng.',
      ),
    );
    expect(got).toBe(
      '📄 Bản thay thế (bản 2): Báo cáo tháng 11 (sửa).pdf\nthay cho tài liệu Báo cáo tháng 11.pdf của cuộc họp lúc 08:00, Thứ Tư, 28/11/2018.\n' +
        'Nội dung: Họp Đảng ủy tháng 12\nĐồng chí đã đọc bản trước; bản đó không còn dùng, đồng chí đọc lại bản này.\n---\nBáo cáo tháng 11 (sửa).pdf\n',
    );
    expect((await other.said()).slice(otherBefore).join()).not.toContain('đã đọc bản trước');
  });

  it('is handed to whoever presses an old button, and nothing is noted of the old one', async () => {
    const { store } = world.served.house.database;
    const person = (await store.people.byCode('BT-AN'))!;
    const [meeting] = await store.meetings.upcomingFor(person.id, new Date('2018-11-19'), 1);
    const [newest] = await store.documents.ofMeeting(meeting!.id);
    expect(newest).toMatchObject({ version: 2, isReplaced: false });
    const others = await store.documentLists.receipts(newest!.id, new Date('2018-11-19'), {
      from: 0,
      atMost: 9,
    });
    expect(others.counts).toEqual({ 'not-yet': 7, unreachable: 1, received: 0, read: 0 });
    const old = (await cadre.said()).findIndex((text) => text.startsWith('Báo cáo tháng 11.pdf'));
    expect(old).toBeGreaterThan(0);
    const got = await cadre.hears(async () => cadre.presses(await oldButton()));
    expect(got).toBe(
      'Tài liệu Báo cáo tháng 11.pdf đã có bản thay thế (bản 2). Đồng chí đọc bản mới gửi dưới đây.\n---\nBáo cáo tháng 11 (sửa).pdf\n',
    );
    await cadre.chooses('Đã nhận');
    expect(await cadre.last()).toBe('Đã ghi nhận: đồng chí đã nhận tài liệu Báo cáo tháng 11 (sửa).pdf.');
  });

  it('before the notice has left goes with it, and nobody is told of the old one', async () => {
    await office.says('/moihop');
    for (const said of ['Họp sửa tài liệu', '9g 30/11', 'Hội trường xã']) await office.says(said);
    await office.sends('Dự thảo.pdf', report(['Dự thảo một']), 'application/pdf');
    await office.chooses('Xong');
    await office.chooses('Gửi');
    const before = (await cadre.said()).length;
    await office.says('/tailieu');
    await office.chooses('30/11 · Họp sửa tài liệu (1 tệp)');
    await office.chooses('Dự thảo.pdf');
    await office.chooses('Gửi bản thay thế');
    await office.sends('Dự thảo 2.pdf', report(['Dự thảo hai']), 'application/pdf');
    await office.chooses('Xong');
    expect(await office.hears(() => office.chooses('Gửi'))).toBe(
      '✅ Đã thay bằng bản 2. Chưa ai nhận bản cũ nên không phải báo: ai nhận giấy mời thì nhận bản này.',
    );
    expect(await cadre.said()).toHaveLength(before);
    await world.served.advance('PT3M');
    const since = (await cadre.said()).slice(before).join('\n');
    expect(since).toContain('Dự thảo 2.pdf');
    expect(since).not.toContain('Dự thảo.pdf');
  });

  it('can not be the same file, nor replace what is replaced', async () => {
    await office.says('/tailieu');
    await office.chooses('28/11 · Họp Đảng ủy tháng 12 (2 tệp)');
    await office.chooses('Báo cáo tháng 11 (sửa).pdf');
    await office.chooses('Gửi bản thay thế');
    await office.sends('lại.pdf', report(['Báo cáo tháng 11, số liệu mới']), 'application/pdf');
    await office.chooses('Xong');
    expect(await office.hears(() => office.chooses('Gửi'))).toMatch(/^Tệp này giống hệt bản đang dùng/);
    await office.chooses('Hủy');
    await office.chooses('Bỏ');
    expect(await office.hears(async () => office.presses((await oldButton()).replace('dd', 'dx')))).toMatch(
      /^Tài liệu Báo cáo tháng 11\.pdf đã có bản thay thế rồi/,
    );
  });

  async function oldButton(): Promise<string> {
    const { store } = world.served.house.database;
    const said = await store.transcripts.of({ channel: 'browser', address: await addressOfCadre() }, 500);
    for (const one of said)
      if (one.from === 'bot' && one.content.kind === 'file' && one.content.name === 'Báo cáo tháng 11.pdf')
        return one.content.buttons.flat().find(({ label }) => label === 'Đã đọc')!.action;
    throw new Error('the old document was not sent');
  }
  const addressOfCadre = async () => {
    const person = (await world.served.house.database.store.people.byCode('BT-AN'))!;
    const [account] = await world.served.house.database.store.accounts.reach(
      [person.id],
      new Date('2018-11-19'),
    );
    return account!.address;
  };
});

describe('secret marks', () => {
  const draft = async () => (await office.draft()).documents as readonly { name: string }[] | undefined;
  const routed = /^Tệp mang dấu chỉ độ mật .*đường văn thư mật/;

  it('in name, caption, text or header: refused, and nothing of the file stays', async () => {
    await office.says('/tailieu');
    await office.chooses('28/11 · Họp Đảng ủy tháng 12 (2 tệp)');
    await office.chooses('Gửi tài liệu');
    const { store } = world.served.house.database;
    const before = await filesKept();
    const sent: readonly (readonly [string, Buffer, string?])[] = [
      ['123-BC MẬT.pdf', report(['Báo cáo 1'])],
      ['kèm.pdf', report(['Báo cáo 2']), 'Tài liệu mật, không chuyển tiếp'],
      ['có dấu.pdf', report(['TỈNH ỦY BẾN TRE', 'MẬT', 'Báo cáo 3'])],
      ['đầu trang.docx', await docx(['Kế hoạch'], 'TUYỆT MẬT')],
      ['thân.docx', await docx(['Kế hoạch', 'TỐI MẬT'])],
    ];
    for (const [name, bytes, caption] of sent)
      expect(await office.hears(() => office.sends(name, bytes, 'application/pdf', caption)), name).toMatch(
        routed,
      );
    expect(await draft()).toBeUndefined();
    expect(await filesKept()).toEqual(before);
    const address = (
      await store.accounts.reach([(await store.people.byCode('MT-THU'))!.id], new Date('2018-11-19'))
    )[0]!;
    const said = JSON.stringify(await store.transcripts.of(address, 500));
    for (const trace of ['123-BC', 'không chuyển tiếp', 'có dấu.pdf', 'đầu trang', 'thân.docx'])
      expect(said, trace).not.toContain(trace);
  });

  it('the words of every day: taken', async () => {
    await office.sends(
      'mật độ dân số.pdf',
      report(['Gắn bó mật thiết với nhân dân', 'BẢO VỆ BÍ', 'MẬT']),
      'application/pdf',
    );
    expect((await draft())?.map(({ name }) => name)).toEqual(['mật độ dân số.pdf']);
  });

  it('of pictures, scans and old files the sender declares that there is none; locked ones are said to be so', async () => {
    expect(await office.hears(async () => office.sends('ảnh.jpg', await photo(), 'image/jpeg'))).toMatch(
      /^Đã nhận: ảnh\.jpg \(đang có 2 tệp\)\. Ảnh, bản quét.*chưa xác nhận thì không gửi\.\n/,
    );
    expect(await labels(office)).toEqual(['Không mang dấu mật', 'Có dấu mật, bỏ tệp', 'Hủy']);
    expect(await office.hears(() => office.says('xong'))).toMatch(/^Đã nhận: ảnh\.jpg/);
    await office.sends('quét.pdf', pdfOf([{ lines: ['Trang đầu'] }, 'picture']), 'application/pdf');
    expect(await office.last()).toMatch(/^Đã nhận: ảnh\.jpg, quét\.pdf \(đang có 3 tệp\)/);
    expect(await office.hears(() => office.chooses('Không mang dấu mật'))).toMatch(
      /^Đã ghi nhận: không mang dấu mật/,
    );
    await office.sends('khóa.pdf', pdfOf([{ lines: ['x'] }], '/Encrypt 9 0 R'), 'application/pdf');
    expect(await office.last()).toMatch(/^Đã nhận: khóa\.pdf .*Tệp có mật khẩu vẫn gửi được/);
    await office.chooses('Không mang dấu mật');
    await office.sends('khóa.docx', container('EncryptedPackage'), word);
    expect(await office.last()).toMatch(/^Đã nhận: khóa\.docx .*Tệp có mật khẩu/);
    await office.chooses('Không mang dấu mật');
    await office.sends('cũ.doc', container('Báo cáo'), 'application/msword');
    expect(await office.last()).toMatch(/^Đã nhận: cũ\.doc/);
    await office.chooses('Không mang dấu mật');
    expect(await office.hears(() => office.sends('giả.docx', container('Báo cáo 2'), word))).toMatch(
      /^Đuôi tên tệp/,
    );
    expect(
      await office.hears(() => office.sends('cũ 2.doc', container('\0MẬT\0'), 'application/msword')),
    ).toMatch(routed);
  });

  it('what the sender says is marked goes, with its name', async () => {
    await office.sends(
      'bản quét kế hoạch.pdf',
      pdfOf(['picture', 'picture']),
      'application/pdf',
      'gửi riêng',
    );
    expect(await office.hears(() => office.chooses('Có dấu mật, bỏ tệp'))).toMatch(routed);
    const names = (await draft())?.map(({ name }) => name);
    expect(names).toEqual(['mật độ dân số.pdf', 'ảnh.jpg', 'quét.pdf', 'khóa.pdf', 'khóa.docx', 'cũ.doc']);
    const { store } = world.served.house.database;
    const [address] = await store.accounts.reach(
      [(await store.people.byCode('MT-THU'))!.id],
      new Date('2018-11-19'),
    );
    const said = JSON.stringify(await store.transcripts.of(address!, 500));
    expect(said).not.toContain('bản quét kế hoạch');
    expect(said).not.toContain('gửi riêng');
    await office.chooses('Xong');
    expect(await office.hears(() => office.chooses('Gửi'))).toMatch(/^✅ Đã gửi 6 tệp tới 7 đồng chí/);
  });

  async function filesKept(): Promise<readonly string[]> {
    const { readdir } = await import('node:fs/promises');
    const all = await readdir(`${world.folder}/files`, { recursive: true });
    return all.filter((name) => /[0-9a-f-]{36}/.test(name)).sort();
  }
});

describe('bad input', () => {
  it('archives, pictures of telephones, wrong endings', async () => {
    await calls('Họp giao ban', '29/11 14g');
    await office.says('/tailieu');
    await office.chooses('29/11 · Họp giao ban (chưa có)');
    const zip = Buffer.from('504b05060000000000000000000000000000000000000000', 'hex');
    expect(await office.hears(() => office.sends('a.zip', zip, 'application/zip'))).toMatch(
      /^Không nhận loại tệp này.*Tệp nén/,
    );
    const heic = Buffer.concat([
      Buffer.from('0000001866747970686569630000000068656963', 'hex'),
      Buffer.alloc(40),
    ]);
    expect(await office.hears(() => office.sends('a.heic', heic, 'image/heic'))).toMatch(/^Ảnh HEIC/);
    expect(await office.hears(() => office.sends('a.docx', pdf, word))).toMatch(/^Đuôi tên tệp không khớp/);
    await office.chooses('Không gửi nữa');
    expect(await office.last()).toMatch(/^Chưa có tệp nào để gửi/);
    expect(await office.hears(() => office.chooses('Gửi'))).toBe('Chưa gửi tài liệu nào.');
  });
});

describe('the office', () => {
  it('is reminded two working days before they are due, one, and on the day; not once it said there are none', async () => {
    await world.served.advance('P1D');
    const heard = (await office.said()).filter((text) => /đến hạn gửi tài liệu họp ngày/.test(text));
    expect(heard).toEqual([]);
    await world.served.advance('P2DT8H');
    const days = (await office.said()).filter((text) => /đến hạn gửi tài liệu/.test(text));
    expect(days).toEqual([
      expect.stringMatching(
        /^📄 Còn 4 ngày là đến hạn gửi tài liệu họp ngày 29\/11\. Chưa có tài liệu nào\.\nHạn: 17:00, Thứ Hai, 26\/11\/2018/,
      ),
    ]);
    await office.chooses('Không có tài liệu');
    expect(await office.last()).toMatch(/^Đã ghi nhận: cuộc họp không có tài liệu/);
    await world.served.advance('P7D');
    expect((await office.said()).filter((text) => /đến hạn gửi tài liệu/.test(text))).toHaveLength(1);
  });

  it('changes its rule, and its late rate is shown', async () => {
    await office.says('/caidat');
    await office.chooses('Hạn gửi tài liệu: trước 3 ngày');
    expect(await office.last()).toMatch(
      /^Văn phòng Đảng ủy xã Mỹ Thạnh: tài liệu gửi trước ngày họp mấy ngày/,
    );
    expect(await office.hears(() => office.says('hai tuần'))).toMatch(/^Chưa hiểu “hai tuần”/);
    expect(await office.hears(() => office.says('2'))).toMatch(/tài liệu gửi trước ngày họp 2 ngày/);
    expect(await calls('Họp tuần sau', '5/12 8g')).toContain('Hạn gửi: 17:00, Thứ Hai, 03/12/2018');
    expect(await calls('Họp gấp', '30/11 14g')).toMatch(
      /Hạn gửi: \d\d:\d\d, Thứ (Năm|Sáu), (29|30)\/11\/2018/,
    );
    await world.served.advance('P4DT12H');
    await office.says('/tailieu');
    expect(await office.last()).toMatch(
      /^📄 Tài liệu của cuộc họp nào\?\nCơ quan đồng chí trong 12 tháng qua: 2\/4 cuộc họp gửi tài liệu trễ\.$/,
    );
    await office.chooses('05/12 · Họp tuần sau (chưa có)');
    await office.sends('muộn.pdf', report(['Gửi muộn']), 'application/pdf');
    await office.chooses('Xong');
    expect(await office.hears(() => office.chooses('Gửi'))).toMatch(
      /Hạn gửi là 17:00, Thứ Hai, 03\/12\/2018: lần này tính là gửi trễ\.$/,
    );
  });
});
