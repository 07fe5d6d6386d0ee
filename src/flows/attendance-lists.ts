import { type PersonId, shortId, type UnitId } from '../domain/identity.ts';
import { escapeMarkup } from '../domain/markup.ts';
import type { Button, Markup } from '../domain/message.ts';
import { type Actor, maySeeAttendance, seatsThatCall } from '../domain/permission.ts';
import { Refusal } from '../domain/refusal.ts';
import { shorten } from '../domain/shorten.ts';
import { dateOf, dateOfDay, dayIn, instant } from '../domain/time.ts';
import { fullUnitName, type Unit, unitName } from '../domain/unit.ts';
import { writeDate, writeShortDate } from '../domain/write-moment.ts';
import type { Attended, AttendedPage } from '../store/attendance.ts';
import type { Reader, Wording } from '../use-cases/messaging/say.ts';
import { languageOf } from './ask.ts';
import type { Turned } from './converse.ts';
import type { World } from './flow.ts';

const shown = 10;

/** The meetings somebody was invited to and whether they came: their own, or as far as the asker's offices reach. */
export async function attendanceOfPerson(world: World, id: PersonId, page: number): Promise<Turned> {
  const { store, actor, reader, now } = world;
  const within = id === actor.id ? undefined : seatsThatCall(actor).map(({ unit }) => unit.id);
  const [person] = await store.people.named([id]);
  if (!person || within?.length === 0) throw new Refusal('chat.not-yours');
  const query = { within, from: page * shown, atMost: shown };
  const found = await store.attendance.ofPerson(id, dateOf(now), query);
  const day = dateOfDay(dayIn(world.zone, now));
  const isTheirs = within && (found.total > 0 || (await store.unitCards.person(id, within, day)));
  if (within && !isTheirs) throw new Refusal('chat.not-yours');
  const values = { name: escapeMarkup(person.name), post: escapeMarkup(person.post) };
  const title = within
    ? reader.say('attendance.history.person', values)
    : reader.say('attendance.history.mine');
  return { say: [listOf(world, title, found, page, { action: `ht:${shortId(id)}`, line: personLine })] };
}

/** The meetings of a unit that are over and how many came. */
export async function attendanceOfUnit(world: World, id: UnitId, page: number): Promise<Turned> {
  const { store, actor, reader, now } = world;
  const unit = await store.units.byId(id);
  if (!unit || !maySeeAttendance(actor, unit)) throw new Refusal('chat.not-yours');
  const found = await store.attendance.ofUnit(id, dateOf(now), page * shown, shown);
  const title = reader.say('attendance.history.unit', { unit: escapeMarkup(fullUnitName(unit)) });
  return { say: [listOf(world, title, found, page, { action: `hu:${shortId(id)}`, line: unitLine })] };
}

type Values = Readonly<Record<string, string | number>>;
type Line = (row: Attended, reader: Reader, values: Values) => Markup;

function listOf(
  world: World,
  title: Markup,
  found: AttendedPage,
  page: number,
  { action, line }: { readonly action: string; readonly line: Line },
): Wording {
  const { reader } = world;
  const { rows, total } = found;
  if (rows.length === 0) return { text: [title, reader.say('attendance.history.none')].join('\n') };
  const from = page * shown;
  const range = { from: from + 1, to: from + rows.length, count: total };
  const more = from + rows.length < total;
  const meetings: readonly (readonly Button[])[] = rows.map((row) => [
    { label: shorten(`${dayShort(world, row)}: ${row.subject}`, 40), action: `mv:${shortId(row.meeting)}` },
  ]);
  return {
    text: [
      title,
      reader.say('attendance.part', range),
      ...rows.map((row) => line(row, reader, factsOf(world, row))),
    ].join('\n'),
    buttons: [
      ...meetings,
      ...(more ? [[{ label: reader.say('attendance.more'), action: `${action}:${page + 1}` }]] : []),
    ],
  };
}

const dayShort = ({ zone }: World, { at }: Attended): string =>
  writeShortDate(instant(at).toZonedDateTimeISO(zone).toPlainDate());

const dateWritten = ({ reader, zone }: World, { at }: Attended): string =>
  writeDate(instant(at).toZonedDateTimeISO(zone).toPlainDate(), languageOf(reader.language));

const factsOf = (world: World, row: Attended): Values => ({
  date: dateWritten(world, row),
  unit: escapeMarkup(row.unit),
  subject: escapeMarkup(shorten(row.subject, 80)),
  came: row.came,
  invited: row.invited,
});

const personLine: Line = ({ mine }, reader, values) =>
  reader.say(`attendance.history.${mine ?? 'unsaid'}`, values);

const unitLine: Line = ({ recorded }, reader, values) =>
  reader.say(`attendance.history.${recorded ? 'counted' : 'unsaid'}`, values);

/** For the card of a unit. */
export const unitAttendance = ({ actor, reader }: World, unit: Unit): readonly (readonly Button[])[] =>
  maySeeAttendance(actor, unit) ? [[unitButton(reader, unit)]] : [];

const unitButton = (reader: Reader, unit: Unit): Button => ({
  label: reader.say('attendance.history.unit-button', { unit: shorten(unitName(unit), 30) }),
  action: `hu:${shortId(unit.id)}`,
});

/** For the card of the person's own places: what they kept, and of each unit their office is at who came. */
export const attendanceButtons = ({ actor, reader }: World): readonly (readonly Button[])[] => [
  ...(actor.follows.length > 0
    ? [[{ label: reader.say('attendance.history.mine-button'), action: `ht:${shortId(actor.id)}` }]]
    : []),
  ...unitsOf(actor).map((unit) => [unitButton(reader, unit)]),
];

const unitsOf = (actor: Actor) =>
  [...new Map(seatsThatCall(actor).map(({ unit }) => [unit.id, unit])).values()].slice(0, 3);
