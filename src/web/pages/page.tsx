import { html } from 'hono/html';
import type { Child } from 'hono/jsx';
import type { JSX } from 'hono/jsx/jsx-runtime';

type Frame = {
  readonly language: string;
  readonly title: string;
  readonly style: string;
  readonly script?: string;
  readonly children: Child;
};

/** What every page has: its language, its name, its style and at most one script; nothing inline. */
export const Page = ({ language, title, style, script, children }: Frame): JSX.Element => (
  <html lang={language}>
    <head>
      <meta charset="utf-8" />
      <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover" />
      <meta name="theme-color" content="#6b1713" />
      <title>{title}</title>
      <link rel="icon" href="/assets/mark.svg" type="image/svg+xml" />
      <link rel="stylesheet" href={`/assets/${style}`} />
      {script !== undefined && <script type="module" src={`/assets/${script}`} />}
    </head>
    {children}
  </html>
);

/** A whole page, ready for `c.html`. Without its first line browsers fall back to the rules of the nineties. */
export const whole = (page: JSX.Element) => html`<!doctype html>${page}`;
