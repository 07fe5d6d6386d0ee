import {
  type DocumentId,
  type InvitationId,
  longId,
  type MeetingId,
  type RecommendationId,
  type SeriesId,
} from '../domain/identity.ts';
import { escapeMarkup } from '../domain/markup.ts';
import { askAgainDays } from '../domain/promise/bounds.ts';
import { concernsPeople } from '../domain/promise/people.ts';
import { acknowledgeDocument } from '../use-cases/meetings/acknowledge-document.ts';
import { answerInvitation, openInvitation } from '../use-cases/meetings/answer-invitation.ts';
import { declareNoDocuments } from '../use-cases/meetings/declare-no-documents.ts';
import { readerOf } from '../use-cases/messaging/say.ts';
import { refuseClaim } from '../use-cases/people/refuse-claim.ts';
import { answeredToMe, confirmAnswer, notePeopleTold } from '../use-cases/recommendations/confirm-answer.ts';
import { whereDisputed } from '../use-cases/recommendations/dispute-answer.ts';
import { openForOffice } from '../use-cases/recommendations/open.ts';
import { takeUpRecommendation } from '../use-cases/recommendations/take-up-recommendation.ts';
import { deadlineLine, officeButtons, toldButtons } from '../use-cases/recommendations/wording.ts';
import { beginAdding } from './add-documents.ts';
import { afterMeetingPressed } from './after-meeting.ts';
import { answerRecommendation } from './answer-recommendation.ts';
import { bulletinPressed } from './bulletin-lists.ts';
import { upcoming } from './calendar-list.ts';
import { changeVerbs, unlessChanged } from './change-buttons.ts';
import { commandPressed } from './commands.ts';
import { commentVerbs } from './comment-buttons.ts';
import { writtenByMe } from './comment-lists.ts';
import type { Turned } from './converse.ts';
import { coverageOfUnit, lackingThere } from './coverage-lists.ts';
import { declineMeeting } from './decline-meeting.ts';
import { disputeAnswer } from './dispute-answer.ts';
import { beginDays } from './document-days.ts';
import {
  documentReceipts,
  documentsOfMine,
  meetingDocuments,
  newerInstead,
  viewDocument,
} from './document-lists.ts';
import { viewPerson, viewUnit } from './find.ts';
import { moreMeetings } from './find-meeting.ts';
import { anyFlow, type World } from './flow.ts';
import { helpVerbs } from './help-buttons.ts';
import { letterVerbs } from './letter-buttons.ts';
import { answersPage, remindTheSilent } from './meeting-answers.ts';
import { sendDocument, viewMeeting } from './meeting-card.ts';
import {
  resumeNotices,
  sendAtOnce,
  sendingProgress,
  stopNotices,
  takeBackMeeting,
} from './meeting-sending.ts';
import { recommendationVerbs } from './recommendation-buttons.ts';
import { raisedByMe, viewRecommendation, waitingForMe } from './recommendation-lists.ts';
import { beginReplacing } from './replace-document.ts';
import { sendSubstitute } from './send-substitute.ts';
import { beginEnd, occurrencePressed, viewSeries } from './series-lists.ts';
import { beginUnlink, prefer } from './settings.ts';
import { unitRecommendations } from './unit-recommendations.ts';

type Pressed<Id extends string> = (world: World, id: Id, more: string) => Promise<Turned>;

const say = (text: string): Turned => ({ say: [{ text }] });

const attend: Pressed<InvitationId> = async (world, id) => {
  const { changed, meeting } = await answerInvitation(world, id, { answer: 'coming' });
  const values = { subject: escapeMarkup(meeting.subject) };
  return say(world.reader.say(changed ? 'meeting.accepted' : 'meeting.accepted-before', values));
};

const decline: Pressed<InvitationId> = async (world, id) => {
  await openInvitation(world, id);
  return { start: anyFlow(declineMeeting), draft: { invitation: id } };
};

const substitute: Pressed<InvitationId> = async (world, id) => {
  await openInvitation(world, id);
  return { start: anyFlow(sendSubstitute), draft: { invitation: id } };
};

const acknowledge =
  (what: 'received' | 'read'): Pressed<DocumentId> =>
  async (world, id) => {
    const { changed, document, newer } = await acknowledgeDocument(world, id, what);
    if (newer) return { say: [newerInstead(world, document, newer)] };
    const key = changed ? `document.noted-${what}` : 'document.noted-before';
    return say(world.reader.say(key, { name: escapeMarkup(document.name) }));
  };

const noDocuments: Pressed<MeetingId> = async (world, id) => {
  const { meeting, changed } = await declareNoDocuments(world, id);
  const key = changed ? 'document.none-noted' : 'document.none-noted-before';
  return say(world.reader.say(key, { subject: escapeMarkup(meeting.subject) }));
};

const answers: Pressed<MeetingId> = (world, id) => answersPage(world, id, '');

const takeUp: Pressed<RecommendationId> = async (world, id) => {
  const { told, changed } = await takeUpRecommendation(world, id);
  const { reader } = world;
  const key = changed ? 'recommendation.you-took-up' : 'recommendation.you-took-up-before';
  const text = [reader.say(key, { number: told.number }), deadlineLine(world, reader, told)].join('\n');
  return { say: [{ text, buttons: officeButtons(reader, told) }] };
};

