import type { Meeting } from './meeting.ts';

/** What of a meeting may be changed. */
export type MeetingFacts = Pick<Meeting, 'startsAt' | 'place' | 'subject' | 'agenda'>;
export type Aspect = 'time' | 'place' | 'subject' | 'agenda';

/** What is not as it was. */
export function changedAspects(before: MeetingFacts, after: MeetingFacts): readonly Aspect[] {
  const changed: readonly (readonly [Aspect, boolean])[] = [
    ['time', !before.startsAt.equals(after.startsAt)],
    ['place', before.place !== after.place],
    ['subject', before.subject !== after.subject],
    ['agenda', before.agenda.join('\n') !== after.agenda.join('\n')],
  ];
  return changed.filter(([, differs]) => differs).map(([aspect]) => aspect);
}

export const subjectAtMost = 500;
export const pointsAtMost = 15;
export const pointAtMost = 300;

const numbered = /^(?:\d{1,2}[.)/]|[-•+*])\s*/;

/** What is typed of a meeting: its subject, and a point of the agenda on each line below it. Numbered from the first line on it is all points. */
export function readContent(typed: string): {
  readonly subject?: string;
  readonly agenda?: readonly string[];
} {
  const lines = typed.split('\n').filter((line) => line.trim() !== '');
  const [first = '', ...rest] = lines;
  const points = (of: readonly string[]) =>
    of.map((line) => line.replace(numbered, '').trim()).filter(Boolean);
  if (numbered.test(first) && lines.length > 1) return { agenda: points(lines) };
  return rest.length > 0 ? { subject: first, agenda: points(rest) } : { subject: first };
}
