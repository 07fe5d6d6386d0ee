import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { addressOf, browserChannel } from '../../src/channels/browser/channel.ts';
import type { HistoryItem } from '../../src/channels/browser/item.ts';
import type { Channel, Inbound, Intake } from '../../src/domain/channel.ts';
import type { FileId } from '../../src/domain/identity.ts';
import type { Button, Content } from '../../src/domain/message.ts';
import { type Listening, listen } from '../../src/web/listen.ts';
import type { Persona, Translate, WebNeeds } from '../../src/web/needs.ts';
import { webApp } from '../../src/web/server.ts';
import { memoryVault } from '../support/bytes.ts';

const tree = (language: string): Record<string, unknown> =>
  JSON.parse(readFileSync(new URL(`../../locales/${language}/web.json`, import.meta.url), 'utf8'));

const trees: Record<string, Record<string, unknown>> = { vi: tree('vi'), en: tree('en') };

/** The sentences of web.json, filled in as i18next does it. */
export const translate: Translate = (language, key, values = {}) => {
  let found: unknown = trees[language];
  for (const part of key.replace(/^web\./, '').split('.')) {
    found = (found as Record<string, unknown> | undefined)?.[part];
  }
  if (typeof found !== 'string') throw new Error(`no sentence for ${key} in ${language}`);
  return found.replace(/\{\{(\w+)\}\}/g, (_, name: string) => String(values[name] ?? ''));
};

const persona = (role: Persona['role'], name: string, post: string, place: string): Persona => ({
  token: `${role}-${Buffer.from(name).toString('hex').slice(0, 12)}-0123456789abcdef`,
  role,
  name,
  post,
  place,
});

export const personas = {
  hoa: persona('office', 'Lê Thị Hoa', 'Chánh Văn phòng Đảng ủy', 'xã Mỹ Thạnh, Ba Tri'),
  an: persona('cadre', 'Nguyễn Văn An', 'Phó Giám đốc Sở NN&PTNT', 'theo dõi xã Mỹ Thạnh'),
  binh: persona('cadre', 'Trần Thanh Bình', 'Phó Trưởng ban Dân vận', 'theo dõi xã An Đức'),
  dung: persona('province', 'Phạm Quốc Dũng', 'Chuyên viên', 'Văn phòng Tỉnh ủy'),
  new: persona('new', 'Máy chưa kết nối', '', ''),
};

export const text = (words: string, ...rows: readonly (readonly Button[])[]): Content => ({
  kind: 'text',
  text: words,
  buttons: rows,
});

export type World = Awaited<ReturnType<typeof rehearsalWorld>>;

export type WorldOptions = Partial<Omit<WebNeeds, 'rehearsal'>> & {
  readonly isRehearsal?: boolean;
  /** What the bot answers; the default repeats what was said, with two buttons. */
  readonly answer?: (arrival: Inbound) => readonly Content[];
};

const echo = ({ content }: Inbound): readonly Content[] => {
  if (content.kind === 'press') return [text(`Đã chọn <b>${content.action}</b>.`)];
  const said =
    content.kind === 'text' ? content.text : content.kind === 'file' ? content.attachment.name : '';
  const buttons = [
    { label: 'Đúng', action: `yes:${said.slice(0, 20)}` },
    { label: 'Không phải', action: `no:${said.slice(0, 20)}` },
  ];
  return [text(`Đã nghe: <i>${said.replaceAll('<', '&lt;')}</i>`, buttons)];
};

/** A whole rehearsal in memory: what arrives is kept once and answered at once. */
export async function rehearsalWorld(options: WorldOptions = {}) {
  const said = new Map<string, HistoryItem[]>();
  const arrived: Inbound[] = [];
  const seen = new Set<string>();
  const vault = memoryVault();
  const advanced: string[] = [];
  const faults: unknown[] = [];
  const state = { now: new Date('2018-11-19T01:00:00Z'), refusing: false, hold: Promise.resolve() };
  const iso = () => new Date(state.now.getTime() + 7 * 3_600_000).toISOString().replace('Z', '+07:00');

  const at = (address: string) => {
    const items = said.get(address) ?? [];
    said.set(address, items);
    return items;
  };

  const channel: Channel = browserChannel({
    history: async (address) => [...at(address)],
    ...vault,
    mayUpload: async () => true,
    links: { download: (file) => `http://elsewhere.example/files/${file}` },
    clock: () => state.now,
  });

  async function say(token: string, content: Content): Promise<void> {
    const address = addressOf(token);
    const id = randomUUID();
    at(address).push({ id, from: 'bot', at: state.now, content });
    await channel.send({ id, address, content, file: undefined });
  }

  function keep(arrival: Inbound): void {
    const { content, address, externalId: id } = arrival;
    if (content.kind === 'text' || content.kind === 'press') {
      at(address).push({ id, from: 'me', at: state.now, content });
    } else if (content.kind === 'file') {
      const { remote, name, mime, size } = content.attachment;
      const facts = { file: remote as FileId, name, mime, size: size ?? 0, caption: content.caption };
      at(address).push({ id, from: 'me', at: state.now, content: { kind: 'file', ...facts } });
    }
  }

  async function reply(arrival: Inbound): Promise<void> {
    for (const content of (options.answer ?? echo)(arrival)) {
      const id = randomUUID();
      at(arrival.address).push({ id, from: 'bot', at: state.now, content });
      await channel.send({ id, address: arrival.address, content, file: undefined });
    }
  }

  const intake: Intake = async (arrivals) => {
    await state.hold;
    if (state.refusing) throw new Error('the database is away');
    for (const arrival of arrivals) {
      if ('unreadable' in arrival || seen.has(arrival.externalId)) continue;
      seen.add(arrival.externalId);
      arrived.push(arrival);
      keep(arrival);
      setImmediate(() => void reply(arrival));
    }
  };
  await channel.open(intake);

  const needs: WebNeeds = {
    channels: new Map([['browser', channel]]),
    health: async () => ({ ok: true, database: 'fine' }),
    isReady: () => true,
    metrics: async () => ({ type: 'text/plain', text: '' }),
    file: async (token) => {
      const held = await vault.open(token);
      return held && { ...held, name: token, mime: 'application/octet-stream' };
    },
    upload: { check: () => undefined, accept: async () => 'expired' },
    hosts: [],
    chat: undefined,
    translate,
    log: { info: () => {}, warn: () => {}, error: (fact: unknown) => void faults.push(fact) },
    ...options,
    rehearsal:
      options.isRehearsal === false
        ? undefined
        : {
            now: iso,
            async advance(by) {
              await state.hold;
              if (by === 'P400D') throw new Error('the sweep fell over');
              advanced.push(by);
              state.now = new Date(state.now.getTime() + (by === 'PT2H' ? 2 : 24) * 3_600_000);
              return iso();
            },
            personas: async () => Object.values(personas),
          },
  };

  let web: Listening = await listen(webApp(needs), { host: '127.0.0.1', port: 0 });
  const { port } = web;

  return {
    needs,
    url: `http://127.0.0.1:${port}`,
    port,
    channel,
    state,
    arrived,
    advanced,
    faults,
    files: vault.files,
    say,
    async close() {
      await channel.close();
      await web.close();
    },
    /** The server goes away; what comes after is a new one on the same port. */
    async goAway() {
      await channel.close();
      await web.close();
    },
    async comeBack() {
      await channel.open(intake);
      web = await listen(webApp(needs), { host: '127.0.0.1', port });
    },
  };
}
