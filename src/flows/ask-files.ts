import { features, type Kept } from '../domain/channel.ts';
import type { KeptFile } from '../domain/kept-file.ts';
import { escapeMarkup } from '../domain/markup.ts';
import type { Markup } from '../domain/message.ts';
import { readYesNo } from '../domain/yes-no.ts';
import { type Asked, answer, common, refused } from './ask.ts';
import { declarationAsked, declarationChoices, declared, secretSentence } from './declare-files.ts';
import type { Question, Reading, World } from './flow.ts';

/** Files, one message each, until Xong. */
export function files<Draft, In extends World = World>(
  asked: Asked<Draft, In> & {
    readonly atMost: number;
    readonly only: 'photos' | 'any';
    readonly none: string;
  },
): Question<readonly KeptFile[], Draft, In> {
  const kind = asked.only;
  return {
    ...common(asked),
    takesNumbers: false,
    choices: async ({ reader }, _draft, before = []) =>
      (kind === 'any' && declarationChoices({ reader }, before)) || [
        { value: 'done', label: reader.say(before.length > 0 ? 'chat.done' : asked.none) },
      ],
    aside: ({ at, links }) =>
      kind === 'photos' || features[at.channel].files
        ? undefined
        : { key: 'chat.upload-here', values: { link: links.upload(at.channel, at.address) } },
    choose: async (value, { world, before = [] }) =>
      value === 'done' ? answer(before) : declared(value, before, world),
    show: (value, { reader }) =>
      value.length === 0
        ? reader.say('chat.none')
        : kind === 'photos'
          ? reader.say('chat.photos', { count: value.length })
          : value.map(fileLine).join(', '),
    async read(said, { world, before = [] }) {
      if ('file' in said && 'trouble' in said.file && said.file.trouble === 'secret')
        return { outcome: 'refused', sentence: secretSentence(world) };
      if ('file' in said) return takeFile(said.file, before, asked.atMost, kind);
      const sentence = kind === 'any' ? declarationAsked(before) : undefined;
      if (sentence) return { outcome: 'refused', sentence };
      // "Không" to the question for files: there are none, or no more.
      if ('text' in said && readYesNo(said.text) === false) return answer(before);
      return refused(kind === 'photos' ? 'chat.wants-photo' : 'chat.wants-file');
    },
  };
}

/** Its name, with what was written with it. */
export const fileLine = ({ name, caption }: KeptFile): Markup =>
  escapeMarkup(caption ? `${name} (${caption})` : name);

/** What every channel carries with a file. */
const captionAtMost = Math.min(...Object.values(features).map((one) => one.captionAtMost));

function takeFile(
  file: Kept,
  before: readonly KeptFile[],
  atMost: number,
  only: 'photos' | 'any',
): Reading<readonly KeptFile[]> {
  if ('trouble' in file) return refused(`file.${file.trouble}`);
  if (file.mime.startsWith('audio/'))
    return refused(only === 'photos' ? 'chat.wants-photo' : 'chat.wants-file');
  if (only === 'photos' && !file.mime.startsWith('image/')) return refused('chat.wants-photo');
  if (before.some((known) => known.file === file.file)) return refused('file.twice');
  if (before.length >= atMost) return refused('file.too-many', { atMost });
  const { caption = '' } = file;
  if (caption.length > captionAtMost)
    return refused('file.caption-too-long', { length: caption.length, atMost: captionAtMost });
  const value = [...before, file];
  const declare = only === 'any' ? declarationAsked(value) : undefined;
  return {
    outcome: 'more',
    value,
    sentence: declare ?? {
      key: `chat.got-${only === 'photos' ? 'photo' : 'file'}${caption === '' ? '' : '-captioned'}`,
      values: { count: value.length, name: file.name, caption },
    },
  };
}
