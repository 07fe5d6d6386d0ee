import { type InvitationId, longId, type PersonId, shortId } from '../domain/identity.ts';
import { escapeMarkup } from '../domain/markup.ts';
import { shorten } from '../domain/shorten.ts';
import { dateOfDay, dayIn } from '../domain/time.ts';
import { fold, searchWords, tidy } from '../domain/vietnamese-text.ts';
import type { Named } from '../store/people.ts';
import { answerInvitation } from '../use-cases/meetings/answer-invitation.ts';
import { given } from './ask.ts';
import { personChoice } from './ask-person.ts';
import { offeredAtMost } from './ask-unit.ts';
import { sight } from './find.ts';
import type { Choice, Flow, Question, Reading, World } from './flow.ts';

/** `value`: whose of the roster; empty for a name that is in none. */
type Draft = { readonly invitation?: string; readonly substitute?: Choice };

const atMost = 200;

/** Typed, and not settled yet whether somebody of the roster is meant. */
const typedOnly = 'typed';

/** A name may be followed by a post. */
const nameIn = (said: string): string => said.split(/[,;(–]| - /)[0]?.trim() ?? said;

/** Colleagues, and who serves where the person looks. */
async function peopleNamed(world: World, said: string): Promise<readonly Named[]> {
  const { actor, store, now, zone } = world;
  const near = { offices: actor.seats.map(({ office }) => office), within: sight(actor) };
  const day = dateOfDay(dayIn(zone, now));
  const words = searchWords(nameIn(said)).slice(0, 12);
  const found = await store.audiences.colleaguesNamed(words, near, day, offeredAtMost);
  return found.filter(({ id }) => id !== actor.id);
}

const answer = (substitute: Choice): Reading<Choice> => ({ outcome: 'answer', value: substitute });

async function read(said: string, world: World): Promise<Reading<Choice>> {
  const typed = tidy(said);
  const length = [...typed].length;
  if (typed === '') return { outcome: 'refused', sentence: { key: 'chat.empty' } };
  if (!/\p{L}/u.test(typed)) return { outcome: 'refused', sentence: { key: 'answering.wants-name' } };
  if (length > atMost)
    return { outcome: 'refused', sentence: { key: 'chat.too-long', values: { length, atMost } } };
  const people = await peopleNamed(world, typed);
  const [only] = people;
  if (only && people.length === 1 && fold(only.name) === fold(nameIn(typed)))
    return answer({ value: only.id, label: only.name });
  if (people.length === 0) return answer({ value: '', label: typed });
  return {
    outcome: 'more',
    value: { value: typedOnly, label: typed },
    sentence: { key: 'answering.which-substitute' },
  };
}

/** What was typed could be one of these, or none. */
async function choicesFor(world: World, before: Choice | undefined): Promise<readonly Choice[]> {
  if (before?.value !== typedOnly) return [];
  const people = await peopleNamed(world, before.label);
  const asTyped = world.reader.say('answering.as-typed', { said: before.label });
  return [
    ...people.map((person) => ({ value: `p${shortId(person.id)}`, label: personChoice(person).label })),
    { value: typedOnly, label: shorten(asTyped, 60) },
  ];
}

const substituteQuestion: Question<Choice, Draft, World> = {
  kind: 'question',
  ask: () => ({ key: 'meeting.ask.substitute' }),
  label: 'meeting.label.substitute',
  takesNumbers: false,
  choices: (world, _draft, before) => choicesFor(world, before),
  show: ({ label }) => escapeMarkup(label),
  read: async (said, { world }) =>
    'text' in said ? read(said.text, world) : { outcome: 'refused', sentence: { key: 'chat.wants-text' } },
  async choose(value, { world, before }) {
    if (value === typedOnly && before) return answer({ value: '', label: before.label });
    const id = longId<PersonId>(value.slice(1));
    const [person] = id ? await world.store.people.named([id]) : [];
    return person
      ? answer({ value: person.id, label: person.name })
      : { outcome: 'refused', sentence: { key: 'chat.choose-one' } };
  },
};

/** Cử người dự thay: whom. Somebody of the roster gets the notice; anybody else is told by the one who sends them. */
export const sendSubstitute: Flow<Draft> = {
  name: 'send-substitute',
  version: 2,
  title: 'meeting.substitute-title',
  questions: { invitation: given, substitute: substituteQuestion },
  async finish(world, { invitation, substitute: { value, label } }) {
    const { told } = await answerInvitation(world, invitation as InvitationId, {
      answer: 'substitute',
      substitute: label,
      ...(value !== '' && { substituteId: value as PersonId }),
    });
    const how = told ? 'told' : value === '' ? 'unknown' : 'unreached';
    const values = { substitute: escapeMarkup(label) };
    const { reader } = world;
    return [
      {
        text: [
          reader.say('meeting.substitute-sent', values),
          reader.say(`answering.substitute-${how}`, values),
        ].join('\n'),
      },
    ];
  },
};
