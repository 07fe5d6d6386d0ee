import type { Audience } from '../domain/audience.ts';
import { escapeMarkup } from '../domain/markup.ts';
import { isSoon } from '../domain/meeting.ts';
import type { Markup } from '../domain/message.ts';
import { afterQuiet, standardQuietHours } from '../domain/quiet-hours.ts';
import { type Instant, instant } from '../domain/time.ts';
import type { Unit } from '../domain/unit.ts';
import { writeTime, writeTimeFirst } from '../domain/write-moment.ts';
import type { Clash } from '../store/audiences.ts';
import { audienceOf, clashesOf, type Found, secondsToSend } from '../use-cases/meetings/audience.ts';
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
  const found = await audienceOf(world, meant.unit, meant.startsAt, meant.audience);
  if (found.invited.length === 0) return reader.say('meeting.nobody');
  const clashes = await clashesOf(world, found.invited, meant.startsAt);
  return [
    ...reachedLines(world, found, meant),
    ...unreachedLines(reader, found),
    ...clashLines(world, clashes),
  ].join('\n');
}

function reachedLines(world: World, { reached }: Found, meant: Meant): readonly Markup[] {
  const { reader } = world;
  if (reached.length === 0) return [];
  const channels = new Map<string, number>();
  for (const { channel } of reached) channels.set(channel, (channels.get(channel) ?? 0) + 1);
  const byChannel = [...channels]
    .map(([channel, count]) => `${reader.say(`channel.${channel}`)} ${count}`)
    .join(', ');
  return [
    reader.say('meeting.goes-to', { count: reached.length, channels: byChannel }),
    takesLine(reader, secondsToSend(world, reached, meant.documents)),
    ...quietLines(world, meant),
  ];
}

/** Minutes above one and a half, for nobody counts seconds. */
function takesLine(reader: Reader, seconds: number): Markup {
  return seconds < 60
    ? reader.say('sending.takes-less')
    : reader.say('sending.takes', { minutes: Math.ceil(seconds / 60) });
}

function quietLines({ reader, zone, now }: World, { startsAt }: Meant): readonly Markup[] {
  const until = afterQuiet(now, zone, standardQuietHours);
  if (until.equals(now) || isSoon({ startsAt }, now)) return [];
  return [
    reader.say('sending.after-quiet', {
      when: writeTimeFirst(until.toZonedDateTimeISO(zone), languageOf(reader.language)),
    }),
  ];
}

function unreachedLines(reader: Reader, { unreached }: Found): readonly Markup[] {
  if (unreached.length === 0) return [];
  const names = unreached
    .slice(0, namesAtMost)
    .map(({ name, why }) => `${escapeMarkup(name)} (${reader.say(`meeting.unreached.${why}`)})`);
  return [
    reader.say('meeting.not-reached', { count: unreached.length, names: listed(reader, names, unreached) }),
  ];
}

function clashLines({ reader, zone }: World, clashes: readonly Clash[]): readonly Markup[] {
  if (clashes.length === 0) return [];
  const names = clashes.slice(0, namesAtMost).map(({ name, at }) => {
    const time = writeTime(instant(at).toZonedDateTimeISO(zone).toPlainTime());
    return `${escapeMarkup(name)} (${time})`;
  });
  return [reader.say('sending.clash', { names: listed(reader, names, clashes) })];
}

const listed = (reader: Reader, names: readonly Markup[], all: readonly unknown[]): Markup =>
  all.length > names.length
    ? `${names.join(', ')}, ${reader.say('sending.and-more', { count: all.length - names.length })}`
    : names.join(', ');