const answer: Pressed<RecommendationId> = async (world, id) => {
  const told = await openForOffice(world, id);
  return {
    start: anyFlow(answerRecommendation),
    draft: { recommendation: { value: id, label: told.number }, files: [] },
  };
};

const confirm: Pressed<RecommendationId> = async (world, id) => {
  const told = await confirmAnswer(world, id);
  const { reader } = world;
  if (told.state !== 'closed') return say(reader.say('twin.seconded', { number: told.number }));
  const { number } = told;
  if (!concernsPeople(told)) return say(reader.say('recommendation.confirmed', { number }));
  const text = reader.say('recommendation.confirmed-and-people', { number });
  return { say: [{ text, buttons: toldButtons(reader, told) }] };
};

const peopleTold =
  (isTold: boolean): Pressed<RecommendationId> =>
  async (world, id) => {
    const { number, peopleTold, askAgainAt } = await notePeopleTold(world, id, isTold);
    const notTold = askAgainAt ? 'recommendation.people-not-told-yet' : 'recommendation.people-not-told';
    const key = peopleTold ? 'recommendation.people-told' : notTold;
    return say(world.reader.say(key, { number, days: askAgainDays }));
  };

const dispute: Pressed<RecommendationId> = async (world, id) => {
  const told = await answeredToMe(world, id);
  const landing = await whereDisputed(world, told);
  const draft = { recommendation: { value: id, label: told.number }, atTop: landing === undefined };
  return { start: anyFlow(disputeAnswer), draft };
};

const refuse: Pressed<string> = async (world, id) => {
  await refuseClaim(world, id);
  return say(world.reader.say('link.claim-refused-by-you'));
};

/** A key in a button is only a claim: each use-case looks it up among its own, so that one of another kind finds nothing. */
const on =
  <Id extends string>(run: Pressed<Id>): Pressed<string> =>
  (world, id, more) =>
    run(world, id as Id, more);

const verbs: Readonly<Record<string, Pressed<string>>> = {
  y: on(unlessChanged(attend)),
  n: on(unlessChanged(decline)),
  s: on(unlessChanged(substitute)),
  dr: on(acknowledge('received')),
  dd: on(acknowledge('read')),
  dm: on(meetingDocuments),
  dg: on(beginAdding),
  dn: on(noDocuments),
  dv: on(viewDocument),
  dx: on(beginReplacing),
  ds: on(beginDays),
  m: on(answers),
  mv: on(viewMeeting),
  md: on(sendDocument),
  sv: on(viewSeries),
  se: on(beginEnd),
  mn: on(remindTheSilent),
  su: on(takeBackMeeting),
  sg: on(sendAtOnce),
  sx: on(stopNotices),
  sr: on(resumeNotices),
  sp: on(sendingProgress),
  lx: refuse,
  rt: on(takeUp),
  ra: on(answer),
  rc: on(confirm),
  rk: on(peopleTold(true)),
  ru: on(peopleTold(false)),
  rd: on(dispute),
  rv: on(viewRecommendation),
  ...Object.fromEntries(
    Object.entries({ ...recommendationVerbs, ...helpVerbs }).map(([verb, run]) => [verb, on(run)]),
  ),
  tt: on(coverageOfUnit),
  fu: on(viewUnit),
  fp: on(viewPerson),
  ...changeVerbs,
  ...commentVerbs,
  ...letterVerbs,
};

/** A button of a message that stands for a while. Whoever presses, the law of access decides now. */
export async function pressed(action: string, world: World): Promise<Turned> {
  const [verb = '', key = '', page = ''] = action.split(':');
  if (verb === 'c') return (await commandPressed(key)?.(world)) ?? say(world.reader.say('chat.old-button'));
  if (verb === 'lg') return chooseLanguage(world, key);
  if (verb === 'cp') return prefer(world, key);
  if (verb === 'cu') return beginUnlink(world, key);
  if (verb === 'vp') return waitingForMe(world, key);
  if (verb === 'kp') return raisedByMe(world, key);
  if (verb === 'tl') return lackingThere(world, key);
  if (verb === 'lp') return upcoming(world, key);
  if (verb === 'hp') return moreMeetings(world, key, page);
  if (verb === 'gm') return writtenByMe(world);
  if (verb === 'dp') return documentsOfMine(world, key);
  if (verb === 'dl') return documentReceipts(world, key, page);
  if (verb === 'hr') return unitRecommendations(world, key, page);
  if (verb === 'ml') return onPage(world, key, page);
  const after = afterMeetingPressed(action, world) ?? (await bulletinPressed(action, world));
  if (after) return after;
  const run = Object.hasOwn(verbs, verb) ? verbs[verb] : undefined;
  const id = longId(key);
  if (id && ['so', 'sk', 'sm'].includes(verb)) return occurrencePressed(world, verb, id as SeriesId, page);
  return run && id ? run(world, id, page) : say(world.reader.say('chat.old-button'));
}

async function onPage(world: World, key: string, page: string): Promise<Turned> {
  const id = longId<MeetingId>(key);
  return id ? answersPage(world, id, page) : say(world.reader.say('chat.old-button'));
}

async function chooseLanguage(world: World, language: string): Promise<Turned> {
  const chosen = language === 'en' ? 'en' : 'vi';
  await world.store.accounts.setLanguage(world.at, world.actor.id, chosen);
  const reader = readerOf(world, chosen);
  return { say: [{ text: reader.say('settings.language-set') }], reader };
}
