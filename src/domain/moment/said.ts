export type PartOfDay = 'morning' | 'noon' | 'afternoon' | 'evening' | 'night' | 'am' | 'pm';

/** What the words of one message said, before it is known which day that is. */
export type Said = {
  readonly day: number;
  readonly month: number;
  readonly year: number;
  readonly monthsAhead: number;
  readonly yearsAhead: number;
  readonly monthEnd: true;
  readonly everyMonth: true;
  /** 1 Monday … 7 Sunday */
  readonly weekday: number;
  readonly weeksAhead: number;
  readonly daysAhead: number;
  readonly hour: number;
  readonly minute: number;
  readonly part: PartOfDay;
  readonly solar: true;
  readonly toward: 'forward' | 'back';
  /** A date or an hour that does not exist, as written. */
  readonly impossible: string;
};
