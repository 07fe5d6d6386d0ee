import { readdirSync, readFileSync } from 'node:fs';
import { createInstance } from 'i18next';
import type { Translate } from './use-cases/app.ts';

const folder = new URL('../locales/', import.meta.url);

/** The sentences of a language, each file's name the first part of its keys. */
export function sentencesOf(language: string): Record<string, unknown> {
  const files = readdirSync(new URL(`${language}/`, folder)).filter((name) => name.endsWith('.json'));
  return Object.fromEntries(
    files.map((name) => [
      name.slice(0, -5),
      JSON.parse(readFileSync(new URL(`${language}/${name}`, folder), 'utf8')),
    ]),
  );
}

export const languages = ['vi', 'en'] as const;

/** A key nobody has worded is a fault of ours, not something to show a person. */
const missing = (key: string): never => {
  throw new Error(`no sentence ${key}`);
};

export function loadLocales(): Translate {
  const i18n = createInstance();
  void i18n.init({
    initAsync: false,
    showSupportNotice: false,
    fallbackLng: 'vi',
    resources: Object.fromEntries(
      languages.map((language) => [language, { translation: sentencesOf(language) }]),
    ),
    // Whoever words a message escapes what people wrote; a name in a plain title must not be escaped.
    interpolation: { escapeValue: false },
    parseMissingKeyHandler: missing,
  });
  return (language, key, values) => i18n.t(key, { ...values, lng: language });
}
