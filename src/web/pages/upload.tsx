import type { JSX } from 'hono/jsx/jsx-runtime';
import type { Translate } from '../needs.ts';
import { PlainPage } from './plain.tsx';

type Words = { readonly language: string; readonly translate: Translate };

const speak =
  ({ language, translate }: Words) =>
  (key: string, values?: Record<string, unknown>): string =>
    translate(language, `web.${key}`, values);

/** `mistake`: the key of what was wrong with the last try. */
export function UploadForm(props: Words & { readonly mistake?: 'too-big' | 'missing' }): JSX.Element {
  const t = speak(props);
  const { mistake } = props;
  return (
    <PlainPage language={props.language} name={t('name')} title={t('upload.title')} script="upload.js">
      {mistake && (
        <p class="mistake" role="alert" id="mistake">
          {t(`upload.${mistake}`)}
        </p>
      )}
      <form method="post" enctype="multipart/form-data">
        <label for="file">{t('upload.choose')}</label>
        <input
          id="file"
          name="file"
          type="file"
          required
          aria-describedby={mistake ? 'mistake limit' : 'limit'}
        />
        <p id="limit" class="hint">
          {t('upload.limit')}
        </p>
        <button type="submit" data-sending={t('upload.sending')}>
          {t('upload.send')}
        </button>
      </form>
    </PlainPage>
  );
}

export function UploadStored(props: Words & { readonly file: string; readonly again: string }): JSX.Element {
  const t = speak(props);
  return (
    <PlainPage language={props.language} name={t('name')} title={t('upload.stored', { name: props.file })}>
      <p>{t('upload.back')}</p>
      <p>
        <a href={props.again}>{t('upload.another')}</a>
      </p>
    </PlainPage>
  );
}

export function UploadExpired(props: Words): JSX.Element {
  const t = speak(props);
  return (
    <PlainPage language={props.language} name={t('name')} title={t('upload.title')}>
      <p>{t('upload.expired')}</p>
    </PlainPage>
  );
}
