import type { Child } from 'hono/jsx';
import type { JSX } from 'hono/jsx/jsx-runtime';
import { Page } from './page.tsx';

type Plain = {
  readonly language: string;
  readonly name: string;
  readonly title: string;
  readonly script?: string;
  readonly children?: Child;
};

/** A short page: the product's name, one heading, a few words. */
export const PlainPage = ({ language, name, title, script, children }: Plain): JSX.Element => (
  <Page language={language} title={`${title} · ${name}`} style="plain.css" {...(script && { script })}>
    <body>
      <main>
        <p class="name">
          <img src="/assets/mark.svg" alt="" width="36" height="36" />
          {name}
        </p>
        <h1>{title}</h1>
        {children}
      </main>
    </body>
  </Page>
);
