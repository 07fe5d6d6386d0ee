import { Temporal } from 'temporal-polyfill';
import { shortId } from '../../domain/identity.ts';
import { escapeMarkup } from '../../domain/markup.ts';
import type { Markup } from '../../domain/message.ts';
import { type Actor, maySeeRecommendation } from '../../domain/permission.ts';
import { nationalPhone } from '../../domain/phone.ts';
import { isOpen } from '../../domain/recommendation.ts';
import { readDay } from '../../domain/roster/cell.ts';
import type { RungOffice } from '../../domain/rung.ts';
import { shorten } from '../../domain/shorten.ts';
import { dateOf, dateOfDay } from '../../domain/time.ts';
import type { Unit } from '../../domain/unit.ts';
import type { Contact } from '../../store/handovers.ts';
import type { Told } from '../../store/recommendation-row.ts';
import type { Act } from '../app.ts';
import { whenAndWhere } from '../meetings/wording.ts';
import type { Reader } from '../messaging/say.ts';
import { climbOf } from '../recommendations/climb.ts';
import { facts, nextStepLine } from '../recommendations/wording.ts';
import { todayOf } from './assignable.ts';
import type { HandedOver, HandingOver } from './hand-over.ts';
import { officeOf, tell } from './tell-followers.ts';
import { byDecision, dayWritten, unitWritten } from './wording.ts';

const shown = { recommendations: 5, answered: 5, promises: 5, visits: 6, contacts: 6 };
const listedAtMost = 200;

/** What waits at a unit and the actor may see, by deadline, then what is answered and waits for a word. */
export async function waitingAt(act: Act, actor: Actor, unit: Unit): Promise<readonly Told[]> {
  const ids = await act.store.handovers.waitingAt(unit.id, listedAtMost);
  const told = await act.store.recommendations.byIds(ids);
  return told.filter((one) => maySeeRecommendation(actor, one));
}

/** One message with all that the next lead goes on with; what does not fit in it is a button away. */
export async function sendPack(act: Act, handed: HandedOver, given: HandingOver): Promise<void> {
  const { unit, to, id } = handed;
  const day = given.on < todayOf(act) ? todayOf(act) : given.on;
  const actor = await act.store.people.actor(to.id, dateOfDay(Temporal.PlainDate.from(day)));
  const told = actor ? await waitingAt(act, actor, unit) : [];
  const parts = [
    head(handed, given),
    await recommendationLines(act, told.filter(isOpen)),
    answeredLines(
      act,
      told.filter((one) => !isOpen(one)),
    ),
    actor ? await promiseLines(act, actor, unit) : nothing,
    await visitLines(act, unit),
    await meetingLine(act, handed),
    await contactLines(act, handed),
  ];
  await tell(act, [to.id], {
    once: `handover:${id}:pack`,
    word: (reader) => ({
      text: parts
        .map((part) => part(reader))
        .filter((text) => text !== '')
        .join('\n\n'),
      buttons: [
        [{ label: reader.say('assignment.pack.list'), action: `hr:${shortId(unit.id)}` }],
        [{ label: reader.say('command.lich'), action: 'c:lich' }],
      ],
    }),
  });
}

type Part = (reader: Reader) => Markup;
const nothing: Part = () => '';

const head =
  ({ unit, former }: HandedOver, { on, decision }: HandingOver): Part =>
  (reader) =>
    reader.say(former ? 'assignment.pack.head' : 'assignment.begins.lead', {
      unit: unitWritten(unit),
      from: dayWritten(on),
      former: escapeMarkup(former?.name ?? ''),
      decision: byDecision(reader, decision),
    });

async function recommendationLines(act: Act, open: readonly Told[]): Promise<Part> {
  const listed = open.slice(0, shown.recommendations);
  const climbs: (readonly RungOffice[])[] = [];
  for (const told of listed) climbs.push(await climbOf(act, told));
  return (reader) =>
    [
      reader.say(open.length > 0 ? 'assignment.pack.open' : 'assignment.pack.none-open', {
        count: open.length,
      }),
      ...listed.flatMap((told, at) => [
        reader.say('assignment.pack.recommendation', facts(act, reader, told)),
        nextStepLine(act, reader, told, climbs[at] ?? []),
      ]),
      more(reader, open.length - listed.length),
    ]
      .filter((line) => line !== '')
      .join('\n');
}

