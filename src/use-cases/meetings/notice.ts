import { isLarge } from '../../domain/audience.ts';
import type { InvitationId, PersonId } from '../../domain/identity.ts';
import type { KeptFile } from '../../domain/kept-file.ts';
import { escapeMarkup } from '../../domain/markup.ts';
import { isSoon, type Meeting, type MeetingDocument } from '../../domain/meeting.ts';
import { type Markup, priority } from '../../domain/message.ts';
import { dateOf } from '../../domain/time.ts';
import type { Reach } from '../../store/accounts.ts';
import { noticeKey } from '../../store/sendings.ts';
import type { Act } from '../app.ts';
import { commentButton } from '../comments/wording.ts';
import { type Reader, say, type Wording } from '../messaging/say.ts';
import { calendarFile } from './calendar-file.ts';
import { documentFiles } from './document-wording.ts';
import { answerButtons, whenAndWhere } from './wording.ts';

/** Who is invited, and for whom where it is as a substitute. */
export type Guest = {
  readonly id: PersonId;
  readonly name: string;
  readonly insteadOf: string | undefined;
  readonly invitation: InvitationId;
};

type Sent = {
  readonly meeting: Meeting;
  readonly documents: readonly MeetingDocument[];
  readonly guests: readonly Guest[];
  /** Under another key: to somebody who may have had the notice before. */
  readonly once?: string;
};

/** Each guest who can be reached gets the notice with the documents, once, and is marked as told. */
export async function sendNotice(
  act: Act,
  { meeting, documents, guests, once = noticeKey(meeting.id) }: Sent,
): Promise<readonly Reach[]> {
  const known = new Map(guests.map((guest) => [guest.id, guest]));
  const forAll = sameForAll(act.zone, meeting, documents, await calendarFile(act, meeting));
  const reached = await say(act, {
    to: [...known.keys()],
    once,
    // Where there are many, whoever writes in between is answered first.
    priority: isLarge(guests.length) ? priority.bulk : priority.notice,
    mayWait: !isSoon(meeting, act.now),
    word: (reader, person) => notice(reader, meeting, forAll(reader), known.get(person) as Guest),
  });
  const told = reached.flatMap(({ person }) => known.get(person)?.invitation ?? []);
  await act.store.sendings.mark(told, dateOf(act.now));
  return reached;
}

type ForAll = {
  readonly values: ReturnType<typeof whenAndWhere>;
  readonly title: Markup;
  readonly below: readonly Markup[];
  readonly files: NonNullable<Wording['files']>;
};

/** What is the same for all who read a language, worded once: there may be thousands of them. */
function sameForAll(
  zone: string,
  meeting: Meeting,
  documents: readonly MeetingDocument[],
  calendar: Omit<KeptFile, 'name'>,
): (reader: Reader) => ForAll {
  const worded = new Map<string, ForAll>();
  return (reader) => {
    const known = worded.get(reader.language);
    if (known) return known;
    const made: ForAll = {
      values: whenAndWhere(reader, zone, meeting),
      title: reader.say(`sending.title.${meeting.kind}`),
      below: [
        ...agendaLines(reader, meeting.agenda),
        ...(documents.length > 0
          ? [reader.say('meeting.documents-follow', { count: documents.length })]
          : []),
      ],
      files: [
        ...documentFiles(reader, documents),
        { file: { ...calendar, name: reader.say('change.calendar-name') }, buttons: [] },
      ],
    };
    worded.set(reader.language, made);
    return made;
  };
}

function notice(
  reader: Reader,
  { id, revision }: Meeting,
  { values, title, below, files }: ForAll,
  guest: Guest,
): Wording {
  const { name, insteadOf, invitation } = guest;
  const lines = [
    title,
    reader.say('meeting.notice', { ...values, name: escapeMarkup(name) }),
    ...below,
    ...(insteadOf ? [reader.say('assignment.invited-instead', { name: escapeMarkup(insteadOf) })] : []),
  ];
  const buttons = [...answerButtons(reader, invitation, revision), [commentButton(reader, id)]];
  return { text: lines.join('\n'), buttons, files };
}

export const agendaLines = (reader: Reader, agenda: readonly string[]): readonly string[] =>
  agenda.length === 0
    ? []
    : [reader.say('sending.agenda'), ...agenda.map((point, at) => `${at + 1}. ${escapeMarkup(point)}`)];
