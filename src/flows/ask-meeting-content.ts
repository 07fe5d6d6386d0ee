import { pointAtMost, pointsAtMost, readContent, subjectAtMost } from '../domain/meeting-change.ts';
import { text } from './ask.ts';
import type { Question, Reading, Sentence, World } from './flow.ts';

type Asked<Draft> = Omit<Parameters<typeof text<Draft>>[0], 'atMost'>;

const refused = (key: string, values: Sentence['values']): Reading<never> => ({
  outcome: 'refused',
  sentence: { key, ...(values && { values }) },
});

/** What a meeting is about; its points, where it has an agenda, a line each below it. */
export function meetingContent<Draft>(asked: Asked<Draft>): Question<string, Draft, World> {
  const plain = text<Draft>({ ...asked, atMost: subjectAtMost + pointsAtMost * (pointAtMost + 10) });
  return {
    ...plain,
    async read(said, context) {
      const reading = await plain.read(said, context);
      return reading.outcome === 'answer' ? (tooLong(reading.value) ?? reading) : reading;
    },
  };
}

function tooLong(typed: string): Reading<never> | undefined {
  const { subject = '', agenda = [] } = readContent(typed);
  const length = [...subject].length;
  if (length > subjectAtMost) return refused('chat.too-long', { length, atMost: subjectAtMost });
  if (agenda.length > pointsAtMost)
    return refused('change.too-many-points', { count: agenda.length, atMost: pointsAtMost });
  const point = agenda.findIndex((one) => [...one].length > pointAtMost);
  return point < 0 ? undefined : refused('change.point-too-long', { point: point + 1, atMost: pointAtMost });
}
