import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { features } from '../src/domain/channel.ts';
import { ladderKinds } from '../src/domain/ladder.ts';
import { settleTones } from '../src/domain/vietnamese-text.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const languages = ['vi', 'en'] as const;
type Language = (typeof languages)[number];

const filesOf = (language: Language): readonly string[] =>
  readdirSync(join(root, 'locales', language))
    .filter((name) => name.endsWith('.json'))
    .sort();

function flat(value: unknown, path: string): readonly (readonly [string, string])[] {
  if (typeof value === 'string') return [[path, value]];
  return Object.entries(value as Record<string, unknown>).flatMap(([key, part]) =>
    flat(part, `${path}.${key}`),
  );
}

const sentencesOf = (language: Language): ReadonlyMap<string, string> =>
  new Map(
    filesOf(language).flatMap((name) =>
      flat(JSON.parse(readFileSync(join(root, 'locales', language, name), 'utf8')), name.slice(0, -5)),
    ),
  );

const sentences = { vi: sentencesOf('vi'), en: sentencesOf('en') };
const of = (language: Language, key: string): string => sentences[language].get(key) ?? '';

/** Keys of the sentences that are not as they should be: a failure names them. */
const keysWhere = (language: Language, wrong: (text: string, key: string) => boolean): readonly string[] =>
  [...sentences[language]].filter(([key, text]) => wrong(text, key)).map(([key]) => key);

// The pages in the browser fill {name} themselves.
const placeholders = (text: string): readonly string[] =>
  [...new Set(text.match(/\{\{\w+\}\}|\{\w+\}/g) ?? [])].sort();

describe('Vietnamese and English', () => {
  test('have the same files', () => {
    expect(filesOf('en')).toEqual(filesOf('vi'));
  });

  test('have the same keys', () => {
    expect([...sentences.en.keys()].sort()).toEqual([...sentences.vi.keys()].sort());
  });

  test('have the same placeholders in each sentence', () => {
    const differing = keysWhere(
      'vi',
      (text, key) => placeholders(text).join() !== placeholders(of('en', key)).join(),
    );
    expect(differing).toEqual([]);
  });
});

describe.each(languages)('every sentence in %s', (language) => {
  test('says something, but for the reminder that history passes over', () => {
    expect(keysWhere(language, (text) => text.trim() === '')).toEqual(['recommendation.history.reminded']);
  });

  test('has no stray blanks', () => {
    const appended = ['document.has-received', 'document.has-read'];
    const stray = keysWhere(
      language,
      (text, key) => (text !== text.trim() && !appended.includes(key)) || /\S {2}| \n/.test(text),
    );
    expect(stray).toEqual([]);
  });

  test('has whole placeholders', () => {
    const broken = (text: string): boolean => /[{}]/.test(text.replace(/\{\{\w+\}\}|\{\w+\}/g, ''));
    expect(keysWhere(language, broken)).toEqual([]);
  });

  test('has only bold and italic, closed and not nested', () => {
    const wellMarked = (text: string): boolean => !/[<>]/.test(text.replace(/<([bi])>[^<>]+<\/\1>/g, ''));
    expect(keysWhere(language, (text) => !wellMarked(text))).toEqual([]);
  });

  test('does not shout', () => {
    expect(keysWhere(language, (text) => text.includes('!'))).toEqual([]);
  });

  test('has at most one sign, known and at its head', () => {
    const misplaced = (text: string): boolean =>
      /\p{Extended_Pictographic}/u.test(text.replace(/^(?:📅|📄|📝|📌|⏰|🔴|✅) /u, ''));
    expect(keysWhere(language, misplaced)).toEqual([]);
  });

  test('is worded around its counts', () => {
    expect(keysWhere(language, (_, key) => /_(?:zero|one|two|few|many|other)$/.test(key))).toEqual([]);
  });
});

test('Vietnamese is composed, its tones on the first vowel of open oa, oe, uy', () => {
  expect(keysWhere('vi', (text) => text.normalize('NFC') !== text)).toEqual([]);
  expect(keysWhere('vi', (text) => settleTones(text) !== text)).toEqual([]);
});

