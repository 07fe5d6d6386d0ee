import type { PersonId, UnitId } from '../domain/identity.ts';
import { shortId } from '../domain/identity.ts';
import { escapeMarkup } from '../domain/markup.ts';
import type { Button, Markup } from '../domain/message.ts';
import { type Actor, follows, maySeeUnit } from '../domain/permission.ts';
import { nationalPhone, readPhone } from '../domain/phone.ts';
import { readRecommendationNumber } from '../domain/recommendation-number.ts';
import { Refusal } from '../domain/refusal.ts';
import { shorten } from '../domain/shorten.ts';
import { dateOf, dateOfDay, dayIn, parse } from '../domain/time.ts';
import { isWithin, type Unit } from '../domain/unit.ts';
import { searchWords, tidy } from '../domain/vietnamese-text.ts';
import { writeTimeFirst } from '../domain/write-moment.ts';
import type { FoundPerson, UnitCard } from '../store/unit-cards.ts';
import { historyButton } from '../use-cases/meetings/attendance-wording.ts';
import type { Wording } from '../use-cases/messaging/say.ts';
import { languageOf, text } from './ask.ts';
import { choiceOf, matchUnits, offeredAtMost } from './ask-unit.ts';
import { unitAttendance } from './attendance-lists.ts';
import type { Turned } from './converse.ts';
import { anyFlow, type Flow, type World } from './flow.ts';
import { viewNumbered } from './recommendation-lists.ts';

type Draft = { readonly said?: string };

const generalUnits = (actor: Actor): readonly UnitId[] =>
  actor.seats.filter(({ kind }) => kind === 'general').map(({ unit }) => unit.id);

/** The units below which the person may look. */
export const sight = (actor: Actor): readonly UnitId[] => [
  ...new Set([...actor.follows.map(({ unit }) => unit.id), ...generalUnits(actor)]),
];

export const mayFind = (actor: Actor): boolean => sight(actor).length > 0;

/** Tìm: a unit or a person, as far as the law of access lets the asker see. */
export const find: Flow<Draft> = {
  name: 'find',
  version: 1,
  title: 'unit.find.title',
  questions: {
    said: text<Draft>({ ask: 'unit.find.ask', label: 'unit.find.label', atMost: 100 }),
  },
  finish: (world, { said }) => found(world, said),
};

/** /tim, with or without what is looked for behind it. */
export async function lookFor(world: World, said = ''): Promise<Turned> {
  const number = readRecommendationNumber(said);
  if (number) return viewNumbered(world, number);
  if (!mayFind(world.actor)) return { say: [{ text: world.reader.say('unit.find.not-yours') }] };
  const wanted = tidy(said);
  return wanted === '' ? { start: anyFlow(find) } : { say: await found(world, shorten(wanted, 100)) };
}

async function found(world: World, said: string): Promise<readonly Wording[]> {
  const number = readRecommendationNumber(said);
  if (number) return (await viewNumbered(world, number)).say;
  const within = sight(world.actor);
  const match = await matchUnits(said, within, world);
  const units = match.outcome === 'one' ? [match.unit] : match.outcome === 'several' ? match.units : [];
  const people = await findPeople(world, said);
  const [unit] = units;
  const [person] = people;
  if (units.length === 1 && people.length === 0 && unit) return [await unitCard(world, unit.unit)];
  if (people.length === 1 && units.length === 0 && person) return [await personCard(world, person.id)];
  return [
    listed(
      world,
      said,
      units.map(({ unit: one }) => one),
      people,
    ),
  ];
}

async function findPeople(world: World, said: string): Promise<readonly FoundPerson[]> {
  const { actor, store } = world;
  const looking = { within: sight(actor), day: today(world), atMost: 50 };
  const phone = generalUnits(actor).length > 0 ? readPhone(said) : undefined;
  const known = await store.unitCards.peopleKnownAs({ code: said, phone }, looking);
  return known.length > 0 ? known : store.unitCards.peopleNamed(searchWords(said).slice(0, 12), looking);
}

const today = ({ now, zone }: World): Date => dateOfDay(dayIn(zone, now));

