import type { Links } from '../../domain/channel.ts';
import type { FileId } from '../../domain/identity.ts';
import { type Span, spans } from '../../domain/markup.ts';
import type { Button, Content } from '../../domain/message.ts';

/** What a person sent, as it is shown back to them. */
export type Said =
  | { readonly kind: 'text'; readonly text: string }
  /** Without a label it shows the label of the button in an earlier message that has this action. */
  | { readonly kind: 'press'; readonly action: string; readonly label?: string }
  | {
      readonly kind: 'file';
      /** Undefined until the file is in our own store. */
      readonly file: FileId | undefined;
      readonly name: string;
      readonly mime: string;
      readonly size: number;
      readonly caption: string;
    };

export type HistoryItem =
  /** `id`: the external id of what arrived. */
  | { readonly id: string; readonly from: 'me'; readonly at: Date; readonly content: Said }
  /** `id`: the id of what went out. */
  | { readonly id: string; readonly from: 'bot'; readonly at: Date; readonly content: Content };

type ShownFile = {
  readonly name: string;
  readonly size: number;
  readonly mime: string;
  readonly href?: string;
  readonly isImage: boolean;
};

/** A message as the page gets it. */
export type Item = {
  readonly id: string;
  readonly from: 'me' | 'bot';
  readonly at: string;
  readonly spans: readonly Span[];
  readonly buttons: readonly (readonly Button[])[];
  readonly file?: ShownFile;
  /** The action of the button that was pressed. */
  readonly press?: string;
};

const images: ReadonlySet<string> = new Set(['image/png', 'image/jpeg', 'image/gif', 'image/webp']);
const asWritten = (text: string): readonly Span[] => (text === '' ? [] : [{ text, style: undefined }]);

type FileFacts = Pick<Extract<Said, { kind: 'file' }>, 'file' | 'name' | 'mime' | 'size'>;

// Only the path: the page may be open under another name of the same server than the one links are made for.
function pathOf(href: string): string {
  const url = new URL(href, 'http://localhost');
  return url.pathname + url.search;
}

function showFile({ file, name, mime, size }: FileFacts, links: Links): ShownFile {
  const facts = { name, size, mime, isImage: images.has(mime) };
  return file === undefined ? facts : { ...facts, href: pathOf(links.download(file, name)) };
}

function showSaid(said: Said, links: Links): Pick<Item, 'spans' | 'buttons' | 'file' | 'press'> {
  switch (said.kind) {
    case 'text':
      return { spans: asWritten(said.text), buttons: [] };
    case 'press':
      return { spans: asWritten(said.label ?? '✓'), buttons: [], press: said.action };
    case 'file':
      return { spans: asWritten(said.caption), buttons: [], file: showFile(said, links) };
  }
}

function showContent(content: Content, links: Links): Pick<Item, 'spans' | 'buttons' | 'file'> {
  const { buttons } = content;
  return content.kind === 'text'
    ? { spans: spans(content.text), buttons }
    : { spans: spans(content.caption), buttons, file: showFile(content, links) };
}

export function toItem(item: HistoryItem, links: Links): Item {
  const shown = item.from === 'me' ? showSaid(item.content, links) : showContent(item.content, links);
  return { id: item.id, from: item.from, at: item.at.toISOString(), ...shown };
}

/** A conversation for the page: presses take the words of the button that was pressed. */
export function toItems(history: readonly HistoryItem[], links: Links): readonly Item[] {
  const labels = new Map<string, string>();
  return history.map((item) => {
    if (item.from === 'bot') {
      for (const { action, label } of item.content.buttons.flat()) labels.set(action, label);
      return toItem(item, links);
    }
    if (item.content.kind !== 'press') return toItem(item, links);
    const label = item.content.label ?? labels.get(item.content.action);
    return toItem({ ...item, content: { ...item.content, ...(label !== undefined && { label }) } }, links);
  });
}
