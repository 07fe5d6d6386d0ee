import type { Audience } from '../domain/audience.ts';
import { escapeMarkup } from '../domain/markup.ts';
import { isSoon } from '../domain/meeting.ts';
import type { Markup } from '../domain/message.ts';
import { afterQuiet, standardQuietHours } from '../domain/quiet-hours.ts';
import { type Instant, instant } from '../domain/time.ts';
import type { Unit } from '../domain/unit.ts';
import { writeTime, writeTimeFirst } from '../domain/write-moment.ts';
import type { Clash, Preview, Some } from '../store/audiences.ts';
import { clashesOf, previewOf, secondsToSend } from '../use-cases/meetings/audience.ts';
import type { Reader } from '../use-cases/messaging/say.ts';
import { languageOf } from './ask.ts';
import type { World } from './flow.ts';

type Meant = {
  readonly unit: Unit;
  readonly startsAt: Instant;
  readonly audience: Audience;
  readonly documents: number;
};

/** More names than so many are counted. */
const namesAtMost = 15;

/** Who will get it, by which channel, how long that takes; who will not, and who is invited elsewhere at the time. */
export async function beforeSending(world: World, meant: Meant): Promise<Markup> {
  const { reader } = world;
  const preview = await previewOf(world, meant, namesAtMost);
  if (preview.invited === 0) return reader.say('meeting.nobody');
  const clashes = await clashesOf(world, meant, namesAtMost);
  return [
    ...reachedLines(world, preview, meant),
    ...unreachedLines(reader, preview.unreached),
    ...clashLines(world, clashes),
  ].join('\n');
}

function reachedLines(world: World, { channels }: Preview, meant: Meant): readonly Markup[] {
  const { reader } = world;
  if (channels.length === 0) return [];
  const byChannel = channels
    .map(({ channel, count }) => `${reader.say(`channel.${channel}`)} ${count}`)
    .join(', ');
  const count = channels.reduce((sum, one) => sum + one.count, 0);
  return [
    reader.say('meeting.goes-to', { count, channels: byChannel }),
    takesLine(reader, secondsToSend(world, channels, meant.documents)),
    ...quietLines(world, meant),
  ];
}

const takesLine = (reader: Reader, seconds: number): Markup =>
  seconds < 60
    ? reader.say('sending.takes-less')
    : reader.say('sending.takes', { minutes: Math.ceil(seconds / 60) });

function quietLines({ reader, zone, now }: World, { startsAt }: Meant): readonly Markup[] {
  const until = afterQuiet(now, zone, standardQuietHours);
  if (until.equals(now) || isSoon({ startsAt }, now)) return [];
  const when = writeTimeFirst(until.toZonedDateTimeISO(zone), languageOf(reader.language));
  return [reader.say('sending.after-quiet', { when })];
}

function unreachedLines(reader: Reader, unreached: Preview['unreached']): readonly Markup[] {
  if (unreached.count === 0) return [];
  const names = unreached.first.map(
    ({ name, why }) => `${escapeMarkup(name)} (${reader.say(`meeting.unreached.${why}`)})`,
  );
  const { count } = unreached;
  return [reader.say('meeting.not-reached', { count, names: listed(reader, names, count) })];
}

function clashLines({ reader, zone }: World, { first, count }: Some<Clash>): readonly Markup[] {
  if (count === 0) return [];
  const names = first.map(({ name, at }) => {
    const time = writeTime(instant(at).toZonedDateTimeISO(zone).toPlainTime());
    return `${escapeMarkup(name)} (${time})`;
  });
  return [reader.say('sending.clash', { names: listed(reader, names, count) })];
}

const listed = (reader: Reader, names: readonly Markup[], count: number): Markup =>
  count > names.length
    ? `${names.join(', ')}, ${reader.say('sending.and-more', { count: count - names.length })}`
    : names.join(', ');
