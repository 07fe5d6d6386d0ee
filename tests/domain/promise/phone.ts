import type { Entry } from '../../../src/domain/entry.ts';
import type { AnswerDelivery } from '../../../src/domain/promise/silence.ts';
import type { Instant } from '../../../src/domain/time.ts';
import type { Phone } from './plan.ts';

/** How who raised it is reached, and where the last answer is on its way to them. */
export type Reached = {
  now: Instant;
  phone: Phone;
  answer: { readonly arrivedAt?: Instant; readonly onItsWay: boolean };
};

export const isSending = (entry: Entry): boolean =>
  entry.what === 'answered' || (entry.what === 'close-put-off' && entry.data.sentAgain === true);

export const sent = ({ phone, now }: Reached): Reached['answer'] =>
  phone === 'prompt' ? { arrivedAt: now, onItsWay: false } : { onItsWay: phone === 'slow' };

export const deliveryOf = ({ phone, answer: { arrivedAt, onItsWay } }: Reached): AnswerDelivery => ({
  arrivedAt,
  maySendAgain: !arrivedAt && !onItsWay && phone !== 'unreachable',
});

/** What was on its way arrives once there is somebody to take it. */
export function changePhone(reached: Reached, phone: Phone): void {
  reached.phone = phone;
  if (phone === 'prompt' && reached.answer.onItsWay) reached.answer = sent(reached);
}
