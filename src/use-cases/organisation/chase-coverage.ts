import { type Lack, nextChase, weekOf } from '../../domain/coverage.ts';
import { type Markup, priority } from '../../domain/message.ts';
import { dateOf, dateOfDay, dayIn } from '../../domain/time.ts';
import type { Unit } from '../../domain/unit.ts';
import { inCharge } from '../../store/area.ts';
import type { DueChase } from '../../store/chases.ts';
import type { LackPage } from '../../store/coverage.ts';
import type { Act } from '../app.ts';
import { type Reader, say, type Wording } from '../messaging/say.ts';
import { headName, lackLine, listButton } from './coverage-wording.ts';

const namedAtMost = 8;
const chased = ['units', 'unlinked', 'overloaded'] as const;
/** Said along with them: who only keeps an office's papers follows no unit, and is no reason to write. */
const alongside: Lack = 'idle';

/** Offices that are new are asked from the next week on. */
export const scheduleChases = (act: Act): Promise<void> =>
  act.store.chases.schedule(dateOf(nextChase(act.now, act.calendar())));

/** Once a week a general office is told what is missing in its charge, until nothing is. */
export async function chaseCoverage(act: Act, chase: DueChase): Promise<void> {
  const day = dateOfDay(dayIn(act.zone, act.now));
  const next = dateOf(nextChase(act.now, act.calendar()));
  const chasedHere = await act.store.chases.claim(chase, next, day);
  if (!chasedHere?.isThere) return;
  const { unit } = chasedHere;
  const area = inCharge(unit.id, day);
  const page = { atMost: namedAtMost };
  const lacking = (lack: Lack) => act.store.coverage.lacking(lack, area, day, page);
  const missing = {
    units: await lacking('units'),
    unlinked: await lacking('unlinked'),
    overloaded: await lacking('overloaded'),
    idle: await lacking('idle'),
  };
  if (chased.every((lack) => missing[lack].total === 0)) return;
  const staff = await act.store.people.staff(chase.office, day);
  await say(act, {
    to: staff.map(({ id }) => id),
    once: `coverage:${chase.office}:${weekOf(act.now, act.zone)}`,
    priority: priority.notice,
    mayWait: true,
    word: (reader) => worded(reader, unit, missing),
  });
}

type Missing = Readonly<Record<Lack, LackPage>>;

const worded = (reader: Reader, unit: Unit, missing: Missing): Wording => ({
  text: [
    reader.say('coverage.chase.title', { unit: headName(unit) }),
    ...chased.flatMap((lack) => section(reader, lack, missing[lack])),
    ...section(reader, alongside, { ...missing[alongside], rows: [] }),
    reader.say('coverage.chase.wish'),
  ].join('\n'),
  buttons: ([...chased, alongside] satisfies Lack[])
    .filter((lack) => missing[lack].total > 0)
    .map((lack) =>
      listButton(reader.say(`coverage.chase.see-${lack}`), { lack, unit: unit.id, inCharge: true }),
    ),
});

function section(reader: Reader, lack: Lack, { rows, total }: LackPage): readonly Markup[] {
  if (total === 0) return [];
  const rest = total - rows.length;
  const more = reader.say('coverage.chase.and-more', { count: rest });
  const isCut = rows.length > 0 && rest > 0;
  return [
    reader.say(`coverage.chase.${lack}`, { count: total }),
    ...rows.map((row) => lackLine(reader, row)),
    ...(isCut ? [reader.say('coverage.line', { name: more })] : []),
  ];
}
