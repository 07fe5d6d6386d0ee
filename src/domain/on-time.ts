import type { Clock, Entry } from './entry.ts';
import type { OfficeId } from './identity.ts';
import { earlier, type Instant, parse } from './time.ts';

/** On the first deadline; after it, but within a pause or an extension; late. */
export type OnTime = 'first' | 'extended' | 'late';

/** How one office that had it did: it answered, or time ran out. */
export type Settled = {
  readonly office: OfficeId;
  readonly onTime: OnTime;
  /** By which entry of the history, and when. */
  readonly position: number;
  readonly at: Instant;
  /** Working days in which both clocks stood still there. */
  readonly pausedDays: number;
};

type Stay = {
  readonly office: OfficeId;
  readonly first: string;
  readonly promised: string;
  readonly worst: OnTime;
  /** It is late for good: answered later on, it is not counted again. */
  readonly counted: boolean;
  readonly pausedDays: number;
};

const order: readonly OnTime[] = ['first', 'extended', 'late'];
const worse = (a: OnTime, b: OnTime): OnTime => (order.indexOf(a) < order.indexOf(b) ? b : a);

function graded(stay: Stay, at: Instant): OnTime {
  const now: OnTime = !earlier(parse(stay.first), at)
    ? 'first'
    : !earlier(parse(stay.promised), at)
      ? 'extended'
      : 'late';
  return worse(stay.worst, now);
}

/**
 * What the last entries of a history settled. Measured by the first promise, to take it up and to answer it; whoever passed
 * it on in time is not counted.
 */
export function settledBy(entries: readonly Entry[], before: readonly Entry[] = []): readonly Settled[] {
  const settled: Settled[] = [];
  let stay: Stay | undefined;
  for (const [position, entry] of [...before, ...entries].entries()) {
    const onTime = stay && !stay.counted ? counted(stay, entry) : undefined;
    if (stay && onTime && position >= before.length) {
      const { office, pausedDays } = stay;
      settled.push({ office, onTime, position, at: entry.at, pausedDays });
    }
    stay = next(stay, entry);
  }
  return settled;
}

/** Only these settle anything. */
export const maySettle = ({ what }: Entry): boolean =>
  what === 'answered' || what === 'moved' || what === 'overdue-at-top';

function counted(stay: Stay, { what, at }: Entry): OnTime | undefined {
  if (what === 'answered') return graded(stay, at);
  return what === 'moved' || what === 'overdue-at-top' ? 'late' : undefined;
}

function next(stay: Stay | undefined, entry: Entry): Stay | undefined {
  switch (entry.what) {
    case 'raised':
    case 'moved':
    case 'disputed':
    case 'transferred':
    case 'reopened':
      return arrived(entry.data);
    case 'reorganised':
      return 'deadline' in entry.data ? arrived(entry.data) : stay;
    case 'overdue-at-top':
      return stay && { ...stay, counted: true };
    case 'taken-up':
      return stay && { ...stay, ...promise(entry.data), worst: graded(stay, entry.at) };
    case 'paused': {
      const { deadline, days } = entry.data;
      return stay && { ...stay, promised: deadline, pausedDays: stay.pausedDays + days };
    }
    case 'extended':
      return stay && { ...stay, promised: entry.data.deadline };
    case 'calendar-changed': {
      const { deadline, first } = entry.data;
      return stay && { ...stay, ...(deadline && { promised: deadline }), ...(first && { first }) };
    }
    case 'answered':
      return undefined;
    default:
      return stay;
  }
}

const promise = ({ deadline }: Pick<Clock, 'deadline'>) => ({ first: deadline, promised: deadline });
const arrived = (data: Pick<Clock, 'deadline'> & { readonly office: OfficeId }): Stay => ({
  office: data.office,
  ...promise(data),
  worst: 'first',
  counted: false,
  pausedDays: 0,
});
