import type { PersonId } from '../domain/identity.ts';
import { assigningUnits } from '../domain/permission.ts';
import { shorten } from '../domain/shorten.ts';
import { dateOfDay, dayIn } from '../domain/time.ts';
import { searchWords, tidy } from '../domain/vietnamese-text.ts';
import { oneOf } from './ask.ts';
import { offeredAtMost } from './ask-unit.ts';
import type { Choice, Sentence, World } from './flow.ts';

type Asked<Draft> = {
  readonly ask: (draft: Draft) => Sentence;
  readonly label: string;
  readonly when: (draft: Draft) => boolean;
};

export const personChoice = ({ id, name, post }: { id: PersonId; name: string; post: string }): Choice => ({
  value: id,
  label: shorten(`${name}, ${post}`, 60),
});

/** Somebody of the roster, by name (with or without diacritics) or code; several are asked about. */
export const personQuestion = <Draft>(asked: Asked<Draft>) =>
  oneOf<Draft>({
    ...asked,
    choices: async () => [],
    find: findPeople,
    notFound: 'assignment.person-not-found',
    several: 'assignment.several-people',
    async name(value, { store }) {
      const found = await store.assignments.person(value as PersonId);
      return found && personChoice(found).label;
    },
  });

/** Those who serve at the units below the asker's offices; by the whole code anybody. */
async function findPeople(typed: string, { actor, store, now, zone }: World): Promise<readonly Choice[]> {
  const said = shorten(tidy(typed), 100);
  const code = await store.people.byCode(said);
  if (code) return [personChoice(code)];
  const within = assigningUnits(actor).map(({ id }) => id);
  const looking = { within, day: dateOfDay(dayIn(zone, now)), atMost: offeredAtMost };
  const found = await store.unitCards.peopleNamed(searchWords(said).slice(0, 12), looking);
  return found.map(personChoice);
}