describe('the program finds', () => {
  const names = filesOf('vi').map((name) => name.slice(0, -5));
  const sources = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.tsx?$/.test(path) && !/prisma-client/.test(path))
    .map((path) => readFileSync(join(root, 'src', path), 'utf8'));
  const found = (pattern: RegExp): readonly string[] => [
    ...new Set(sources.flatMap((source) => [...source.matchAll(pattern)].map(([, key = '']) => key))),
  ];
  const first = `(?:${names.join('|')})`;
  const literals = found(new RegExp(`['"](${first}\\.[A-Za-z0-9.-]*[A-Za-z0-9])['"]`, 'g'));
  const beginnings = found(new RegExp(`\`(${first}\\.[A-Za-z0-9.-]*)\\$\\{`, 'g'));

  test('something to look for', () => {
    expect(literals).toContain('recommendation.sent');
    expect(beginnings).toContain('recommendation.kind.');
  });

  test.each(languages)('every key it names, in %s', (language) => {
    expect(literals.filter((key) => !sentences[language].has(key))).toEqual([]);
  });

  test.each(languages)('every family of keys it names, in %s', (language) => {
    const keys = [...sentences[language].keys()];
    expect(beginnings.filter((beginning) => !keys.some((key) => key.startsWith(beginning)))).toEqual([]);
  });

  test.each(languages)('every kind of recommendation and every channel, in %s', (language) => {
    const wanted = [
      ...ladderKinds.map((kind) => `recommendation.kind.${kind}`),
      ...Object.keys(features).map((channel) => `channel.${channel}`),
    ];
    expect(wanted.filter((key) => !sentences[language].has(key))).toEqual([]);
  });
});

describe('buttons', () => {
  const settled = {
    'meeting.coming': 'Dự',
    'meeting.absent': 'Vắng',
    'meeting.substitute': 'Cử người dự thay',
    'document.received': 'Đã nhận',
    'document.read': 'Đã đọc',
    'recommendation.take-up': 'Đang xử lý',
    'recommendation.answer': 'Trả lời',
    'recommendation.satisfied': 'Đã thỏa đáng',
    'recommendation.not-satisfied': 'Chưa thỏa đáng',
    'chat.send': 'Gửi',
    'chat.edit': 'Sửa',
    'chat.cancel': 'Hủy',
    'chat.back': 'Quay lại',
    'chat.done': 'Xong',
    'chat.yes': 'Có',
    'chat.no': 'Không',
    'link.yes': 'Đúng',
    'link.no': 'Không phải',
  };
  const others = ['discard', 'go-on', 'today', 'yesterday', 'no-files', 'no-photos', 'drop-item', 'add-item'];
  const labelled =
    /^(?:meeting|visit|recommendation)\.label\.|^recommendation\.kind\.|^command\.(?!menu-text$|help$)/;
  const isLabel = (key: string): boolean =>
    key in settled ||
    others.some((name) => key === `chat.${name}`) ||
    [
      'meeting.see-answers',
      'recommendation.view',
      'recommendation.more',
      'recommendation.other-field',
    ].includes(key) ||
    labelled.test(key);

  test('are called as people know them', () => {
    expect(Object.fromEntries(Object.keys(settled).map((key) => [key, of('vi', key)]))).toEqual(settled);
  });

  test.each(languages)('are short, in %s', (language) => {
    expect(keysWhere(language, (text, key) => isLabel(key) && text.length > 40)).toEqual([]);
  });

  test.each(languages)('stay short where an answer in a list is changed, in %s', (language) => {
    const title = of(language, 'recommendation.title');
    const changes = [...sentences[language]]
      .filter(([key]) => /^recommendation\.label\.(?:kind|field|text|aboutOffice)$/.test(key))
      .map(([, label]) => `${title} 10: ${label.toLowerCase()}`);
    expect(changes).toHaveLength(4);
    expect(changes.filter((label) => label.length > 40)).toEqual([]);
  });

  test.each(languages)('of one question differ, in %s', (language) => {
    const together = [
      ['chat.yes', 'chat.no', 'chat.back', 'chat.cancel'],
      ['chat.send', 'chat.edit', 'chat.cancel'],
      ['chat.discard', 'chat.go-on', 'chat.back', 'chat.cancel'],
      ['meeting.coming', 'meeting.absent', 'meeting.substitute'],
      ['recommendation.satisfied', 'recommendation.not-satisfied'],
      ['document.received', 'document.read'],
      [...sentences[language].keys()].filter((key) => /^command\.(?!menu-text$|help$)/.test(key)),
    ];
    for (const keys of together) {
      const labels = keys.map((key) => of(language, key).toLowerCase());
      expect(new Set(labels).size).toBe(labels.length);
    }
  });
});
