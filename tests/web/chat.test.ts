import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pdf } from '../support/samples.ts';
import { openWorld, type TestWorld } from '../support/world.ts';

let world: TestWorld;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

describe('the page of a phone without Telegram or Zalo', () => {
  it('gives it a cookie that no script reads, keeps to it, and takes no code that is none', async () => {
    const first = await fetch(`${world.base}/chat?code=${encodeURIComponent('"><script>x')}`);
    const cookie = first.headers.get('set-cookie')!;
    expect(cookie).toMatch(/^ba-nam-phone=[\w-]{32}; Max-Age=\d+; Path=\/; HttpOnly; SameSite=Lax$/);
    expect(first.headers.get('cache-control')).toBe('no-store');
    expect(await first.text()).not.toContain('<script>x');
    const [mine = ''] = cookie.split(';');
    const again = await fetch(`${world.base}/chat`, { headers: { cookie: `other=1; ${mine}` } });
    expect(again.headers.get('set-cookie')).toContain(mine);
    const forged = await fetch(`${world.base}/chat`, { headers: { cookie: 'ba-nam-phone=short' } });
    expect(forged.headers.get('set-cookie')).not.toContain('short');
    expect((await fetch(`${world.base}/chat?code=abcd-efgh`)).status).toBe(200);
  });

  it('is a phone by its cookie, for who comes from the page only', async () => {
    const [cookie = ''] = (await fetch(`${world.base}/chat`)).headers.get('set-cookie')!.split(';');
    const say = (headers: Record<string, string>) =>
      fetch(`${world.base}/channels/browser/messages`, {
        method: 'POST',
        headers: { cookie, 'content-type': 'application/json', ...headers },
        body: JSON.stringify({ id: crypto.randomUUID(), text: 'xin chào' }),
      });
    expect((await say({ origin: world.base })).status).toBe(202);
    expect((await say({ origin: 'https://elsewhere.example' })).status).toBe(403);
    expect((await say({ cookie: '' })).status).toBe(400);
  });
});

describe('a real database', () => {
  it('has the page where the address from outside is known, and takes files of linked phones only', async () => {
    const real = await openWorld({ DEMO: '0', PUBLIC_URL: 'https://ba-nam.example.vn' });
    const hidden = await openWorld({ DEMO: '0' });
    try {
      expect((await fetch(`${hidden.base}/chat`)).status).toBe(404);
      expect(await (await fetch(hidden.base)).text()).not.toContain('/chat');
      expect(await (await fetch(real.base)).text()).toContain('href="/chat"');
      const given = (await fetch(`${real.base}/chat`)).headers.get('set-cookie')!;
      expect(given).toContain('; Secure;');
      const [cookie = ''] = given.split(';');
      const form = new FormData();
      form.set('id', crypto.randomUUID());
      form.set('file', new Blob([new Uint8Array(pdf)], { type: 'application/pdf' }), 'a.pdf');
      const sent = await fetch(`${real.base}/channels/browser/messages`, {
        method: 'POST',
        headers: { cookie, origin: 'https://ba-nam.example.vn' },
        body: form,
      });
      expect([sent.status, await sent.json()]).toEqual([
        403,
        expect.objectContaining({ error: 'not-linked' }),
      ]);
      const posts = Array.from({ length: 140 }, () =>
        fetch(`${real.base}/channels/browser/messages`, { method: 'POST', headers: { cookie }, body: '{}' }),
      );
      const statuses = (await Promise.all(posts)).map(({ status }) => status);
      expect(statuses).toContain(429);
    } finally {
      await real.close();
      await hidden.close();
    }
  }, 90_000);
});

describe.skipIf(!existsSync('/usr/bin/chromium'))('in a browser, 360 wide', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] });
  });
  afterAll(() => browser.close());

  it('the slip’s code stands ready, links, and the conversation goes on after a reload; another’s history is not shown', async () => {
    const context = await browser.newContext({ viewport: { width: 360, height: 640 } });
    const page = await context.newPage();
    const code = await world.code('BT-HOA');
    await page.goto(`${world.base}/chat?code=${code}`);
    await page.getByText('Bấm Gửi để kết nối máy này').waitFor();
    expect(await page.locator('textarea').inputValue()).toBe(code);
    expect(new URL(page.url()).search).toBe('');
    await page.getByRole('button', { name: 'Gửi', exact: true }).click();
    await page.getByText('Lê Thị Hoa').waitFor();
    await page.getByRole('button', { name: 'Đúng', exact: true }).click();
    await page.getByText('Đã kết nối').waitFor();
    await page.reload();
    await page.getByText('Đã kết nối').waitFor();
    const wide = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(wide).toBe(360);
    expect(await page.evaluate(() => document.cookie)).toBe('');
    if (process.env.SHOT) await page.screenshot({ path: process.env.SHOT });
    await page.locator('textarea').fill('/diaban');
    await page.keyboard.press('Enter');
    // Only the answer has it: the units are named when the phone is linked, too.
    await page.getByRole('button', { name: 'Ai phụ trách ngày nào' }).waitFor();
    await world.cli('unlink', '--person', 'BT-HOA');
    await page.getByText('Máy này không còn kết nối').waitFor();
    await page.reload();
    await page.getByText('Máy này không còn kết nối').waitFor();
    expect(await page.getByText('/diaban').count()).toBe(0);
    await context.close();
  }, 90_000);
});
