import type { JSX } from 'hono/jsx/jsx-runtime';
import { PlainPage } from './plain.tsx';

type Props = { readonly say: (key: string) => string; readonly language: string };

/** `chat`: there is a page to talk on. */
export const HomePage = ({ say, language, chat }: Props & { readonly chat: boolean }): JSX.Element => (
  <PlainPage language={language} name={say('name')} title={say('home.running')}>
    <p>{say('home.where')}</p>
    {chat && (
      <p>
        <a href="/chat">{say('home.chat')}</a>
      </p>
    )}
  </PlainPage>
);

/** `sentence`: what happened, in words for whoever asked. */
export const SorryPage = ({
  say,
  language,
  sentence,
}: Props & { readonly sentence: string }): JSX.Element => (
  <PlainPage language={language} name={say('name')} title={sentence} />
);
