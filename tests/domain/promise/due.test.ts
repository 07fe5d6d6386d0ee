import { expect, it } from 'vitest';
import type { Entry } from '../../../src/domain/entry.ts';
import { apply } from '../../../src/domain/history.ts';
import type { OfficeId, PersonId, RecommendationId, UnitId } from '../../../src/domain/identity.ts';
import { defaultLadders, type Limits } from '../../../src/domain/ladder.ts';
import { calendarChanged } from '../../../src/domain/promise/calendar.ts';
import { takenUp } from '../../../src/domain/promise/handle.ts';
import { inherited, raisedAt } from '../../../src/domain/promise/landing.ts';
import { extended } from '../../../src/domain/promise/pause.ts';
import { awaits, type Recommendation, type Standing } from '../../../src/domain/recommendation.ts';
import type { RungOffice } from '../../../src/domain/rung.ts';
import { dayIn, parse } from '../../../src/domain/time.ts';
import { workCalendar } from '../../../src/domain/work-calendar.ts';

const by = 'somebody' as PersonId;
const unit = 'unit' as UnitId;
const calendar = workCalendar('Asia/Ho_Chi_Minh', []);
const office: RungOffice = {
  id: 'roads' as OfficeId,
  name: 'Roads',
  kind: 'general',
  fields: [],
  unitId: unit,
  rank: 0,
  level: 'tinh',
  lineage: [unit],
  reachable: true,
  live: true,
};
const at = (moment: string) => ({ now: parse(moment), calendar, climb: [office] });

/** Raised on Monday the 19th, to be done by a moment of its own. */
function owed(due: string): Recommendation {
  const ladder = defaultLadders.find(({ kind }) => kind === 'conclusion') as Limits;
  const limits = { ...ladder, due };
  const scene = at('2018-11-19T02:00:00Z');
  const raised = {
    id: 'it' as RecommendationId,
    number: 'KN',
    unitId: unit,
    visitId: undefined,
    raisedBy: by,
    kind: 'conclusion' as const,
    urgency: 'normal' as const,
    field: undefined,
    text: '',
    raisedAt: scene.now,
    aboutOffice: false,
    hiddenFrom: undefined,
    limits,
  };
  return after(raised, raisedAt({ office, skipped: [] }, limits, scene, { by }));
}

const after = (told: Omit<Recommendation, keyof Standing>, entries: readonly Entry[]): Recommendation => ({
  ...told,
  ...(entries.reduce<Standing | undefined>(
    apply,
    'state' in told ? (told as Recommendation) : undefined,
  ) as Standing),
});

const takenUpAt = (told: Recommendation, moment: string): string =>
  `${after(told, takenUp(told, at(moment), by)).deadline}`;

const christmas = '2018-12-25T10:00:00Z';

it('is to be answered by its own moment, and keeps it when it is taken up before', () => {
  const told = owed(christmas);
  expect(`${told.deadline}`).toBe(christmas);
  expect(awaits(told)).toBe('answer');
  expect(takenUpAt(told, '2018-11-20T02:00:00Z')).toBe(christmas);
});

it('has the time of the ladder when it is taken up after its moment', () => {
  expect(takenUpAt(owed('2018-11-21T10:00:00Z'), '2018-11-22T02:00:00Z')).toBe('2018-12-13T10:00:00Z');
});

it('keeps the day to which it was put off', () => {
  const told = owed(christmas);
  const scene = at('2018-11-20T02:00:00Z');
  const until = dayIn(calendar.zone, parse('2018-12-28T02:00:00Z'));
  const later = after(told, extended(told, scene, { by, reason: '', until, interim: '' }));
  expect(awaits(later)).toBe('answer');
  expect(takenUpAt(later, '2018-11-21T02:00:00Z')).toBe('2018-12-28T10:00:00Z');
});

it('keeps its day at the heir of an office that ended, while it is ahead, and when it is in hand there', () => {
  const heir = { ...office, id: 'heir' as OfficeId };
  const told = owed(christmas);
  const inHand = after(told, takenUp(told, at('2018-11-20T02:00:00Z'), by));
  for (const one of [told, inHand]) {
    const scene = at('2018-11-21T02:00:00Z');
    const data = inherited(one, heir, scene);
    const moved = after(one, [{ what: 'reorganised', at: scene.now, by: undefined, data }]);
    expect(`${moved.deadline}`).toBe(christmas);
    expect([moved.office, moved.state, awaits(moved)]).toEqual(['heir', 'open', 'answer']);
    expect(takenUpAt(moved, '2018-11-22T02:00:00Z')).toBe(christmas);
  }
  const late = inherited(told, heir, at('2018-12-26T02:00:00Z'));
  expect(late.deadline).not.toBe(christmas);
  expect(parse(late.deadline).epochMilliseconds).toBeGreaterThan(
    parse('2018-12-26T02:00:00Z').epochMilliseconds,
  );
});

it('is not moved by a change of the calendar; what is counted in working days is', () => {
  const told = owed(christmas);
  const scene = at('2018-11-20T02:00:00Z');
  const free = ['2018-11-22', '2018-11-23', '2018-12-24', '2018-12-25', '2018-12-26'];
  const edited = {
    ...scene,
    calendar: workCalendar(
      'Asia/Ho_Chi_Minh',
      free.map((date) => ({ date, kind: 'holiday' as const, name: '' })),
    ),
  };
  const changed = after(told, calendarChanged(told, edited, calendar));
  expect(`${changed.deadline}`).toBe(christmas);
  expect(awaits(changed)).toBe('answer');
  expect(changed.legalDeadline.epochMilliseconds).toBeGreaterThan(told.legalDeadline.epochMilliseconds);
  const counted = { ...told, firstDeadline: told.deadline?.subtract({ hours: 24 }) };
  expect(after(counted, calendarChanged(counted, edited, calendar)).deadline).not.toEqual(told.deadline);
});

it('has a legal deadline that is not before its own moment', () => {
  expect(`${owed(christmas).legalDeadline}`).toBe('2019-01-14T10:00:00Z');
  expect(`${owed('2019-06-03T10:00:00Z').legalDeadline}`).toBe('2019-06-03T10:00:00Z');
});
