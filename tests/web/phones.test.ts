import { accessSync, mkdirSync } from 'node:fs';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test as plainTest } from 'vitest';
import { personas, rehearsalWorld, text, type World, type WorldOptions } from './rehearsal-world.ts';

const executablePath = '/usr/bin/chromium';
const artefacts = new URL('../artefacts/', import.meta.url);

function isThere(path: string): boolean {
  try {
    accessSync(path);
    return true;
  } catch {
    return false;
  }
}

const hasChromium = isThere(executablePath);
const test = (name: string, run: () => Promise<void>) =>
  hasChromium ? plainTest(name, run) : plainTest.skip(`${name} (skipped: no ${executablePath})`, run);

let browser: Browser | undefined;
const open: { close: () => Promise<void> }[] = [];

beforeAll(async () => {
  if (!hasChromium) return;
  mkdirSync(artefacts, { recursive: true });
  browser = await chromium.launch({
    executablePath,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--no-first-run',
    ],
  });
});
afterAll(async () => {
  await browser?.close();
});
afterEach(async () => {
  for (const each of open.splice(0).reverse()) await each.close();
});

async function world(options: WorldOptions = {}): Promise<World> {
  const made = await rehearsalWorld(options);
  open.push(made);
  return made;
}

type Window = { readonly width?: number; readonly height?: number; readonly path?: string };

/** A window on the page; whatever the browser complains of fails the test at its end. */
async function visit(at: World, { width = 1440, height = 900, path = '/' }: Window = {}): Promise<Page> {
  const page = await browser!.newPage({ viewport: { width, height }, reducedMotion: 'reduce' });
  page.setDefaultTimeout(10_000);
  const faults: Error[] = [];
  page.on('pageerror', (fault) => faults.push(fault));
  page.on('console', (line) => {
    if (line.text().includes('Content Security Policy')) faults.push(new Error(line.text()));
  });
  open.push({
    async close() {
      await page.close();
      expect(faults).toEqual([]);
    },
  });
  await page.goto(at.url + path);
  await page.locator('.log[aria-live=polite]').last().waitFor({ state: 'attached' });
  return page;
}

const phone = (page: Page, place: 'office' | 'cadre' | 'province') => {
  const section = page.locator(`#place-${place}`);
  const log = section.locator('.log');
  return {
    section,
    log,
    write: section.locator('textarea'),
    items: log.locator('.item'),
    button: (name: string) => log.getByRole('button', { name, exact: true }),
    said: (words: string) => log.locator('.words', { hasText: words }),
    switch: section.getByRole('combobox'),
    words: async () => (await log.locator('.words').allTextContents()).map((said) => said.trim()),
  };
};

test('three phones, each of somebody else; a line is written and answered, a button pressed', async () => {
  const at = await world();
  const page = await visit(at);
  const names = await page.locator('.who-name').allTextContents();
  expect(names).toEqual(['Lê Thị Hoa', 'Nguyễn Văn An', 'Phạm Quốc Dũng']);
  const cadre = phone(page, 'cadre');
  expect(await cadre.log.textContent()).toContain('Chưa có tin nhắn.');
  await cadre.write.fill('Cầu ấp 3 hỏng');
  await cadre.write.press('Enter');
  await cadre.button('Đúng').click();
  await cadre.said('Đã chọn').waitFor();
  expect(await cadre.words()).toEqual([
    'Cầu ấp 3 hỏng',
    'Đã nghe: Cầu ấp 3 hỏng',
    'Đúng',
    'Đã chọn yes:Cầu ấp 3 hỏng.',
  ]);
  expect(await cadre.log.locator('[data-answered] [data-chosen]').textContent()).toContain('Đúng');
  expect(at.arrived.map(({ content }) => content)).toEqual([
    { kind: 'text', text: 'Cầu ấp 3 hỏng' },
    { kind: 'press', action: 'yes:Cầu ấp 3 hỏng' },
  ]);
  expect(await phone(page, 'office').items.count()).toBe(0);
  expect(await page.locator('.date').allTextContents()).toEqual(['Thứ Hai, 19/11/2018']);
});

