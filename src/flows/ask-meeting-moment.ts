import { Temporal } from 'temporal-polyfill';
import { isQuiet, standardQuietHours } from '../domain/quiet-hours.ts';
import { isWorkingDay } from '../domain/work-calendar.ts';
import { writeTimeFirst } from '../domain/write-moment.ts';
import { languageOf, zonedOf } from './ask.ts';
import { moment } from './ask-day.ts';
import type { Question, Reading, Sentence, World } from './flow.ts';

/** A moment ahead; one on a day off or in quiet hours is asked about before it is taken. */
export function meetingMoment<Draft>(
  asked: Parameters<typeof moment<Draft>>[0],
): Question<string, Draft, World> {
  const plain = moment<Draft>(asked);
  return {
    ...plain,
    async read(said, context) {
      const reading = await plain.read(said, context);
      return (reading.outcome === 'answer' && unsure(reading.value, context.world)) || reading;
    },
    // Looked at again: between the asking and the press the moment may have passed.
    async choose(value, context) {
      const local = value.slice(1);
      if (!value.startsWith('!') || !isMoment(local)) return plain.choose(value, context);
      const at = zonedOf(local, context.world.zone).toInstant();
      return Temporal.Instant.compare(at, context.world.now) > 0
        ? { outcome: 'answer', value: local }
        : { outcome: 'refused', sentence: { key: 'meeting.already-past' } };
    },
  };
}

const isMoment = (said: string): boolean => /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d)?$/.test(said);

function unsure(local: string, world: World): Reading<string> | undefined {
  const sentence = doubt(local, world);
  if (!sentence) return undefined;
  const label = world.reader.say('sending.still-then');
  return { outcome: 'which', sentence, choices: [{ value: `!${local}`, label }] };
}

/** Why one would ask whether that moment is meant. */
function doubt(local: string, { zone, reader, calendar }: World): Sentence | undefined {
  const at = zonedOf(local, zone);
  const values = { when: writeTimeFirst(at, languageOf(reader.language)) };
  const date = at.toPlainDate();
  const known = calendar().days.get(date.toString());
  if (known?.kind === 'holiday')
    return { key: 'sending.on-holiday', values: { ...values, name: known.name } };
  if (!isWorkingDay(date, calendar())) return { key: 'sending.on-day-off', values };
  return isQuiet(at.toInstant(), zone, standardQuietHours)
    ? { key: 'sending.in-quiet-hours', values }
    : undefined;
}
