import { type Audience, followersOnly } from '../domain/audience.ts';
import type { OfficeId } from '../domain/identity.ts';
import type { KeptFile } from '../domain/kept-file.ts';
import { escapeMarkup } from '../domain/markup.ts';
import { kindSpokenOf, type MeetingKind, meetingKinds } from '../domain/meeting.ts';
import { type Actor, type Seat, seatsThatCall } from '../domain/permission.ts';
import { Refusal } from '../domain/refusal.ts';
import { fullUnitName } from '../domain/unit.ts';
import { writeTimeFirst } from '../domain/write-moment.ts';
import { callMeeting as call } from '../use-cases/meetings/call-meeting.ts';
import { agendaLines } from '../use-cases/meetings/notice.ts';
import { heldWording } from '../use-cases/meetings/sending-wording.ts';
import { given, languageOf, oneOf, text, zonedOf } from './ask.ts';
import { audienceLine, audienceQuestion } from './ask-audience.ts';
import { fileLine, files } from './ask-files.ts';
import { meetingMoment } from './ask-meeting-moment.ts';
import { dueLine } from './document-lists.ts';
import type { Choice, Flow, World } from './flow.ts';
import { beforeSending } from './meeting-preview.ts';
import { orSeries, orSeriesChosen } from './offer-series.ts';

export type MeetingDraft = {
  readonly office?: Choice;
  readonly subject?: string;
  readonly startsAt?: string;
  readonly place?: string;
  /** One of the kinds, or what the subject speaks of. */
  readonly kind?: Choice;
  readonly audience?: Audience;
  /** A point a line. */
  readonly agenda?: string;
  readonly documents?: readonly KeptFile[];
  /** The meeting that was taken back for it: such a draft stands beside one begun before. */
  readonly undone?: string;
};

/** What is asked only of whoever wants it otherwise. */
export const usual = {
  kind: { value: 'auto', label: '' },
  audience: followersOnly,
  agenda: '',
} satisfies Partial<MeetingDraft>;

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

const kindOf = (kind: Choice, subject: string): MeetingKind =>
  meetingKinds.find((one) => one === kind.value) ?? kindSpokenOf(subject);

export const pointsOf = (agenda: string): readonly string[] =>
  agenda
    .split('\n')
    .map((line) => line.replace(/^\s*(?:\d+[.)]|[-•*])\s*/, '').trim())
    .filter((line) => line !== '');

/** What is written below the subject are points of the agenda too. */
function contentOf({ subject, agenda }: Pick<Required<MeetingDraft>, 'subject' | 'agenda'>) {
  const [first = '', ...below] = subject.split('\n');
  return { subject: first, agenda: [...pointsOf(below.join('\n')), ...pointsOf(agenda)] };
}

const agendaQuestion = text<MeetingDraft>({
  ask: 'sending.ask.agenda',
  label: 'sending.label.agenda',
  atMost: 1500,
});

export const callMeeting: Flow<MeetingDraft> = {
  name: 'call-meeting',
  version: 2,
  title: 'meeting.title',
  questions: {
    undone: given,
    office: oneOf<MeetingDraft>({
      ask: 'meeting.ask.office',
      label: 'meeting.label.office',
      choices: async (world) => officeChoices(world),
    }),
    kind: oneOf<MeetingDraft>({
      ask: 'sending.ask.kind',
      label: 'sending.label.kind',
      choices: async ({ reader }) =>
        meetingKinds.map((kind) => ({ value: kind, label: reader.say(`sending.kind.${kind}`) })),
    }),
    subject: orSeriesChosen(
      text<MeetingDraft>({ ask: 'meeting.ask.subject', label: 'meeting.label.subject', atMost: 500 }),
    ),
    startsAt: orSeries(
      meetingMoment<MeetingDraft>({ ask: 'meeting.ask.startsAt', label: 'meeting.label.startsAt' }),
    ),
    place: text<MeetingDraft>({ ask: 'meeting.ask.place', label: 'meeting.label.place', atMost: 200 }),
    agenda: {
      ...agendaQuestion,
      choices: async ({ reader }) => [{ value: 'none', label: reader.say('sending.no-agenda') }],
      choose: async () => ({ outcome: 'answer', value: '' }),
    },
    audience: audienceQuestion<MeetingDraft>(),
    documents: files<MeetingDraft>({
      ask: 'meeting.ask.documents',
      label: 'meeting.label.documents',
      atMost: 10,
      only: 'any',
      none: 'chat.no-files',
    }),
  },
  beside: { audience: 'sending.change-audience' },
  async summary(world, draft) {
    const { reader, zone } = world;
    const seat = seatOf(world.actor, draft.office.value);
    const startsAt = zonedOf(draft.startsAt, zone);
    const names = draft.documents.map(fileLine).join(', ');
    const { subject, agenda } = contentOf(draft);
    const notice = reader.say('meeting.summary', {
      office: escapeMarkup(seat.officeName),
      unit: escapeMarkup(fullUnitName(seat.unit)),
      subject: escapeMarkup(subject),
      when: writeTimeFirst(startsAt, languageOf(reader.language)),
      place: escapeMarkup(draft.place),
      documents: names === '' ? reader.say('chat.none') : names,
    });
    const lines = [
      notice,
      reader.say('sending.kind-line', {
        kind: reader.say(`sending.kind.${kindOf(draft.kind, draft.subject)}`),
      }),
      ...agendaLines(reader, agenda),
      reader.say('sending.audience-line', {
        audience: await audienceLine(world, seat.unit, draft.audience),
      }),
      '',
      await beforeSending(world, {
        unit: seat.unit,
        startsAt: startsAt.toInstant(),
        audience: draft.audience,
        documents: draft.documents.length,
      }),
    ];
    return lines.join('\n');
  },
  async finish(world, draft) {
    const { meeting, reached, unreached, sendAt, documentsDue } = await call(world, {
      seat: seatOf(world.actor, draft.office.value),
      kind: kindOf(draft.kind, draft.subject),
      ...contentOf(draft),
      place: draft.place,
      startsAt: zonedOf(draft.startsAt, world.zone).toInstant(),
      documents: draft.documents,
      audience: draft.audience,
    });
    const held = heldWording(world.reader, world.zone, meeting, {
      sendAt: sendAt ?? world.now,
      reached,
      unreached,
    });
    const due = dueLine(world, documentsDue, draft.documents.length);
    return [{ ...held, text: [held.text, ...due].join('\n') }];
  },
};
