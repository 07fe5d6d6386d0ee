import { request } from 'node:http';
import { afterEach, expect, test } from 'vitest';
import type { FileId } from '../../src/domain/identity.ts';
import { Refusal } from '../../src/domain/refusal.ts';
import { wholeOf } from '../../src/store/vault.ts';
import { signedLinks } from '../../src/web/links.ts';
import type { FileToSend, WebNeeds } from '../../src/web/needs.ts';
import { webApp } from '../../src/web/server.ts';
import { personas, rehearsalWorld, translate, type WorldOptions } from './rehearsal-world.ts';

const open: { close: () => Promise<void> }[] = [];
afterEach(async () => {
  for (const each of open.splice(0)) await each.close();
});

async function world(options: WorldOptions = {}) {
  const made = await rehearsalWorld(options);
  open.push(made);
  return made;
}

type Answer = { readonly status: number; readonly body: string };

/** A request as no browser or fetch would make it: with any Host and any path. */
const raw = (port: number, path: string, headers: Record<string, string>): Promise<Answer> =>
  new Promise((resolve, reject) => {
    const asking = request({ host: '127.0.0.1', port, path, headers }, (answer) => {
      let body = '';
      answer.setEncoding('utf8').on('data', (chunk: string) => {
        body += chunk;
      });
      answer.on('end', () => resolve({ status: answer.statusCode ?? 0, body }));
    });
    asking.on('error', reject).end();
  });

const moveClock = (url: string, body: string, headers: Record<string, string> = {}) =>
  fetch(`${url}/demo/clock`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body,
  });

test('a rehearsal opens with the three phones, in Vietnamese or English', async () => {
  const at = await world();
  const page = await fetch(at.url);
  const html = await page.text();
  expect(page.status).toBe(200);
  expect(html).toMatch(/^<!doctype html>/i);
  expect(html).toContain('<html lang="vi">');
  for (const name of ['Văn phòng Đảng ủy xã', 'Cán bộ phụ trách', 'Văn phòng Tỉnh ủy'])
    expect(html).toContain(name);
  expect(html).toContain(personas.an.token);
  const english = await (await fetch(`${at.url}/?lang=en`)).text();
  expect(english).toContain('<html lang="en">');
  expect(english).toContain('Commune Party office');
});

test('otherwise the first page says that all is done in the chat, and there is no demo', async () => {
  const at = await world({ isRehearsal: false, hosts: undefined });
  const html = await (await fetch(at.url)).text();
  expect(html).toContain('Ba Nắm đang hoạt động.');
  expect(html).not.toContain(personas.an.token);
  expect((await fetch(`${at.url}/demo/clock`)).status).toBe(404);
  expect((await moveClock(at.url, '{"advance":"P1D"}')).status).toBe(404);
});

test('pages allow no foreign or inline script and no frame', async () => {
  const at = await world();
  for (const path of ['/', '/healthz', '/assets/phones.js', '/nowhere']) {
    const { headers } = await fetch(at.url + path);
    const policy = headers.get('content-security-policy');
    expect(policy).toContain("script-src 'self'");
    expect(policy).not.toContain('unsafe');
    expect(policy).toContain("frame-ancestors 'none'");
    expect(headers.get('referrer-policy')).toBe('no-referrer');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
  }
  const html = await (await fetch(at.url)).text();
  expect(html).not.toMatch(/<script(?![^>]*src=)|<style|\sstyle=|\son\w+=/);
});

test('health and readiness are said in status and JSON', async () => {
  const well = await world();
  const health = await fetch(`${well.url}/healthz`);
  expect([health.status, await health.json()]).toEqual([200, { ok: true, database: 'fine' }]);
  expect((await fetch(`${well.url}/readyz`)).status).toBe(200);
  const ill = await world({ health: async () => ({ ok: false }), isReady: () => false });
  expect((await fetch(`${ill.url}/healthz`)).status).toBe(503);
  expect((await fetch(`${ill.url}/readyz`)).status).toBe(503);
});