test('after a reload the conversation stands as it was, with what was pressed', async () => {
  const at = await world();
  const page = await visit(at);
  const cadre = phone(page, 'cadre');
  await cadre.write.fill('a');
  await cadre.write.press('Enter');
  await cadre.button('Không phải').click();
  await cadre.said('Đã chọn').waitFor();
  const before = await cadre.words();
  await page.reload();
  await cadre.said('Đã chọn').waitFor();
  expect(await cadre.words()).toEqual(before);
  expect(await cadre.log.locator('[data-chosen]').textContent()).toContain('Không phải');
});

test('Enter sends, Shift+Enter breaks the line, and Enter of a Vietnamese keyboard does neither', async () => {
  const at = await world();
  const page = await visit(at);
  const { write, said } = phone(page, 'office');
  await write.pressSequentially('một');
  await write.press('Shift+Enter');
  await write.pressSequentially('hai');
  await write.evaluate((box) => {
    box.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', isComposing: true, bubbles: true }));
  });
  expect(await write.inputValue()).toBe('một\nhai');
  await write.press('Enter');
  await said('Đã nghe').waitFor();
  expect(at.arrived.map(({ content }) => content)).toEqual([{ kind: 'text', text: 'một\nhai' }]);
  expect(await write.inputValue()).toBe('');
});

test('the menu button and a command in a message send that command', async () => {
  const at = await world({ answer: () => [text('Gõ /diaban hoặc xem https://a.example/x. Và/hoặc thôi.')] });
  const page = await visit(at);
  const office = phone(page, 'office');
  await office.section.getByRole('button', { name: 'Menu' }).click();
  await office.button('/diaban').click();
  await office.items.nth(3).waitFor();
  expect(at.arrived.map(({ content }) => content)).toEqual([
    { kind: 'text', text: '/menu' },
    { kind: 'text', text: '/diaban' },
  ]);
  expect(await office.log.getByRole('link').first().getAttribute('href')).toBe('https://a.example/x');
});

test('a draft stays with its person while the phone changes hands', async () => {
  const at = await world();
  await at.say(personas.binh.token, text('Chào đồng chí Bình.'));
  const page = await visit(at);
  const cadre = phone(page, 'cadre');
  await cadre.write.fill('đang viết dở');
  await cadre.switch.selectOption(personas.binh.token);
  await cadre.said('Chào đồng chí Bình.').waitFor();
  expect(await page.locator('.who-name').nth(1).textContent()).toBe('Trần Thanh Bình');
  expect(await cadre.write.inputValue()).toBe('');
  await cadre.switch.selectOption(personas.new.token);
  await cadre.log.getByText('Gõ /start và mã mời').waitFor();
  await cadre.switch.selectOption(personas.an.token);
  expect(await cadre.write.inputValue()).toBe('đang viết dở');
  await page.reload();
  expect(await cadre.write.inputValue()).toBe('đang viết dở');
});

test('two windows on one phone show the same', async () => {
  const at = await world();
  const [here, there] = [await visit(at), await visit(at)];
  await phone(here, 'province').write.fill('từ cửa sổ này');
  await phone(here, 'province').write.press('Enter');
  await phone(there, 'province').button('Đúng').waitFor();
  await phone(here, 'province').button('Đúng').waitFor();
  expect(await phone(there, 'province').words()).toEqual(await phone(here, 'province').words());
});

