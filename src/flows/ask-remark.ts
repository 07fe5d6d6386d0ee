import { features } from '../domain/channel.ts';
import { commentAtMost, commentFilesAtMost } from '../domain/comment.ts';
import type { KeptFile } from '../domain/kept-file.ts';
import { escapeMarkup } from '../domain/markup.ts';
import { tidy } from '../domain/vietnamese-text.ts';
import { text } from './ask.ts';
import type { Question, Reading, Said, World } from './flow.ts';

export type Remark = { readonly text: string; readonly files: readonly KeptFile[] };

const nothing: Remark = { text: '', files: [] };

type Asked<Draft> = Omit<Parameters<typeof text<Draft>>[0], 'atMost'>;

/** Words, or pictures and recordings with words or without: words are the end of it, after files more may come. */
export function remark<Draft>(asked: Asked<Draft>): Question<Remark, Draft, World> {
  const words = text<Draft>({ ...asked, atMost: commentAtMost });
  const { kind, ask, label, takesNumbers, when } = words;
  return {
    ...{ kind, ask, label, takesNumbers },
    ...(when && { when }),
    aside: ({ at, links }) =>
      features[at.channel].files
        ? undefined
        : { key: 'comment.upload-here', values: { link: links.upload(at.channel, at.address) } },
    choices: async ({ reader }, _draft, before = nothing) =>
      before.files.length > 0 ? [{ value: 'done', label: reader.say('chat.done') }] : [],
    choose: async (_, { before = nothing }) => ({ outcome: 'answer', value: before }),
    show: (value, { reader }) => shown(value, reader.say),
    async read(said, { world, draft, before = nothing }) {
      if ('file' in said) return takeFile(said, before);
      const read = await words.read(said, { world, draft, before: undefined });
      if (read.outcome !== 'answer') return read as Reading<never>;
      return longest({ ...before, text: joined(before.text, read.value) }, 'answer');
    },
  };
}

const shown = ({ text: words, files }: Remark, say: World['reader']['say']): string =>
  [escapeMarkup(words), files.length > 0 ? say('comment.attached', { count: files.length }) : '']
    .filter(Boolean)
    .join(' ');

const joined = (...parts: readonly string[]): string => parts.filter(Boolean).join('\n');

const refused = (key: string, values: Readonly<Record<string, string | number>> = {}): Reading<never> => ({
  outcome: 'refused',
  sentence: { key, values },
});

function takeFile({ file }: Extract<Said, { file: unknown }>, before: Remark): Reading<Remark> {
  if ('trouble' in file) return refused(`file.${file.trouble}`);
  if (!/^(image|audio)\//.test(file.mime)) return refused('comment.wants-remark');
  if (before.files.some((known) => known.file === file.file)) return refused('file.twice');
  if (before.files.length >= commentFilesAtMost)
    return refused('file.too-many', { atMost: commentFilesAtMost });
  const { caption = '', ...kept } = file;
  return longest({ text: joined(before.text, tidy(caption)), files: [...before.files, kept] }, 'more');
}

/** However it came together. */
function longest(value: Remark, outcome: 'answer' | 'more'): Reading<Remark> {
  const length = [...value.text].length;
  if (length > commentAtMost) return refused('chat.too-long', { length, atMost: commentAtMost });
  if (outcome === 'answer') return { outcome, value };
  const audio = value.files.at(-1)?.mime.startsWith('audio/');
  const key = audio ? 'comment.got-recording' : 'comment.got-photo';
  return { outcome, value, sentence: { key, values: { count: value.files.length } } };
}
