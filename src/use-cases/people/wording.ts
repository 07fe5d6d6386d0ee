import type { Instant } from '../../domain/time.ts';
import { writeTimeFirst } from '../../domain/write-moment.ts';
import type { Act } from '../app.ts';
import type { Reader } from '../messaging/say.ts';

export const momentOf = (
  { zone }: Pick<Act, 'zone'>,
  { language }: Pick<Reader, 'language'>,
  at: Instant,
): string => writeTimeFirst(at.toZonedDateTimeISO(zone), language === 'en' ? 'en' : 'vi');