test('files are chosen or dropped, may be taken back, and go with a caption', async () => {
  const at = await world();
  const page = await visit(at);
  const cadre = phone(page, 'cadre');
  const tray = cadre.section.locator('.tray li');
  const png = Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
    'base64',
  );
  await cadre.section.locator('input[type=file]').setInputFiles([
    { name: 'cầu.png', mimeType: 'image/png', buffer: png },
    { name: 'thừa.txt', mimeType: 'text/plain', buffer: Buffer.from('x') },
  ]);
  await cadre.section.getByRole('button', { name: 'Bỏ tệp thừa.txt' }).click();
  await cadre.section.locator('.screen').evaluate((screen) => {
    const dataTransfer = new DataTransfer();
    dataTransfer.items.add(new File(['nội dung'], 'tờ trình.docx'));
    screen.dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }));
  });
  expect(await tray.locator('span').allTextContents()).toEqual(['cầu.png', 'tờ trình.docx']);
  await cadre.write.fill('Cầu ấp 3');
  await cadre.write.press('Enter');
  await cadre.said('Đã nghe: tờ trình.docx').waitFor();
  expect(await tray.count()).toBe(0);
  const sent = at.arrived.flatMap(({ content }) => (content.kind === 'file' ? [content] : []));
  expect(sent.map(({ attachment, caption }) => [attachment.name, attachment.isPhoto, caption])).toEqual([
    ['cầu.png', true, 'Cầu ấp 3'],
    ['tờ trình.docx', false, ''],
  ]);
  await page.reload();
  const image = cadre.log.locator('img');
  await image.waitFor();
  expect(await image.getAttribute('src')).toBe('/files/file-1');
  expect(
    await image.evaluate((shown: HTMLImageElement) => shown.decode().then(() => shown.naturalWidth)),
  ).toBe(1);
});

test('a file too big is told before it is sent', async () => {
  const at = await world();
  const page = await visit(at);
  const cadre = phone(page, 'cadre');
  await cadre.section.locator('.screen').evaluate((screen) => {
    const dataTransfer = new DataTransfer();
    dataTransfer.items.add(new File([new Uint8Array(20 * 1024 * 1024 + 1)], 'phim.mp4'));
    screen.dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }));
  });
  expect(await cadre.section.locator('.mistake').textContent()).toContain('“phim.mp4” lớn hơn 20 MB');
  await cadre.write.fill('x'.repeat(20_001));
  await cadre.write.press('Enter');
  await cadre.log.getByText('Tin dài quá 20.000 ký tự').waitFor();
  expect(await cadre.button('Gửi lại').count()).toBe(0);
  await cadre.button('Bỏ').click();
  expect(await cadre.items.count()).toBe(0);
  expect(at.arrived).toEqual([]);
});

test('what was not accepted stays, through a reload too, and is stored once when sent again', async () => {
  const at = await world();
  const page = await visit(at);
  const office = phone(page, 'office');
  at.state.refusing = true;
  await office.write.fill('Không được mất');
  await office.write.press('Enter');
  await office.button('Gửi lại').waitFor();
  await page.screenshot({ path: new URL('failed.png', artefacts).pathname });
  await page.reload();
  await office.button('Gửi lại').click();
  await office.button('Gửi lại').waitFor({ state: 'visible' });
  at.state.refusing = false;
  await office.button('Gửi lại').click();
  await office.button('Đúng').waitFor();
  expect(await office.words()).toEqual(['Không được mất', 'Đã nghe: Không được mất']);
  expect(at.arrived).toHaveLength(1);
});

test('a lost connection is said quietly; it comes back by itself with what was missed', async () => {
  const at = await world();
  await at.say(personas.an.token, text('trước'));
  const page = await visit(at);
  const cadre = phone(page, 'cadre');
  const line = cadre.section.locator('.line', { hasText: 'Mất kết nối' });
  await at.goAway();
  await line.waitFor();
  await at.say(personas.an.token, text('trong lúc mất kết nối'));
  await at.comeBack();
  await line.waitFor({ state: 'hidden' });
  await cadre.said('trong lúc mất kết nối').waitFor();
  await at.say(personas.an.token, text('sau'));
  await cadre.said('sau').waitFor();
  expect(await cadre.words()).toEqual(['trước', 'trong lúc mất kết nối', 'sau']);
});

