import { type KeptFile, mustBeDeclared } from '../domain/kept-file.ts';
import { shorten } from '../domain/shorten.ts';
import { purgeFiles } from '../use-cases/files/purge-files.ts';
import type { Choice, Reading, Sentence, World } from './flow.ts';

type Files = readonly KeptFile[];

/** What nobody can read for the sender: asked about before anything else. */
export function declarationChoices(
  { reader }: Pick<World, 'reader'>,
  files: Files,
): readonly Choice[] | undefined {
  if (!files.some(mustBeDeclared)) return undefined;
  return [
    { value: 'clean', label: reader.say('file.declare-clean') },
    { value: 'secret', label: reader.say('file.declare-secret') },
  ];
}

const namesAtMost = 10;

/** Which files are asked about, and why. */
export function declarationAsked(files: Files): Sentence | undefined {
  const open = files.filter(mustBeDeclared);
  if (open.length === 0) return undefined;
  const names = open.slice(-namesAtMost).map(({ name }) => shorten(name, 60));
  const isLocked = open.some(({ unread }) => unread === 'locked');
  return {
    key: isLocked ? 'file.declare-locked' : 'file.declare',
    values: { names: names.join(', '), count: files.length },
  };
}

/** The sender answers for all that is open; what bears a mark is taken away for good. */
export async function declared(value: string, files: Files, world: World): Promise<Reading<Files>> {
  if (value === 'clean') {
    const all = files.map((file) => (mustBeDeclared(file) ? { ...file, isDeclared: true as const } : file));
    return {
      outcome: 'more',
      value: all,
      sentence: { key: 'file.declared', values: { count: files.length } },
    };
  }
  const left = files.filter((file) => !mustBeDeclared(file));
  await purgeFiles(world, world.at, files.filter(mustBeDeclared));
  return { outcome: 'more', value: left, sentence: secretSentence(world) };
}

/** Why a file with a mark is not taken, which way it goes, and where another copy of it lies. */
export const secretSentence = ({ at }: Pick<World, 'at'>): Sentence => ({ key: `file.secret-${at.channel}` });
