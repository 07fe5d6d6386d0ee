import { fold } from './vietnamese-text.ts';

const whole = /^kn-(.+)-(\d{4})-(\d{1,9})$/;
const part = /^(?:(\d{4})-)?(\d{1,9})$/;

const tidied = (typed: string): string => fold(typed).replace(/[\s–—-]+/g, '-');

const written = (series: string, year: string, ordinal: string): string =>
  `KN-${series.toUpperCase()}-${year}-${String(Number(ordinal)).padStart(5, '0')}`;

/** The number of a recommendation ("KN-BT-2018-00123") as it is kept, however it was typed; undefined where it is none. */
export function readRecommendationNumber(typed: string): string | undefined {
  const [, series, year, ordinal] = whole.exec(tidied(typed)) ?? [];
  return series && year && ordinal ? written(series, year, ordinal) : undefined;
}

/** Also the end of one, "123" or "2018-123", where `like` is at hand: of the same province, and of the same year if none is said. */
export function readNumberLike(typed: string, like: string): string | undefined {
  const [, said, ordinal] = part.exec(tidied(typed)) ?? [];
  const [, series, year] = whole.exec(tidied(like)) ?? [];
  if (!ordinal || !series || !year) return readRecommendationNumber(typed);
  return written(series, said ?? year, ordinal);
}