test('the clock is shown and moved', async () => {
  const at = await world();
  expect(await (await fetch(`${at.url}/demo/clock`)).json()).toEqual({
    now: '2018-11-19T08:00:00.000+07:00',
  });
  const moved = await moveClock(at.url, '{"advance":"PT2H"}');
  expect(await moved.json()).toEqual({ now: '2018-11-19T10:00:00.000+07:00' });
  expect((await moveClock(at.url, '{"advance":"next-working-day"}')).status).toBe(200);
  expect((await moveClock(at.url, '{"advance":"P3D"}')).status).toBe(200);
  expect(at.advanced).toEqual(['PT2H', 'next-working-day', 'P3D']);
});

test.each([
  '{"advance":"3 days"}',
  '{"advance":"-P1D"}',
  '{"advance":3}',
  '{}',
  'P3D',
  '{"advance":"P1D","a":1}',
])('the clock is not moved by %s', async (body) => {
  const at = await world();
  const refused = await moveClock(at.url, body);
  expect(refused.status).toBe(400);
  expect((await refused.json()).sentence).toContain('ISO 8601');
  expect(at.advanced).toEqual([]);
});

test('one code for a duration that is none, wherever that is found', async () => {
  const at = await world();
  const refused = await moveClock(at.url, '{"advance":"3 days"}');
  expect(await refused.json()).toMatchObject({ error: 'web.clock.bad-duration' });
  const english = await fetch(`${at.url}/demo/clock?lang=en`, { method: 'POST', body: '{}' });
  expect((await english.json()).sentence).toBe(translate('en', 'web.clock.bad-duration'));
});

/** The answer to a body of which nothing comes but its announced length. */
const announce = (port: number, path: string, bytes: number): Promise<number> =>
  new Promise((resolve, reject) => {
    const headers = { 'content-length': bytes, 'content-type': 'application/json' };
    const asking = request({ host: '127.0.0.1', port, path, method: 'POST', headers }, (answer) => {
      resolve(answer.statusCode ?? 0);
      asking.destroy();
    });
    asking.on('error', reject).flushHeaders();
  });

test('a body far too long for a duration is not waited for', async () => {
  const at = await world();
  expect(await announce(at.port, '/demo/clock', 50 * 1024 * 1024)).toBe(400);
  const long = `{"advance":"P${'0'.repeat(8000)}1D"}`;
  expect((await moveClock(at.url, long)).status).toBe(400);
  expect(at.advanced).toEqual([]);
});

test('the page of another host can not move the clock', async () => {
  const at = await world();
  const origin = 'https://evil.example';
  expect((await moveClock(at.url, '{"advance":"P1D"}', { origin })).status).toBe(403);
  expect(at.advanced).toEqual([]);
});

test('a rehearsal answers only under its own names', async () => {
  const at = await world({ hosts: ['dien-tap.tinh.example'] });
  const ask = async (host: string) => (await raw(at.port, '/healthz', { host })).status;
  expect(await ask('rebound.example')).toBe(421);
  expect(await ask('localhost.evil.example')).toBe(421);
  for (const host of [
    'localhost:3000',
    '127.0.0.1',
    '[::1]:3000',
    'dien-tap.tinh.example',
    'Dien-Tap.tinh.example:80',
  ]) {
    expect(await ask(host)).toBe(200);
  }
});

const file = (name: string, mime: string): FileToSend => ({
  name,
  mime,
  size: 3,
  read: () => [Buffer.from('<b>')],
});
const files: Record<string, FileToSend> = {
  image: file('ảnh.png', 'image/png'),
  pdf: file('Tờ trình "số 1".pdf', 'application/pdf'),
  page: file('a.html', 'text/html'),
  drawing: file('a.svg', 'image/svg+xml'),
  odd: file('a\r\nSet-Cookie: x', 'text/html\r\nX: y'),
};