test('the clock is moved by its buttons, which wait while it moves; new messages stand under a new date', async () => {
  const at = await world();
  await at.say(personas.an.token, text('hôm nay'));
  const page = await visit(at);
  const news = page.locator('#clock-news');
  expect(await page.locator('.clock-face').textContent()).toBe('Thứ Hai, 19/11/201808:00');
  let release = () => {};
  at.state.hold = new Promise((resolve) => {
    release = resolve;
  });
  const moves = page.locator('[data-advance]');
  await moves.nth(1).click();
  await news.getByText('Đang chuyển đồng hồ').waitFor();
  for (const move of await moves.all()) expect(await move.isDisabled()).toBe(true);
  release();
  await news.getByText('Đồng hồ đã tới 08:00, Thứ Ba, 20/11/2018.').waitFor();
  for (const move of await moves.all()) expect(await move.isDisabled()).toBe(false);
  expect(at.advanced).toEqual(['P1D']);
  await at.say(personas.an.token, text('hôm sau'));
  const cadre = phone(page, 'cadre');
  await cadre.said('hôm sau').waitFor();
  expect(await cadre.log.locator('.date').allTextContents()).toEqual([
    'Thứ Hai, 19/11/2018',
    'Thứ Ba, 20/11/2018',
  ]);
});

test('a clock that can not be moved says so in words', async () => {
  const at = await world();
  const page = await visit(at);
  await page
    .locator('[data-advance]')
    .first()
    .evaluate((button: HTMLElement) => {
      button.dataset.advance = 'P400D';
    });
  await page.locator('[data-advance]').first().click();
  await page.locator('#clock-news[data-wrong]').getByText('việc vừa rồi chưa thực hiện được').waitFor();
  await page.locator('[data-advance]').nth(2).click();
  await page.getByText('Đồng hồ đã tới').waitFor();
  expect(at.advanced).toEqual(['next-working-day']);
});

test('who reads further up is not pulled down, but told of what is new', async () => {
  const at = await world();
  for (let count = 0; count < 40; count++) await at.say(personas.an.token, text(`Tin số ${count}`));
  const page = await visit(at);
  const cadre = phone(page, 'cadre');
  await cadre.said('Tin số 39').waitFor();
  const fromEnd = () =>
    cadre.log.evaluate((log) => Math.round(log.scrollHeight - log.scrollTop - log.clientHeight));
  expect(await fromEnd()).toBe(0);
  const jump = cadre.section.locator('.jump');
  await cadre.log.evaluate((log) => {
    log.scrollTop = 0;
  });
  await jump.getByText('Xuống tin mới nhất').waitFor();
  await at.say(personas.an.token, text('mới'));
  await jump.getByText('1 tin mới').waitFor();
  expect(await cadre.log.evaluate((log) => log.scrollTop)).toBe(0);
  await jump.click();
  expect(await fromEnd()).toBe(0);
  await at.say(personas.an.token, text('nữa'));
  await cadre.said('nữa').waitFor();
  expect(await fromEnd()).toBe(0);
});

test('on a phone: one at a time, by tabs that the arrow keys move between, with what is unread', async () => {
  const at = await world();
  const page = await visit(at, { width: 360, height: 780 });
  const tab = (name: string) => page.getByRole('tab', { name });
  expect(await page.getByRole('tabpanel').count()).toBe(1);
  await at.say(personas.dung.token, text('chuyển lên'));
  await at.say(personas.dung.token, text('một việc nữa'));
  await page.locator('#tab-province .badge', { hasText: '2' }).waitFor();
  await tab('Xã').press('ArrowLeft');
  expect(await tab('Tỉnh').getAttribute('aria-selected')).toBe('true');
  expect(await tab('Tỉnh').evaluate((it) => it === document.activeElement)).toBe(true);
  expect(await page.locator('#tab-province .badge').isVisible()).toBe(false);
  await phone(page, 'province').said('một việc nữa').waitFor();
  await page.keyboard.press('ArrowRight');
  expect(await page.locator('#place-office').isVisible()).toBe(true);
  const tooWide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  expect(tooWide).toBe(0);
  await page.screenshot({ path: new URL('phone.png', artefacts).pathname });
});

test('in English when asked for', async () => {
  const at = await world();
  const page = await visit(at, { path: '/?lang=en' });
  expect(await page.locator('html').getAttribute('lang')).toBe('en');
  expect(await page.locator('#clock-day').textContent()).toBe('Monday, 19/11/2018');
  await page.getByRole('link', { name: 'Tiếng Việt' }).click();
  await page.getByText('Thứ Hai, 19/11/2018').first().waitFor();
});
