import type { JSX } from 'hono/jsx/jsx-runtime';
import type { Persona } from '../needs.ts';
import { Composer, chatWords, Icon, type Say, wordsOf } from './conversation.tsx';
import { Page } from './page.tsx';

type Props = {
  readonly language: 'vi' | 'en';
  readonly say: Say;
  readonly now: string;
  readonly personas: readonly Persona[];
};

const places = ['office', 'cadre', 'province'] as const;
type Place = (typeof places)[number];

const clockWords = ['moving', 'moved', 'failed'] as const;

/** What the script is given to start with. */
const dataFor = ({ language, say, now, personas }: Props): string =>
  JSON.stringify({
    language,
    now,
    personas,
    chat: wordsOf(say, 'chat', chatWords),
    clock: wordsOf(say, 'clock', clockWords),
    groups: Object.fromEntries([...places, 'new'].map((role) => [role, say(`phones.${role}`)])),
  });

const Clock = ({ say }: { readonly say: Say }): JSX.Element => (
  <section class="clock" aria-label={say('clock.label')}>
    <p class="clock-face">
      <span class="clock-day" id="clock-day" />
      <time class="clock-time" id="clock-time" />
    </p>
    <div class="clock-moves">
      <button type="button" data-advance="PT2H">
        {say('clock.hours')}
      </button>
      <button type="button" data-advance="P1D">
        {say('clock.day')}
      </button>
      <button type="button" data-advance="next-working-day">
        {say('clock.working-day')}
      </button>
    </div>
    <p class="clock-news" id="clock-news" role="status" />
  </section>
);

const Top = ({ language, say }: Pick<Props, 'language' | 'say'>): JSX.Element => (
  <header class="top">
    <img class="mark" src="/assets/mark.svg" alt="" width="52" height="52" />
    <div class="title">
      <h1>{say('name')}</h1>
      <p>{say('phones.what')}</p>
    </div>
    <Clock say={say} />
    <a class="language" href={language === 'vi' ? '/?lang=en' : '/'} lang={language === 'vi' ? 'en' : 'vi'}>
      {say('phones.other-language')}
    </a>
  </header>
);

const Tabs = ({ say }: { readonly say: Say }): JSX.Element => (
  <div class="tabs" role="tablist" aria-label={say('phones.tabs')}>
    {places.map((place) => (
      <button
        type="button"
        role="tab"
        id={`tab-${place}`}
        aria-controls={`place-${place}`}
        data-place={place}
        aria-selected="false"
        tabindex={-1}
      >
        {say(`phones.${place}-tab`)}
        <span class="badge" hidden />
      </button>
    ))}
  </div>
);

const Phone = ({ place, say }: { readonly place: Place; readonly say: Say }): JSX.Element => (
  <section class="place" id={`place-${place}`} data-place={place} aria-labelledby={`name-${place}`}>
    <div class="caption">
      <h2 id={`name-${place}`}>{say(`phones.${place}`)}</h2>
      <p>{say(`phones.${place}-does`)}</p>
    </div>
    <div class="phone">
      <div class="screen">
        <div class="bar" aria-hidden="true">
          <span class="bar-time" />
          <span class="bar-signs">
            <Icon name="signal" />
            <Icon name="battery" />
          </span>
        </div>
        <header class="who">
          <span class="face" aria-hidden="true" />
          <div class="who-words">
            <p class="who-name" aria-hidden="true" />
            <p class="post" aria-hidden="true" />
          </div>
          <Icon name="chevron" />
          <select aria-label={say('phones.who')} />
        </header>
        <p class="line" role="status" />
        <div class="talk">
          <div class="log" role="log" aria-live="off" aria-label={say('phones.log')} tabindex={0} />
          <button type="button" class="jump" hidden />
        </div>
        <Composer place={place} say={say} />
        <div class="drop" aria-hidden="true" />
      </div>
    </div>
  </section>
);

/** The rehearsal: three phones side by side, and the clock that all of them live by. */
export const PhonesPage = (props: Props): JSX.Element => (
  <Page language={props.language} title={props.say('phones.title')} style="phones.css" script="phones.js">
    <body data-page={dataFor(props)}>
      <Top language={props.language} say={props.say} />
      <noscript>
        <p class="no-script">{props.say('phones.no-script')}</p>
      </noscript>
      <Tabs say={props.say} />
      <main>
        {places.map((place) => (
          <Phone place={place} say={props.say} />
        ))}
      </main>
    </body>
  </Page>
);
