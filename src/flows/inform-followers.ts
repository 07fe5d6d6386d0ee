import { bulletinAtMost } from '../domain/bulletin.ts';
import type { OfficeId } from '../domain/identity.ts';
import type { KeptFile } from '../domain/kept-file.ts';
import { escapeMarkup } from '../domain/markup.ts';
import type { Markup } from '../domain/message.ts';
import { type Seat, seatsThatCall } from '../domain/permission.ts';
import { Refusal } from '../domain/refusal.ts';
import { fullUnitName } from '../domain/unit.ts';
import { followersToInform, type Recipients } from '../use-cases/bulletins/recipients.ts';
import { informFollowers as inform } from '../use-cases/bulletins/send-bulletin.ts';
import { viewButton } from '../use-cases/bulletins/wording.ts';
import type { Reader, Wording } from '../use-cases/messaging/say.ts';
import { oneOf, text } from './ask.ts';
import { fileLine, files } from './ask-files.ts';
import type { Choice, Flow, World } from './flow.ts';

type Draft = { readonly office?: Choice; readonly text?: string; readonly files?: readonly KeptFile[] };

export const informingOffices = ({ actor }: Pick<World, 'actor'>): readonly Choice[] =>
  seatsThatCall(actor).map(({ office, officeName, unit }) => ({
    value: office,
    label: `${officeName} (${fullUnitName(unit)})`,
  }));

function seatOf({ actor }: World, office: string): Seat {
  const seat = seatsThatCall(actor).find((one) => one.office === (office as OfficeId));
  if (!seat) throw new Refusal('bulletin.not-yours-to-inform');
  return seat;
}

/** Thông tin: an office tells those who follow its unit something, outside meetings. */
export const informFollowers: Flow<Draft> = {
  name: 'inform-followers',
  version: 1,
  title: 'bulletin.title.bulletin',
  questions: {
    office: oneOf<Draft>({
      ask: 'bulletin.ask.office',
      label: 'bulletin.label.office',
      choices: async (world) => informingOffices(world),
    }),
    text: text<Draft>({ ask: 'bulletin.ask.text', label: 'bulletin.label.text', atMost: bulletinAtMost }),
    files: files<Draft>({
      ask: 'bulletin.ask.files',
      label: 'bulletin.label.files',
      atMost: 10,
      only: 'any',
      none: 'bulletin.no-files',
    }),
  },
  async summary(world, draft) {
    const seat = seatOf(world, draft.office.value);
    const head = world.reader.say('bulletin.summary.bulletin', {
      office: escapeMarkup(seat.officeName),
      ...saidIn(world.reader, draft),
    });
    return [head, ...recipientLines(world.reader, await followersToInform(world, seat.unit.id))].join('\n');
  },
  async finish(world, draft) {
    const { bulletin, recipients } = await inform(world, seatOf(world, draft.office.value), draft);
    return [sentWording(world.reader, recipients, viewButton(world.reader, bulletin))];
  },
};

/** What was written and sent along, as a summary says it. */
export function saidIn(
  reader: Reader,
  draft: { readonly text: string; readonly files: readonly KeptFile[] },
) {
  const names = draft.files.map(fileLine).join(', ');
  return { text: escapeMarkup(draft.text), files: names === '' ? reader.say('chat.none') : names };
}

const namedAtMost = 20;

/** Who gets it by which channel, and who does not. */
export function recipientLines(
  reader: Reader,
  { people, reached, unreached }: Recipients,
): readonly Markup[] {
  if (people.length === 0) return [reader.say('bulletin.no-recipients')];
  const counts = new Map<string, number>();
  for (const { channel } of reached) counts.set(channel, (counts.get(channel) ?? 0) + 1);
  const channels = [...counts]
    .map(([channel, count]) => `${reader.say(`channel.${channel}`)} ${count}`)
    .join(', ');
  const names = unreached.slice(0, namedAtMost).map(({ name }) => escapeMarkup(name));
  const more = unreached.length > namedAtMost ? '…' : '';
  return [
    ...(reached.length > 0 ? [reader.say('bulletin.goes-to', { count: reached.length, channels })] : []),
    ...(unreached.length > 0
      ? [reader.say('bulletin.not-reached', { count: unreached.length, names: names.join(', ') + more })]
      : []),
  ];
}

export const sentWording = (
  reader: Reader,
  { reached, unreached }: Recipients,
  view: ReturnType<typeof viewButton>,
): Wording => ({
  text: reader.say('bulletin.sent', { reached: reached.length, unreached: unreached.length }),
  buttons: [[view]],
});