function listed({ reader }: World, said: string, units: readonly Unit[], people: readonly FoundPerson[]) {
  const values = { said: escapeMarkup(said), count: units.length + people.length };
  if (values.count === 0) return { text: reader.say('unit.find.none', values) };
  const buttons: readonly Button[] = [
    ...units
      .slice(0, offeredAtMost)
      .map((unit) => ({ label: shorten(choiceOf(unit).label, 60), action: `fu:${shortId(unit.id)}` })),
    ...people
      .slice(0, offeredAtMost)
      .map(({ id, name, post }) => ({ label: shorten(`${name}, ${post}`, 60), action: `fp:${shortId(id)}` })),
  ];
  const key = buttons.length < values.count ? 'unit.find.many' : 'unit.find.several';
  return { text: reader.say(key, values), buttons: buttons.map((button) => [button]) };
}

/** A unit chosen from a list, if the person may still see it. */
export async function viewUnit(world: World, id: UnitId): Promise<Turned> {
  const unit = await world.store.units.byId(id);
  if (!unit || !maySeeUnit(world.actor, unit)) throw new Refusal('chat.not-yours');
  return { say: [await unitCard(world, unit)] };
}

export const viewPerson = async (world: World, id: PersonId): Promise<Turned> => ({
  say: [await personCard(world, id)],
});

async function unitCard(world: World, unit: Unit): Promise<Wording> {
  const { store, reader, actor } = world;
  const card = await store.unitCards.unit(unit.id, today(world), dateOf(world.now));
  if (!card) throw new Refusal('chat.not-yours');
  const open = await store.unitCards.openAt(unit.id, actor);
  const lines = [
    reader.say('unit.card.head', { unit: escapeMarkup(choiceOf(unit).label) }),
    ...formerLines(world, card),
    card.households === null ? '' : reader.say('unit.card.households', { count: card.households }),
    ...followerLines(world, card),
    ...card.offices.map((office) => reader.say('unit.card.office', { office: escapeMarkup(office) })),
    meetingLine(world, unit, card),
    reader.say('unit.card.open', { count: open }),
  ];
  return { text: lines.filter((line) => line !== '').join('\n'), buttons: unitAttendance(world, unit) };
}

const formerLines = ({ reader }: World, { formerly }: UnitCard): readonly Markup[] =>
  formerly.length === 0
    ? []
    : [
        reader.say('unit.card.formerly', {
          names: escapeMarkup([...new Set(formerly.map(({ word, name }) => `${word} ${name}`))].join(', ')),
        }),
      ];

const followerLines = ({ reader }: World, { followers }: UnitCard): readonly Markup[] =>
  followers.length === 0
    ? [reader.say('unit.card.no-follower')]
    : followers.map(({ name, post, role }) =>
        reader.say(`unit.card.follower.${role}`, { name: escapeMarkup(name), post: escapeMarkup(post) }),
      );

/** Of meetings know those who are invited to them and the offices over them. */
function meetingLine({ actor, reader, zone }: World, unit: Unit, { nextMeeting }: UnitCard): Markup {
  const maySee = follows(actor, unit.id) || generalUnits(actor).some((above) => isWithin(unit, above));
  if (!nextMeeting || !maySee) return '';
  return reader.say('unit.card.meeting', {
    when: writeTimeFirst(parse(nextMeeting.at).toZonedDateTimeISO(zone), languageOf(reader.language)),
    place: escapeMarkup(nextMeeting.place),
  });
}

async function personCard(world: World, id: PersonId): Promise<Wording> {
  const { store, reader, actor } = world;
  const card = await store.unitCards.person(id, sight(actor), today(world));
  if (!card) throw new Refusal('chat.not-yours');
  const ofOffice = generalUnits(actor).length > 0;
  const lines = [
    reader.say('unit.person.head', { name: escapeMarkup(card.name), post: escapeMarkup(card.post) }),
    ...card.offices.map((office) => reader.say('unit.person.office', { office: escapeMarkup(office) })),
    ...card.follows.map(({ unit, role }) =>
      reader.say(`unit.person.follows.${role}`, { unit: escapeMarkup(unit) }),
    ),
    ofOffice && card.phone ? reader.say('unit.person.phone', { phone: nationalPhone(card.phone) }) : '',
    ofOffice && !card.linked ? reader.say('unit.person.not-linked') : '',
  ];
  const buttons = ofOffice ? [[historyButton(reader, id)]] : [];
  return { text: lines.filter((line) => line !== '').join('\n'), buttons };
}
