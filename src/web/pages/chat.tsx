import type { JSX } from 'hono/jsx/jsx-runtime';
import { Composer, chatWords, type Say, wordsOf } from './conversation.tsx';
import { Page } from './page.tsx';

type Props = {
  readonly language: 'vi' | 'en';
  readonly say: Say;
  readonly now: string;
  /** From the slip: stands in the box, ready to be sent. */
  readonly code: string;
};

const dataFor = ({ language, say, now, code }: Props): string =>
  JSON.stringify({
    language,
    now,
    code,
    chat: {
      ...wordsOf(say, 'chat', chatWords),
      'empty-new': say(`chat.${code ? 'empty-code' : 'empty-here'}`),
    },
  });

/** The conversation for a phone without Telegram or Zalo: the whole page is one phone. */
export const ChatPage = (props: Props): JSX.Element => {
  const { language, say } = props;
  return (
    <Page language={language} title={say('name')} style="talk.css" script="talk.js">
      <body data-page={dataFor(props)}>
        <noscript>
          <p class="no-script">{say('phones.no-script')}</p>
        </noscript>
        <main>
          <section class="place" data-place="chat" aria-labelledby="name-chat">
            <div class="phone">
              <div class="screen">
                <header class="who">
                  <img class="mark" src="/assets/mark.svg" alt="" width="36" height="36" />
                  <h1 class="who-name" id="name-chat">
                    {say('name')}
                  </h1>
                </header>
                <p class="line" role="status" />
                <div class="talk">
                  <div class="log" role="log" aria-live="off" aria-label={say('phones.log')} tabindex={0} />
                  <button type="button" class="jump" hidden />
                </div>
                <Composer place="chat" say={say} />
                <div class="drop" aria-hidden="true" />
              </div>
            </div>
          </section>
        </main>
      </body>
    </Page>
  );
};