const more = (reader: Reader, count: number): Markup =>
  count > 0 ? reader.say('assignment.pack.more', { count }) : '';

/** What has been promised and waits for a word. */
function answeredLines(act: Act, answered: readonly Told[]): Part {
  if (answered.length === 0) return nothing;
  return (reader) =>
    [
      reader.say('assignment.pack.answered', { count: answered.length }),
      ...answered
        .slice(0, shown.answered)
        .map((told) => reader.say('assignment.pack.answered-line', facts(act, reader, told))),
      more(reader, answered.length - shown.answered),
    ]
      .filter((line) => line !== '')
      .join('\n');
}

/** Answers that name a day still to come. */
async function promiseLines(act: Act, actor: Actor, unit: Unit): Promise<Part> {
  const today = todayOf(act);
  const answers = await act.store.handovers.datedAnswers(unit.id, listedAtMost);
  const ahead = answers.filter(({ answer }) =>
    [...answer.matchAll(/\d{1,2}[/.-]\d{1,2}[/.-]\d{4}/g)].some(([day]) => (readDay(day) ?? '') > today),
  );
  const told = await act.store.recommendations.byIds(ahead.map(({ id }) => id));
  const seen = told.filter((one) => maySeeRecommendation(actor, one)).slice(0, shown.promises);
  if (seen.length === 0) return nothing;
  const said = new Map(ahead.map(({ id, answer }) => [id, answer]));
  return (reader) =>
    [
      reader.say('assignment.pack.promises'),
      ...seen.map((one) =>
        reader.say('assignment.pack.promise', {
          ...facts(act, reader, one),
          answer: escapeMarkup(shorten(said.get(one.id) ?? '', 160)),
        }),
      ),
    ].join('\n');
}

async function visitLines({ store }: Act, unit: Unit): Promise<Part> {
  const visits = await store.handovers.lastVisits(unit.id, shown.visits);
  if (visits.length === 0) return nothing;
  return (reader) =>
    [
      reader.say('assignment.pack.visits'),
      ...visits.map(({ date, note, author }) =>
        reader.say('assignment.pack.visit', {
          date: dayWritten(date),
          author: escapeMarkup(author),
          note: escapeMarkup(shorten(note.split('\n')[0] ?? '', 80)),
        }),
      ),
    ].join('\n');
}

async function meetingLine(act: Act, { unit }: HandedOver): Promise<Part> {
  const next = await act.store.handovers.nextMeeting(unit.id, dateOf(act.now));
  const meeting = next && (await act.store.meetings.byId(next));
  if (!meeting) return nothing;
  return (reader) => reader.say('assignment.pack.meeting', whenAndWhere(reader, act.zone, meeting));
}

async function contactLines(act: Act, { unit, former }: HandedOver): Promise<Part> {
  const today = dateOfDay(Temporal.PlainDate.from(todayOf(act)));
  const office = await officeOf(act, unit);
  const staff = office ? await act.store.handovers.contacts(office, today) : [];
  const lines = [...staff.slice(0, shown.contacts), ...(former ? [{ ...former, officeName: '' }] : [])];
  if (lines.length === 0) return nothing;
  return (reader) =>
    [reader.say('assignment.pack.contacts'), ...lines.map((one) => contactLine(reader, one))].join('\n');
}

const contactLine = (
  reader: Reader,
  { name, post, phone }: Pick<Contact, 'name' | 'post' | 'phone'>,
): Markup =>
  reader.say(phone ? 'assignment.pack.contact' : 'assignment.pack.contact-without', {
    name: escapeMarkup(name),
    post: escapeMarkup(post),
    phone: phone ? nationalPhone(phone) : '',
  });
