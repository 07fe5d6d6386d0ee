import { setImmediate } from 'node:timers/promises';
import { html, raw } from 'hono/html';
import type { JSX } from 'hono/jsx/jsx-runtime';
import { correction, generate } from 'lean-qr';
import { toSvgPath } from 'lean-qr/extras/svg';
import { shorten } from '../../domain/shorten.ts';
import { sheetStyle } from './style.ts';

/** One person's slip, in words that are ready to be printed. */
export type Slip = {
  readonly name: string;
  readonly post: string;
  readonly unit: string;
  /** In two groups, as it is read aloud. */
  readonly code: string;
  /** What the QR holds: an address that opens the bot with the code, else the code. */
  readonly qr: string;
  /** How the person comes in, one line for each way there is. */
  readonly steps: readonly string[];
  readonly validUntil: string;
};

export type Sheet = {
  readonly language: string;
  readonly slips: readonly Slip[];
  readonly words: Readonly<Record<'title' | 'heading' | 'confirm', string>>;
};

const slipsOnPage = 8;
/** Light and dark squares around it that a reader needs to find it. */
const quiet = 4;

function QrCode({ text }: { readonly text: string }): JSX.Element {
  const code = generate(text, { minCorrectionLevel: correction.M });
  const side = code.size + 2 * quiet;
  return (
    <svg
      class="qr"
      aria-hidden="true"
      viewBox={`${-quiet} ${-quiet} ${side} ${side}`}
      shape-rendering="crispEdges"
    >
      <path d={toSvgPath(code)} />
    </svg>
  );
}

const SlipOf = ({ slip, words }: { readonly slip: Slip; readonly words: Sheet['words'] }): JSX.Element => (
  <section class="slip">
    <p class="heading">{words.heading}</p>
    <div class="who">
      <h2>{shorten(slip.name, 50)}</h2>
      <p class="post">{shorten(slip.post, 90)}</p>
      <p class="unit">{shorten(slip.unit, 80)}</p>
    </div>
    <QrCode text={slip.qr} />
    <p class="code">{slip.code}</p>
    <ol class="steps">
      {slip.steps.map((step) => (
        <li>{step}</li>
      ))}
    </ol>
    <p class="confirm">{words.confirm}</p>
    <p class="until">{slip.validUntil}</p>
  </section>
);

const pages = (slips: readonly Slip[]): readonly (readonly Slip[])[] =>
  Array.from({ length: Math.ceil(slips.length / slipsOnPage) }, (_, page) =>
    slips.slice(page * slipsOnPage, (page + 1) * slipsOnPage),
  );

const PageOf = ({ slips, words }: Pick<Sheet, 'slips' | 'words'>): JSX.Element => (
  <main class="page">
    {slips.map((slip) => (
      <SlipOf slip={slip} words={words} />
    ))}
  </main>
);

const Frame = ({
  language,
  words,
  body,
}: Pick<Sheet, 'language' | 'words'> & { body: string }): JSX.Element => (
  <html lang={language}>
    <head>
      <meta charset="utf-8" />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'" />
      <title>{words.title}</title>
      <style>{raw(sheetStyle)}</style>
    </head>
    <body>{raw(body)}</body>
  </html>
);

/** The sheet as one file that asks for nothing else: it may be mailed, kept, and printed anywhere. */
export async function sheetOf({ language, slips, words }: Sheet): Promise<string> {
  const body: string[] = [];
  for (const page of pages(slips)) {
    body.push(String(await PageOf({ slips: page, words })));
    // The process it runs in may be the server's: a province's thousands of slips must not hold up a conversation.
    await setImmediate();
  }
  return String(await html`<!doctype html>${Frame({ language, words, body: body.join('') })}`);
}
