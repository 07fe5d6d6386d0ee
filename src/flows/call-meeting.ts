import type { OfficeId } from '../domain/identity.ts';
import { shortId } from '../domain/identity.ts';
import type { KeptFile } from '../domain/kept-file.ts';
import { escapeMarkup } from '../domain/markup.ts';
import { type Actor, type Seat, seatsThatCall } from '../domain/permission.ts';
import { Refusal } from '../domain/refusal.ts';
import { fullUnitName } from '../domain/unit.ts';
import { writeTimeFirst } from '../domain/write-moment.ts';
import { type Audience, audienceOf } from '../use-cases/meetings/audience.ts';
import { callMeeting as call } from '../use-cases/meetings/call-meeting.ts';
import type { Reader } from '../use-cases/messaging/say.ts';
import { fileLine, files, languageOf, moment, oneOf, text, zonedOf } from './ask.ts';
import { dueLine } from './document-lists.ts';
import type { Choice, Flow, World } from './flow.ts';

type Draft = {
  readonly office?: Choice;
  readonly subject?: string;
  readonly startsAt?: string;
  readonly place?: string;
  readonly documents?: readonly KeptFile[];
};

const seatOf = (actor: Actor, office: string): Seat => {
  const seat = seatsThatCall(actor).find((one) => one.office === (office as OfficeId));
  if (!seat) throw new Refusal('meeting.not-yours-to-call');
  return seat;
};

export const officeChoices = ({ actor }: Pick<World, 'actor'>): readonly Choice[] =>
  seatsThatCall(actor).map(({ office, officeName, unit }) => ({
    value: office,
    label: `${officeName} (${fullUnitName(unit)})`,
  }));

export const callMeeting: Flow<Draft> = {
  name: 'call-meeting',
  version: 1,
  title: 'meeting.title',
  questions: {
    office: oneOf<Draft>({
      ask: 'meeting.ask.office',
      label: 'meeting.label.office',
      choices: async (world) => officeChoices(world),
    }),
    subject: text<Draft>({ ask: 'meeting.ask.subject', label: 'meeting.label.subject', atMost: 500 }),
    startsAt: moment<Draft>({ ask: 'meeting.ask.startsAt', label: 'meeting.label.startsAt' }),
    place: text<Draft>({ ask: 'meeting.ask.place', label: 'meeting.label.place', atMost: 200 }),
    documents: files<Draft>({
      ask: 'meeting.ask.documents',
      label: 'meeting.label.documents',
      atMost: 10,
      only: 'any',
      none: 'chat.no-files',
    }),
  },
  async summary(world, draft) {
    const { reader, zone } = world;
    const seat = seatOf(world.actor, draft.office.value);
    const startsAt = zonedOf(draft.startsAt, zone);
    const audience = await audienceOf(world, seat.unit.id, startsAt.toInstant());
    const names = draft.documents.map(fileLine).join(', ');
    const notice = reader.say('meeting.summary', {
      office: escapeMarkup(seat.officeName),
      unit: escapeMarkup(fullUnitName(seat.unit)),
      subject: escapeMarkup(draft.subject),
      when: writeTimeFirst(startsAt, languageOf(reader.language)),
      place: escapeMarkup(draft.place),
      documents: names === '' ? reader.say('chat.none') : names,
    });
    return [notice, '', audienceLines(reader, audience)].join('\n');
  },
  async finish(world, draft) {
    const { reader, zone } = world;
    const { meeting, audience, documentsDue } = await call(world, {
      seat: seatOf(world.actor, draft.office.value),
      subject: draft.subject,
      place: draft.place,
      startsAt: zonedOf(draft.startsAt, zone).toInstant(),
      documents: draft.documents,
    });
    return [
      {
        text: [
          reader.say('meeting.called', {
            reached: audience.reached.length,
            unreached: audience.unreached.length,
          }),
          ...dueLine(world, documentsDue, draft.documents.length),
        ].join('\n'),
        buttons: [[{ label: reader.say('meeting.see-answers'), action: `m:${shortId(meeting.id)}` }]],
      },
    ];
  },
};

/** Who will get it, by which channel, and who will not. */
function audienceLines(reader: Reader, { invited, reached, unreached }: Audience): string {
  if (invited.length === 0) return reader.say('meeting.nobody');
  const channels = new Map<string, number>();
  for (const { channel } of reached) channels.set(channel, (channels.get(channel) ?? 0) + 1);
  const byChannel = [...channels]
    .map(([channel, count]) => `${reader.say(`channel.${channel}`)} ${count}`)
    .join(', ');
  const lines = [];
  if (reached.length > 0)
    lines.push(reader.say('meeting.goes-to', { count: reached.length, channels: byChannel }));
  if (unreached.length > 0) {
    const names = unreached
      .map(({ name, why }) => `${escapeMarkup(name)} (${reader.say(`meeting.unreached.${why}`)})`)
      .join(', ');
    lines.push(reader.say('meeting.not-reached', { count: unreached.length, names }));
  }
  return lines.join('\n');
}
