import {
  type Audience,
  followersOnly,
  guestsAtMost,
  isNobody,
  toggle,
  toggleLevel,
} from '../domain/audience.ts';
import { longId, type OfficeId, type PersonId, shortId } from '../domain/identity.ts';
import { escapeMarkup } from '../domain/markup.ts';
import type { Markup } from '../domain/message.ts';
import { type Seat, seatsThatCall } from '../domain/permission.ts';
import { shorten } from '../domain/shorten.ts';
import { dateOfDay, dayIn } from '../domain/time.ts';
import { type Unit, unitName } from '../domain/unit.ts';
import { searchWords, tidy } from '../domain/vietnamese-text.ts';
import { personChoice } from './ask-person.ts';
import { offeredAtMost } from './ask-unit.ts';
import type { Choice, Question, Reading, World } from './flow.ts';

type Drafted = { readonly office?: Choice };

const seatIn = ({ actor }: World, { office }: Drafted): Seat | undefined =>
  seatsThatCall(actor).find((seat) => seat.office === (office?.value as OfficeId));

const mark = ({ reader }: World, isIn: boolean, what: string): string =>
  shorten(reader.say(isIn ? 'sending.leave-out' : 'sending.add', { what }), 60);

/** What can be added or left out: followers of the unit and of levels below it, its offices, clusters in it, guests. */
async function offered(world: World, draft: Drafted, audience: Audience): Promise<readonly Choice[]> {
  const { store, reader, now, zone } = world;
  const seat = seatIn(world, draft);
  if (!seat) return [];
  const { unit } = seat;
  const day = dateOfDay(dayIn(zone, now));
  const levels = [
    { level: 0, what: reader.say('sending.followers-of', { unit: unitName(unit) }) },
    ...(await store.audiences.levelsBelow(unit, day)).map(({ level, word }) => ({
      level,
      what: reader.say('sending.followers-below', { level: word.toLowerCase() }),
    })),
  ];
  const offices = await store.audiences.officesOf(unit.id, 3);
  const clusters = await store.audiences.clustersIn(unit.id, 3);
  const also = <Item extends { id: string; name: string }>(
    listed: readonly Item[],
    chosen: readonly Item[],
  ) => [...listed, ...chosen.filter(({ id }) => !listed.some((one) => one.id === id))];
  const isIn = (list: readonly { id: string }[], id: string) => list.some((one) => one.id === id);
  return [
    { value: 'done', label: reader.say('chat.done') },
    ...levels.map(({ level, what }) => ({
      value: `l${level}`,
      label: mark(world, audience.levels.includes(level), what),
    })),
    ...(audience.levels.length + audience.clusters.length > 0
      ? [
          {
            value: 'leads',
            label: reader.say(audience.leadsOnly ? 'sending.supports-too' : 'sending.leads-only'),
          },
        ]
      : []),
    ...also(offices, audience.offices).map(({ id, name }) => ({
      value: `o${shortId(id)}`,
      label: mark(world, isIn(audience.offices, id), name),
    })),
    ...also(clusters, audience.clusters).map(({ id, name }) => ({
      value: `c${shortId(id)}`,
      label: mark(world, isIn(audience.clusters, id), name),
    })),
    ...audience.guests.map(({ id, name }) => ({ value: `p${shortId(id)}`, label: mark(world, true, name) })),
  ];
}

const changed = (value: Audience): Reading<Audience> => ({
  outcome: 'more',
  value,
  sentence: { key: 'sending.audience-changed' },
});
const refused = (key: string, values?: Readonly<Record<string, string | number>>): Reading<never> => ({
  outcome: 'refused',
  sentence: values ? { key, values } : { key },
});

async function choose(value: string, world: World, before: Audience): Promise<Reading<Audience>> {
  if (value === 'done')
    return isNobody(before) ? refused('sending.nobody-chosen') : { outcome: 'answer', value: before };
  if (value === 'leads') return changed({ ...before, leadsOnly: !before.leadsOnly });
  if (/^l\d$/.test(value)) return changed(toggleLevel(before, Number(value.slice(1))));
  const id = longId<string>(value.slice(1));
  const named = id && (await nameOf(world, value.charAt(0), id, before));
  if (!id || !named) return refused('chat.choose-one');
  if (value.startsWith('o'))
    return changed({ ...before, offices: toggle(before.offices, { id: id as OfficeId, name: named }) });
  if (value.startsWith('c'))
    return changed({ ...before, clusters: toggle(before.clusters, { id, name: named }) });
  const guests = toggle(before.guests, { id: id as PersonId, name: named });
  return guests.length > guestsAtMost
    ? refused('sending.too-many-guests', { atMost: guestsAtMost })
    : changed({ ...before, guests });
}

