import { type MeetingId, shortId } from '../domain/identity.ts';
import { escapeMarkup } from '../domain/markup.ts';
import type { Meeting } from '../domain/meeting.ts';
import type { Button, Markup } from '../domain/message.ts';
import { mayCallMeeting } from '../domain/permission.ts';
import { earlier } from '../domain/time.ts';
import { hearersOf } from '../use-cases/meetings/tell-change.ts';
import type { Reader } from '../use-cases/messaging/say.ts';
import type { World } from './flow.ts';

/** What the office may do with a meeting it has called. */
export function changeButtons(reader: Reader, meeting: MeetingId): readonly (readonly Button[])[] {
  const key = shortId(meeting);
  const button = (label: string, verb: string) => ({
    label: reader.say(`change.${label}`),
    action: `${verb}:${key}`,
  });
  return [
    [button('time', 'xt'), button('place', 'xp')],
    [button('content', 'xc'), button('cancel', 'xh')],
    [{ label: reader.say('comment.see'), action: `gl:${key}` }],
  ];
}

/** What was put off can be given a day, or called off for good. */
export const postponedButtons = (reader: Reader, meeting: MeetingId): readonly Button[] => [
  { label: reader.say('change.resume'), action: `xr:${shortId(meeting)}` },
  { label: reader.say('change.way.off'), action: `xo:${shortId(meeting)}` },
];

/** Those, where the meeting is of the actor's office and may still be changed. */
export const changesOf = (
  { reader, actor, now }: Pick<World, 'reader' | 'actor' | 'now'>,
  meeting: Meeting,
): readonly (readonly Button[])[] => {
  if (!mayCallMeeting(actor, meeting.office)) return [];
  const buttons = changeButtons(reader, meeting.id);
  if (meeting.postponed) return [postponedButtons(reader, meeting.id), ...buttons.slice(-1)];
  return meeting.cancelledAt || !earlier(now, meeting.startsAt) ? buttons.slice(-1) : buttons;
};

/** Who will hear of a change, by which channel, and who will not. */
export async function hearerLines(world: World, meeting: Meeting): Promise<Markup> {
  const { reader } = world;
  const { told, reached, unreached } = await hearersOf(world, meeting);
  if (told.length === 0) return reader.say('change.nobody-told');
  const channels = new Map<string, number>();
  for (const { channel } of reached) channels.set(channel, (channels.get(channel) ?? 0) + 1);
  const byChannel = [...channels]
    .map(([name, count]) => `${reader.say(`channel.${name}`)} ${count}`)
    .join(', ');
  const lines = [];
  if (reached.length > 0)
    lines.push(reader.say('change.goes-to', { count: reached.length, channels: byChannel }));
  if (unreached.length > 0) lines.push(unreachedLine(reader, unreached));
  return lines.join('\n');
}

const namesAtMost = 10;

export function unreachedLine(reader: Reader, names: readonly string[]): Markup {
  const rest = names.length - namesAtMost;
  const shown = names.slice(0, namesAtMost).map(escapeMarkup);
  const others = rest > 0 ? [reader.say('change.and-others', { count: rest })] : [];
  return reader.say('change.not-reached', { count: names.length, names: [...shown, ...others].join(', ') });
}
