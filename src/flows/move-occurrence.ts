import type { SeriesId } from '../domain/identity.ts';
import { escapeMarkup } from '../domain/markup.ts';
import type { Markup } from '../domain/message.ts';
import { isQuiet, standardQuietHours } from '../domain/quiet-hours.ts';
import { dayOff } from '../domain/recurrence.ts';
import { writeTimeFirst, writeWeekday } from '../domain/write-moment.ts';
import { moveOccurrence as move } from '../use-cases/series/move-occurrence.ts';
import { calendarNow } from '../use-cases/series/series-dates.ts';
import { given, languageOf, zonedOf } from './ask.ts';
import { moment } from './ask-day.ts';
import type { Flow, World } from './flow.ts';
import type { AboutOccurrence } from './skip-occurrence.ts';

type Draft = { readonly about?: AboutOccurrence; readonly to?: string };

/** Chuyển kỳ này: one occurrence is held at another time. */
export const moveOccurrence: Flow<Draft> = {
  name: 'move-occurrence',
  version: 1,
  title: 'series.move',
  questions: {
    about: given,
    to: moment<Draft>({
      ask: ({ about }) => ({ key: 'series.ask.move', values: { when: about?.when ?? '' } }),
      label: 'series.label.to',
    }),
  },
  send: 'series.move-send',
  async summary(world, { about, to }) {
    const key = about.announced ? 'series.move-summary-announced' : 'series.move-summary';
    return [world.reader.say(key, values(world, about, to)), ...(await warnings(world, to))].join('\n');
  },
  async finish(world, { about, to }) {
    const { told } = await move(
      world,
      about.series as SeriesId,
      about.on,
      zonedOf(to, world.zone).toInstant(),
    );
    const key = about.announced ? 'series.moved-told' : 'series.moved';
    return [{ text: world.reader.say(key, { ...values(world, about, to), told }) }];
  },
};

const values = ({ reader, zone }: World, { subject, when }: AboutOccurrence, to: string) => ({
  subject: escapeMarkup(subject),
  before: when,
  when: writeTimeFirst(zonedOf(to, zone), languageOf(reader.language)),
});

/** A day off, or an hour at which people sleep, is said before it is settled. */
async function warnings(world: World, to: string): Promise<readonly Markup[]> {
  const { reader, zone } = world;
  const at = zonedOf(to, zone);
  const off = dayOff(at.toPlainDate(), true, (await calendarNow(world)).days);
  const why = off?.kind === 'holiday' ? off.name : writeWeekday(at.dayOfWeek, languageOf(reader.language));
  return [
    ...(off ? [reader.say('series.on-day-off', { why: escapeMarkup(why) })] : []),
    ...(isQuiet(at.toInstant(), zone, standardQuietHours) ? [reader.say('series.in-quiet-hours')] : []),
  ];
}