async function nameOf(
  { store }: World,
  kind: string,
  id: string,
  before: Audience,
): Promise<string | undefined> {
  const known = [...before.offices, ...before.clusters, ...before.guests].find((one) => one.id === id);
  if (known) return known.name;
  if (kind === 'o') return (await store.offices.byId(id as OfficeId))?.name;
  if (kind === 'c') return store.audiences.clusterName(id);
  if (kind === 'p') return (await store.people.named([id as PersonId]))[0]?.name;
  return undefined;
}

/** People of the unit and of the offices above it, offices and clusters by what is typed; by the whole code anybody. */
async function found(typed: string, world: World, draft: Drafted): Promise<readonly Choice[]> {
  const { store, now, zone } = world;
  const seat = seatIn(world, draft);
  if (!seat) return [];
  const said = shorten(tidy(typed), 100);
  const code = await store.people.byCode(said);
  if (code) return [{ value: `p${shortId(code.id)}`, label: personChoice(code).label }];
  const words = searchWords(said).slice(0, 12);
  const looking = { within: [seat.unit.id], day: dateOfDay(dayIn(zone, now)), atMost: offeredAtMost };
  const here = await store.unitCards.peopleNamed(words, looking);
  const people =
    here.length > 0 ? here : await store.audiences.servingAbove(words, seat.unit, looking.day, offeredAtMost);
  const offices = await store.audiences.officesNamed(words, seat.unit.id, offeredAtMost);
  const clusters = await store.audiences.clustersNamed(words, seat.unit.id, offeredAtMost);
  return [
    ...people.map((person) => ({
      value: `p${shortId(person.id)}`,
      label: personChoice(person).label,
    })),
    ...offices.map(({ id, name }) => ({ value: `o${shortId(id)}`, label: shorten(name, 60) })),
    ...clusters.map(({ id, name }) => ({ value: `c${shortId(id)}`, label: shorten(name, 60) })),
  ].slice(0, offeredAtMost);
}

/** Who is invited: chosen and left out by buttons, and by name whoever else. */
export const audienceQuestion = <Draft extends Drafted>(): Question<Audience, Draft, World> => ({
  kind: 'question',
  ask: () => ({ key: 'sending.ask.audience' }),
  label: 'sending.label.audience',
  takesNumbers: false,
  choices: (world, draft, before = followersOnly) => offered(world, draft, before),
  choose: (value, { world, before = followersOnly }) => choose(value, world, before),
  show: ({ guests }) => escapeMarkup(guests.map(({ name }) => name).join('; ')),
  async read(said, { world, draft, before = followersOnly }) {
    if (!('text' in said)) return refused('chat.wants-text');
    const choices = await found(said.text, world, draft);
    const [only] = choices;
    if (choices.length > 1) return { outcome: 'which', sentence: { key: 'sending.several-found' }, choices };
    return only
      ? choose(only.value, world, before)
      : refused('sending.guest-not-found', { said: shorten(tidy(said.text), 40) });
  },
});

/** Whom it invites, in one line. */
export async function audienceLine(world: World, unit: Unit, audience: Audience): Promise<Markup> {
  const { reader, store, now, zone } = world;
  const below = audience.levels.some((level) => level > 0)
    ? await store.audiences.levelsBelow(unit, dateOfDay(dayIn(zone, now)))
    : [];
  const followers = audience.levels.map((level) =>
    level === 0
      ? reader.say('sending.followers-of', { unit: escapeMarkup(unitName(unit)) })
      : reader.say('sending.followers-below', {
          level: (below.find((one) => one.level === level)?.word ?? '').toLowerCase(),
        }),
  );
  const named = [...audience.offices, ...audience.clusters, ...audience.guests];
  const parts = [...followers, ...named.map(({ name }) => escapeMarkup(name))];
  const rest = parts.length - namedAtMost;
  return [
    ...parts.slice(0, namedAtMost),
    ...(audience.leadsOnly ? [reader.say('sending.of-them-leads')] : []),
    ...(rest > 0 ? [reader.say('sending.and-more', { count: rest })] : []),
  ].join('; ');
}

const namedAtMost = 8;