test('files keep their names, and only pictures and PDF open in the browser', async () => {
  const at = await world({ file: async (token) => files[token] });
  const get = async (token: string) => (await fetch(`${at.url}/files/${token}`)).headers;
  expect((await get('image')).get('content-disposition')).toBe(
    `inline; filename="anh.png"; filename*=UTF-8''%E1%BA%A3nh.png`,
  );
  expect((await get('pdf')).get('content-disposition')).toBe(
    `inline; filename="To trinh _so 1_.pdf"; filename*=UTF-8''T%E1%BB%9D%20tr%C3%ACnh%20%22s%E1%BB%91%201%22.pdf`,
  );
  for (const token of ['page', 'drawing', 'odd']) {
    const headers = await get(token);
    expect(headers.get('content-disposition')).toMatch(/^attachment;/);
    expect(headers.get('content-security-policy')).toMatch(/^sandbox; default-src 'none'/);
    expect(headers.get('x-content-type-options')).toBe('nosniff');
  }
  expect((await get('odd')).get('content-type')).toBe('application/octet-stream');
  expect((await get('odd')).get('set-cookie')).toBeNull();
  expect((await fetch(`${at.url}/files/none`)).status).toBe(404);
});

test('a link that is not ours opens nothing, whatever letters it has', async () => {
  const links = signedLinks('http://localhost', 'a secret', () => 0);
  const { upload } = uploads();
  const at = await world({
    file: async (token) => (links.open(token) ? file('a.pdf', 'application/pdf') : undefined),
    upload: { ...upload, check: (token) => (links.open(token) ? { language: 'vi' } : undefined) },
  });
  const [, good = ''] = links.download('a'.repeat(64) as FileId, 'a.pdf').split('/files/');
  expect((await fetch(`${at.url}/files/${good}`)).status).toBe(200);
  const [body = ''] = good.split('.');
  const wrong = ['ấ'.repeat(27), 'ấ'.repeat(9), 'x'.repeat(27), '', '\0', '😀'.repeat(13)];
  for (const sign of wrong) {
    const token = encodeURIComponent(`${body}.${sign}`);
    expect((await fetch(`${at.url}/files/${token}`)).status).toBe(404);
    expect((await fetch(`${at.url}/upload/${token}`)).status).toBe(410);
    expect((await sendUpload(at.url, token, new File(['abc'], 'a.jpg'))).status).toBe(410);
  }
  expect((await raw(at.port, `/files/${body}.%ff%c3`, { host: 'localhost' })).status).toBe(404);
  expect(at.faults).toEqual([]);
});

test('assets are those of the folder and nothing beside it', async () => {
  const at = await world();
  const script = await fetch(`${at.url}/assets/phones.js`);
  expect([script.status, script.headers.get('content-type')]).toEqual([
    200,
    'text/javascript; charset=utf-8',
  ]);
  const again = await fetch(`${at.url}/assets/phones.js`, {
    headers: { 'if-none-match': script.headers.get('etag')! },
  });
  expect(again.status).toBe(304);
  for (const path of [
    '/assets/../server.ts',
    '/assets/%2e%2e/server.ts',
    '/assets/..%2fserver.ts',
    '/assets/',
    '/assets/none.js',
  ]) {
    expect((await raw(at.port, path, { host: 'localhost' })).status).toBe(404);
  }
});

function uploads() {
  const stored: { token: string; name: string; size: number }[] = [];
  const upload: WebNeeds['upload'] = {
    check: (token) => (token === 'good' || token === 'raced' ? { language: 'vi' } : undefined),
    async accept(token, { name, bytes }) {
      if (token === 'raced') return 'expired';
      const { length: size } = await wholeOf(bytes);
      if (size === 0) return 'empty';
      if (size > 20 * 1024 * 1024) return 'too-big';
      stored.push({ token, name, size });
      return 'stored';
    },
  };
  return { upload, stored };
}

const sendUpload = (url: string, token: string, content: File | string) => {
  const form = new FormData();
  form.set('file', content);
  return fetch(`${url}/upload/${token}`, { method: 'POST', body: form });
};

