import { neverOccurs, type Pattern, type Weekday } from '../domain/recurrence.ts';

/** The days of a rule, and the hour where it was said with them. */
export type RuleSaid = { readonly pattern: Pattern; readonly time?: string | undefined };

/** A rule as it rides in a button: nth.2.4@08:30 */
export function codeOf({ pattern, time }: RuleSaid): string {
  const parts = Object.values(pattern).join('.');
  return time === undefined ? parts : `${parts}@${time}`;
}

/** The inverse; undefined for anything else, for buttons are trusted by nobody. */
export function ruleOf(code: string): RuleSaid | undefined {
  const [, kind = '', first = '', second, time] =
    /^([a-z]+)\.(\d{1,2}|last)(?:\.(\d{1,2}))?(?:@((?:[01]\d|2[0-3]):[0-5]\d))?$/.exec(code) ?? [];
  const pattern = patternOf(kind, first, second);
  return pattern && !neverOccurs(pattern) ? { pattern, time } : undefined;
}

function patternOf(kind: string, first: string, second = ''): Pattern | undefined {
  const count = Number(first);
  const weekday = Number(kind === 'weekly' ? first : second) as Weekday;
  const hasWeekday = weekday >= 1 && weekday <= 7;
  switch (kind) {
    case 'day':
      return { kind, day: count };
    case 'date':
      return { kind, day: count, month: Number(second) };
    case 'weekly':
      return hasWeekday ? { kind, weekday } : undefined;
    case 'nth':
      return hasWeekday && (first === 'last' || (count >= 1 && count <= 5))
        ? { kind, nth: first === 'last' ? first : (count as 1 | 2 | 3 | 4 | 5), weekday }
        : undefined;
    case 'week':
      return hasWeekday && count >= 2 && count <= 4 ? { kind, week: count as 2 | 3 | 4, weekday } : undefined;
    default:
      return undefined;
  }
}
