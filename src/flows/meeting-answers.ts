import { type MeetingId, shortId } from '../domain/identity.ts';
import { escapeMarkup } from '../domain/markup.ts';
import type { Meeting } from '../domain/meeting.ts';
import type { Button } from '../domain/message.ts';
import { mayCallMeeting, maySeeMeeting } from '../domain/permission.ts';
import { Refusal } from '../domain/refusal.ts';
import { earlier } from '../domain/time.ts';
import { type AnswerCounts, type Listed, type Stand, stands } from '../store/answers.ts';
import { remindSilent } from '../use-cases/meetings/remind-silent.ts';
import { answerLine, whenAndWhere } from '../use-cases/meetings/wording.ts';
import type { Reader, Wording } from '../use-cases/messaging/say.ts';
import { afterButtons } from './attendance.ts';
import type { Turned } from './converse.ts';
import type { World } from './flow.ts';
import { changesOf } from './meeting-office.ts';

/** So many are listed in one message; of more there are pages, and lists of each answer. */
const pageOf = 40;

type Page = { readonly which: Stand | undefined; readonly page: number };

/** `silent.2` is the third page of those who are silent, `all.0` the first of everybody. */
function readPage(said: string): Page {
  const [which, page = ''] = said.split('.');
  const known = stands.find((one) => one === which);
  return { which: known, page: /^\d{1,4}$/.test(page) ? Number(page) : 0 };
}

/** Who comes, who does not and why, who is silent, whom nothing reaches: as it stands now. */
export async function answersOf(world: World, meeting: Meeting, said = ''): Promise<Wording> {
  const { store, actor, reader, zone } = world;
  const mine = await store.invitations.of(meeting.id, actor.id);
  const invited = mine !== undefined && mine.withdrawnAt === undefined;
  if (!maySeeMeeting(actor, meeting, invited)) throw new Refusal('chat.not-yours');
  const { which, page } = readPage(said);
  const counts = await store.answers.counts(meeting.id);
  const total = which ? counts[which] : counts.invited;
  const listed = await store.answers.list(meeting.id, which, {
    from: page * pageOf,
    atMost: pageOf,
    answered: total - silentOf(counts, which),
  });
  const lines = [
    reader.say('meeting.answers', { ...whenAndWhere(reader, zone, meeting), ...counts }),
    ...(which || total > pageOf
      ? [
          reader.say(`answering.page.${which ?? 'all'}`, {
            page: page + 1,
            pages: Math.max(1, Math.ceil(total / pageOf)),
          }),
        ]
      : []),
    ...listed.map((one) => lineOf(reader, one)),
  ];
  return { text: lines.join('\n'), buttons: buttonsOf(world, meeting, counts, { which, page }) };
}

/** Of those listed, the ones who gave no answer. */
const silentOf = (counts: AnswerCounts, which: Stand | undefined): number => {
  if (which === undefined) return counts.silent + counts.unreachable;
  return which === 'silent' || which === 'unreachable' ? counts[which] : 0;
};

function lineOf(reader: Reader, listed: Listed): string {
  const { name, stand, read } = listed;
  const receipt = read === undefined ? '' : reader.say(read ? 'document.has-read' : 'document.has-received');
  const said = stand === 'unreachable' ? reader.say('answering.unreachable') : answerLine(reader, listed);
  return reader.say('meeting.answer-line', { name: escapeMarkup(name), answer: said, receipt });
}

function buttonsOf(
  world: World,
  meeting: Meeting,
  counts: AnswerCounts,
  { which, page }: Page,
): readonly (readonly Button[])[] {
  const { reader, actor, now } = world;
  const key = shortId(meeting.id);
  const total = which ? counts[which] : counts.invited;
  const to = (where: number): string => `ml:${key}:${which ?? 'all'}.${where}`;
  const turns: readonly Button[] = [
    ...(page > 0 ? [{ label: reader.say('answering.before'), action: to(page - 1) }] : []),
    ...((page + 1) * pageOf < total ? [{ label: reader.say('answering.next'), action: to(page + 1) }] : []),
  ];
  const lists: readonly Button[] =
    counts.invited > pageOf
      ? stands
          .filter((stand) => stand !== which && counts[stand] > 0)
          .map((stand) => ({
            label: reader.say(`answering.list.${stand}`, { count: counts[stand] }),
            action: `ml:${key}:${stand}.0`,
          }))
      : [];
  const mayRemind =
    counts.silent > 0 && mayCallMeeting(actor, meeting.office) && earlier(now, meeting.startsAt);
  const remind: readonly Button[] = mayRemind
    ? [{ label: reader.say('answering.remind'), action: `mn:${key}` }]
    : [];
  return [turns, ...inPairs(lists), remind, ...changesOf(world, meeting)].filter((line) => line.length > 0);
}

const inPairs = (buttons: readonly Button[]): readonly (readonly Button[])[] =>
  Array.from({ length: Math.ceil(buttons.length / 2) }, (_, at) => buttons.slice(at * 2, at * 2 + 2));

/** A page of the list, as its button names it. */
export async function answersPage(world: World, id: MeetingId, said: string): Promise<Turned> {
  const meeting = await world.store.meetings.byId(id);
  if (!meeting) throw new Refusal('chat.not-yours');
  const { text, buttons = [] } = await answersOf(world, meeting, said);
  return { say: [{ text, buttons: [...buttons, ...(await afterButtons(world, meeting))] }] };
}

export async function remindTheSilent(world: World, id: MeetingId): Promise<Turned> {
  const count = await remindSilent(world, id);
  return { say: [{ text: world.reader.say('answering.reminded', { count }) }] };
}
