import { lacks, maySeeCoverage } from '../domain/coverage.ts';
import { longId, shortId, type UnitId } from '../domain/identity.ts';
import { type Seat, seatsThatCall } from '../domain/permission.ts';
import { Refusal } from '../domain/refusal.ts';
import { shorten } from '../domain/shorten.ts';
import { dateOfDay, dayIn } from '../domain/time.ts';
import { type Unit, unitName } from '../domain/unit.ts';
import { inCharge, subtree } from '../store/area.ts';
import type { LackPage } from '../store/coverage.ts';
import type { Reader, Wording } from '../use-cases/messaging/say.ts';
import { coverageOf } from '../use-cases/organisation/coverage.ts';
import {
  headName,
  type LackList,
  lackLine,
  lackOf,
  listAction,
  listButton,
  overviewLines,
} from '../use-cases/organisation/coverage-wording.ts';
import type { Turned } from './converse.ts';
import type { World } from './flow.ts';

const shown = 10;

/** How the person's own unit is covered; who sits in offices of several units is asked which. */
export async function coverageOfMine(world: World): Promise<Turned> {
  const { actor, reader } = world;
  const units = unitsOf(seatsThatCall(actor));
  const [only] = units;
  if (!only) return { say: [{ text: reader.say('coverage.offices-only') }] };
  if (units.length === 1) return { say: [await overview(world, only)] };
  const buttons = units.map((unit) => [
    { label: shorten(unitName(unit), 40), action: `tt:${shortId(unit.id)}` },
  ]);
  return { say: [{ text: reader.say('coverage.which'), buttons }] };
}

const unitsOf = (seats: readonly Seat[]): readonly Unit[] => [
  ...new Map(seats.map(({ unit }) => [unit.id, unit])).values(),
];

export async function coverageOfUnit(world: World, id: UnitId): Promise<Turned> {
  return { say: [await overview(world, await unitSeen(world, id))] };
}

/** The unit behind a button, if the law of access lets the person see it now. */
async function unitSeen({ actor, store }: World, id: UnitId): Promise<Unit> {
  const unit = await store.units.byId(id);
  if (!unit || !maySeeCoverage(actor, unit)) throw new Refusal('chat.not-yours');
  return unit;
}

async function overview(world: World, unit: Unit): Promise<Wording> {
  const { reader } = world;
  const found = await coverageOf(world, unit.id);
  const missing = lacks.filter((lack) => found.lacking[lack] > 0);
  return {
    text: [
      ...overviewLines(reader, unit, found),
      ...(missing.length === 0 ? [reader.say('coverage.complete')] : []),
    ].join('\n'),
    buttons: missing.map((lack) =>
      listButton(reader.say(`coverage.lack.${lack}`, { count: found.lacking[lack] }), {
        lack,
        unit: unit.id,
        inCharge: false,
      }),
    ),
  };
}

/** A page of who or what is lacking. The key says which list, of which unit, and behind whom it begins. */
export async function lackingThere(world: World, key: string): Promise<Turned> {
  const { store, reader, zone, now } = world;
  const { list, after } = readKey(key);
  const unit = await unitSeen(world, list.unit);
  const day = dateOfDay(dayIn(zone, now));
  const area = list.inCharge ? inCharge(unit.id, day) : subtree(unit.id, day);
  const page = await store.coverage.lacking(list.lack, area, day, { after, atMost: shown });
  if (page.rows.length > 0) return { say: [pageOf(reader, unit, list, page)] };
  return { say: [{ text: reader.say(after ? 'coverage.no-more' : 'coverage.complete') }] };
}

function readKey(key: string): { readonly list: LackList; readonly after: string | undefined } {
  const [letter = '', unit = '', after] = key.split('.');
  const lack = /^[uiloUL]$/.test(letter) ? lackOf(letter) : undefined;
  const id = longId<UnitId>(unit);
  const behind = after === undefined ? undefined : longId(after);
  if (!lack || !id || (after !== undefined && !behind)) throw new Refusal('chat.old-button');
  return { list: { lack, unit: id, inCharge: letter !== letter.toLowerCase() }, after: behind };
}

function pageOf(reader: Reader, unit: Unit, list: LackList, { rows, total, rest }: LackPage): Wording {
  const from = total - rest + 1;
  const part = reader.say('coverage.part', { from, to: from + rows.length - 1 });
  const last = rows.at(-1);
  return {
    text: [
      reader.say(`coverage.list.${list.lack}`, { unit: headName(unit), count: total }),
      ...(total > rows.length ? [part] : []),
      ...rows.map((row) => lackLine(reader, row)),
    ].join('\n'),
    buttons:
      last && rest > rows.length
        ? [[{ label: reader.say('coverage.more'), action: listAction(list, last.id) }]]
        : [],
  };
}
