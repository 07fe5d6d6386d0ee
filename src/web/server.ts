import { randomUUID } from 'node:crypto';
import { type Context, Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { routePath } from 'hono/route';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import type { ChannelName } from '../domain/channel.ts';
import { Refusal } from '../domain/refusal.ts';
import { assets } from './assets.ts';
import { showChat } from './chat.tsx';
import { advanceClock, badDuration } from './clock.ts';
import { networkOf, onlyFor, onlyFromHere, protect } from './door.ts';
import { fileResponse } from './files.ts';
import type { Rehearsal, WebNeeds } from './needs.ts';
import { HomePage, SorryPage } from './pages/home.tsx';
import { whole } from './pages/page.tsx';
import { PhonesPage } from './pages/phones.tsx';
import { throttle } from './throttle.ts';
import { refuseUpload, showUpload, takeUpload, uploadAtMost } from './upload.tsx';

// What goes around a file in a form.
const margin = 1024 * 1024;

const languageOf = (c: Context): 'vi' | 'en' => (c.req.query('lang') === 'en' ? 'en' : 'vi');
const wantsPage = (c: Context): boolean => (c.req.header('accept') ?? '').includes('text/html');

export function webApp(needs: WebNeeds): Hono {
  const app = new Hono();
  const { rehearsal, hosts, log, translate } = needs;

  const sayTo = (c: Context) => (key: string, values?: Record<string, unknown>) =>
    translate(languageOf(c), `web.${key}`, values);

  function sorry(c: Context, status: ContentfulStatusCode, error: string, values?: Record<string, unknown>) {
    const say = sayTo(c);
    const sentence = say(`error.${error}`, values);
    if (!wantsPage(c)) return c.json({ error, sentence }, status);
    return c.html(whole(SorryPage({ language: languageOf(c), say, sentence })), status);
  }

  app.use(protect);
  if (hosts) app.use(onlyFor(hosts));
  app.notFound((c) => sorry(c, 404, 'not-found'));
  app.onError((cause, c) => {
    if (cause instanceof Refusal) {
      const sentence = translate(languageOf(c), cause.code, cause.values);
      return c.json({ error: cause.code, sentence }, 400);
    }
    const id = randomUUID();
    // The route's pattern, not the path: tokens stay out of the log.
    log.error({ request: id, method: c.req.method, route: routePath(c, -1), err: cause }, 'request failed');
    return sorry(c, 500, 'internal', { id });
  });

  app.get('/', async (c) => {
    const say = sayTo(c);
    const language = languageOf(c);
    if (!rehearsal) return c.html(whole(HomePage({ say, language, chat: needs.chat !== undefined })));
    const personas = await rehearsal.personas();
    c.header('Cache-Control', 'no-store');
    return c.html(whole(PhonesPage({ language, say, now: rehearsal.now(), personas })));
  });

  const { chat } = needs;
  if (chat) app.get('/chat', (c) => showChat(c, { chat, translate, language: languageOf(c) }));

  app.get('/healthz', async (c) => {
    const health = await needs.health();
    return c.json(health, health.ok ? 200 : 503);
  });
  app.get('/readyz', (c) => {
    const ready = needs.isReady();
    return c.json({ ready }, ready ? 200 : 503);
  });

  app.get('/metrics', async (c) => {
    const { type, text } = await needs.metrics();
    return c.body(text, 200, { 'Content-Type': type });
  });

  app.get('/assets/:name', assets());
  app.get('/files/:token', async (c) => {
    const file = await needs.file(c.req.param('token'));
    return file ? fileResponse(file) : sorry(c, 404, 'file-gone');
  });

  const tooBig = (c: Context) => refuseUpload(c, needs);
  app.get('/upload/:token', (c) => showUpload(c, needs));
  app.post('/upload/:token', bodyLimit({ maxSize: uploadAtMost + margin, onError: tooBig }), (c) =>
    takeUpload(c, needs),
  );

  app.use('/channels/*', onlyFromHere([...(hosts ?? []), ...(chat?.host ? [chat.host] : [])]));
  app.use('/channels/*', bodyLimit({ maxSize: uploadAtMost + margin, onError: fileTooBig }));
  if (!rehearsal) app.use('/channels/browser/*', throttle());
  const toChannel = (c: Context) => {
    const channel = needs.channels.get(c.req.param('name') as ChannelName);
    return channel ? channel.handle(c.req.raw, networkOf(c)) : c.notFound();
  };
  app.all('/channels/:name', toChannel);
  app.all('/channels/:name/*', toChannel);

  if (rehearsal) demoRoutes(app, rehearsal, hosts ?? []);
  return app;
}

// The words of the browser channel for the same thing.
const fileTooBig = (c: Context) => c.json({ error: 'file-too-big', detail: 'The body is too large.' }, 413);

// The longest duration that is one is far shorter.
const durationAtMost = 4 * 1024;

function demoRoutes(app: Hono, rehearsal: Rehearsal, hosts: readonly string[]): void {
  app.use('/demo/*', onlyFromHere(hosts));
  app.get('/demo/clock', (c) => c.json({ now: rehearsal.now() }, 200, { 'Cache-Control': 'no-store' }));
  app.post('/demo/clock', bodyLimit({ maxSize: durationAtMost, onError: badDuration }), (c) =>
    advanceClock(c, rehearsal),
  );
}
