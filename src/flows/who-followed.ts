import { Temporal } from 'temporal-polyfill';
import type { UnitId } from '../domain/identity.ts';
import { escapeMarkup } from '../domain/markup.ts';
import { type Actor, maySeeUnit } from '../domain/permission.ts';
import { Refusal } from '../domain/refusal.ts';
import { readDay } from '../domain/roster/cell.ts';
import { fullUnitName, type Unit } from '../domain/unit.ts';
import { writeDate } from '../domain/write-moment.ts';
import { todayOf } from '../use-cases/organisation/assignable.ts';
import { followedLine, followedOn } from '../use-cases/organisation/followed.ts';
import { languageOf, oneOf } from './ask.ts';
import { day } from './ask-day.ts';
import { choiceOf, matchUnits, offeredAtMost } from './ask-unit.ts';
import type { Choice, Flow, World } from './flow.ts';

type Draft = { readonly unit?: Choice; readonly on?: string };

const inSight = (actor: Actor): readonly Unit[] => {
  const units = [
    ...actor.follows.map(({ unit }) => unit),
    ...actor.seats.filter(({ kind }) => kind === 'general').map(({ unit }) => unit),
  ];
  return units.filter(({ id }, at) => units.findIndex((one) => one.id === id) === at);
};

async function unitToSee({ actor, store }: World, id: string): Promise<Unit> {
  const unit = await store.units.byId(id as UnitId);
  if (!unit || !maySeeUnit(actor, unit)) throw new Refusal('chat.not-yours');
  return unit;
}

const lately = day<Draft>({
  ask: 'assignment.history.ask-day',
  label: 'assignment.label.from',
  looking: 'back',
});

/** Ai phụ trách ngày nào: who followed a unit on a day. */
export const whoFollowed: Flow<Draft> = {
  name: 'who-followed',
  version: 1,
  title: 'assignment.history.title',
  questions: {
    unit: oneOf<Draft>({
      ask: 'assignment.history.ask-unit',
      label: 'assignment.label.unit',
      choices: async ({ actor }) => inSight(actor).slice(0, offeredAtMost).map(choiceOf),
      async find(typed, world) {
        const within = inSight(world.actor).map(({ id }) => id);
        const match = await matchUnits(typed, within, world);
        const meant = match.outcome === 'one' ? [match.unit] : match.outcome === 'several' ? match.units : [];
        return meant.slice(0, offeredAtMost).map(({ unit }) => choiceOf(unit));
      },
      notFound: 'unit.not-found',
      several: 'unit.several',
      name: async (value, world) => choiceOf(await unitToSee(world, value)).label,
    }),
    on: {
      ...lately,
      // A day long past is asked about here as well, where its year is said.
      async read(said, context) {
        const iso = 'text' in said ? readDay(said.text.trim()) : undefined;
        return iso !== undefined && iso <= todayOf(context.world)
          ? { outcome: 'answer', value: iso }
          : lately.read(said, context);
      },
    },
  },
  async finish(world, draft) {
    const { reader, store } = world;
    const unit = await unitToSee(world, draft.unit.value);
    const there = await followedOn(store, unit, draft.on);
    const day = writeDate(Temporal.PlainDate.from(draft.on), languageOf(reader.language));
    const values = (one: Unit) => ({ unit: escapeMarkup(fullUnitName(one)), day });
    if (there.length === 0) return [{ text: reader.say('assignment.history.nobody', values(unit)) }];
    const parts = there.map(({ unit: one, rows }) =>
      [
        reader.say('assignment.history.on', values(one)),
        ...rows.map((row) => followedLine(reader, row)),
      ].join('\n'),
    );
    return [{ text: parts.join('\n\n') }];
  },
};
