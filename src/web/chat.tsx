import type { Context } from 'hono';
import { getCookie, setCookie } from 'hono/cookie';
import { readCode } from '../domain/link-code.ts';
import type { Chat, Translate } from './needs.ts';
import { ChatPage } from './pages/chat.tsx';
import { whole } from './pages/page.tsx';

/** Browsers forget a cookie after 400 days at the latest; each visit renews it. */
const maxAge = 400 * 24 * 60 * 60;

type Needs = { readonly chat: Chat; readonly translate: Translate; readonly language: 'vi' | 'en' };

/** The conversation as a page. Whoever opens it first is given a phone of their own, which no script can read. */
export function showChat(c: Context, { chat, translate, language }: Needs): Response | Promise<Response> {
  const known = getCookie(c, chat.cookie) ?? '';
  const phone = chat.isPhone(known) ? known : chat.newPhone();
  const { secure } = chat;
  // Lax: who comes by a link in a mail is still the phone they were.
  setCookie(c, chat.cookie, phone, { httpOnly: true, sameSite: 'Lax', secure, path: '/', maxAge });
  c.header('Cache-Control', 'no-store');
  const say = (key: string, values?: Record<string, unknown>) => translate(language, `web.${key}`, values);
  const code = readCode(c.req.query('code') ?? '');
  const shown = code ? `${code.slice(0, 4)}-${code.slice(4)}` : '';
  return c.html(whole(ChatPage({ language, say, now: chat.now(), code: shown })));
}