test('the upload page takes a file', async () => {
  const { upload, stored } = uploads();
  const at = await world({ upload });
  const page = await (await fetch(`${at.url}/upload/good`)).text();
  expect(page).toContain('enctype="multipart/form-data"');
  expect(page).toMatch(/<label for="file">.*<input id="file"/s);
  const done = await sendUpload(at.url, 'good', new File(['abc'], 'C:\\ảnh <1>.jpg', { type: 'image/jpeg' }));
  expect(done.status).toBe(200);
  expect(await done.text()).toContain('Đã nhận tệp “ảnh &lt;1&gt;.jpg”.');
  expect(stored).toEqual([{ token: 'good', name: 'ảnh <1>.jpg', size: 3 }]);
});

test('an expired link, a missing file and one too big are said in words', async () => {
  const { upload, stored } = uploads();
  const at = await world({ upload });
  const expired = await fetch(`${at.url}/upload/old`);
  expect([expired.status, (await expired.text()).includes('đã hết hạn')]).toEqual([410, true]);
  const small = new File(['abc'], 'a.jpg');
  expect((await sendUpload(at.url, 'old', small)).status).toBe(410);
  expect((await sendUpload(at.url, 'raced', small)).status).toBe(410);
  for (const nothing of [new File([], 'a.jpg'), 'words']) {
    const missing = await sendUpload(at.url, 'good', nothing);
    expect([missing.status, (await missing.text()).includes('Chưa có tệp nào được chọn')]).toEqual([
      400,
      true,
    ]);
  }
  for (const size of [20 * 1024 * 1024 + 1, 24 * 1024 * 1024]) {
    const big = await sendUpload(at.url, 'good', new File([new Uint8Array(size)], 'a.jpg'));
    expect([big.status, (await big.text()).includes('lớn hơn 20 MB')]).toEqual([413, true]);
  }
  expect(stored).toEqual([]);
});

test('a fault is logged once with its number, without tokens, and answered in neutral words', async () => {
  const at = await world({ file: () => Promise.reject(new Error('disk on fire')) });
  const answer = await fetch(`${at.url}/files/secret-token`, { headers: { accept: 'text/html' } });
  const page = await answer.text();
  expect(answer.status).toBe(500);
  expect(page).not.toContain('disk on fire');
  expect(at.faults).toHaveLength(1);
  const fact = at.faults[0] as { request: string; route: string };
  expect(page).toContain(fact.request);
  expect(fact.route).toBe('/files/:token');
  expect(JSON.stringify(fact)).not.toContain('secret-token');
});

test('a refusal is no fault: it is said, not logged', async () => {
  const refusal = new Refusal('web.clock.failed');
  const at = await world({ file: () => Promise.reject(refusal) });
  const answer = await fetch(`${at.url}/files/a`);
  expect([answer.status, (await answer.json()).sentence]).toEqual([400, translate('vi', 'web.clock.failed')]);
  expect(at.faults).toEqual([]);
});

test('only a proxy on this machine is believed about where a request comes from', async () => {
  const heard: string[] = [];
  const channels: WebNeeds['channels'] = new Map([
    [
      'telegram',
      {
        name: 'telegram',
        handle: async (_: Request, network: string) => {
          heard.push(network);
          return new Response('ok');
        },
      } as never,
    ],
  ]);
  const at = await world({ channels });
  const hook = (forwarded?: string) =>
    fetch(`${at.url}/channels/telegram`, {
      method: 'POST',
      body: '{}',
      ...(forwarded && { headers: { 'x-forwarded-for': forwarded } }),
    });
  await hook();
  await hook('6.6.6.6, 203.0.113.9');
  await hook('<script>');
  const far = {
    incoming: { socket: { remoteAddress: '::ffff:198.51.100.7', remotePort: 1, remoteFamily: 'IPv6' } },
  };
  const app = webApp({ ...at.needs, hosts: undefined });
  await app.request('/channels/telegram', { method: 'POST', headers: { 'x-forwarded-for': '1.2.3.4' } }, far);
  expect(heard).toEqual(['127.0.0.1', '203.0.113.9', '127.0.0.1', '198.51.100.7']);
});
