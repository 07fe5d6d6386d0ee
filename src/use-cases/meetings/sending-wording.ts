import { shortId } from '../../domain/identity.ts';
import type { Meeting } from '../../domain/meeting.ts';
import type { Button } from '../../domain/message.ts';
import type { Instant } from '../../domain/time.ts';
import { writeTime } from '../../domain/write-moment.ts';
import type { Reader, Wording } from '../messaging/say.ts';
import type { Progress } from './steer-sending.ts';
import { whenAndWhere } from './wording.ts';

type Held = { readonly sendAt: Instant; readonly reached: number; readonly unreached: number };

const button = (reader: Reader, verb: string, label: string, meeting: Pick<Meeting, 'id'>): Button => ({
  label: reader.say(label),
  action: `${verb}:${shortId(meeting.id)}`,
});

/** The notice is recorded and waits: whoever called the meeting may take it back, or not wait. */
export function heldWording(
  reader: Reader,
  zone: string,
  meeting: Meeting,
  { sendAt, reached, unreached }: Held,
): Wording {
  const time = writeTime(sendAt.toZonedDateTimeISO(zone).toPlainTime());
  return {
    text: reader.say('sending.held', {
      ...whenAndWhere(reader, zone, meeting),
      time,
      reached,
      unreached,
    }),
    buttons: [[button(reader, 'su', 'sending.undo', meeting), button(reader, 'sg', 'sending.now', meeting)]],
  };
}

/** How far the sending is, and what can be done about it. */
export function progressWording(reader: Reader, zone: string, standing: Progress): Wording {
  const { meeting, sending, left, waiting, unreached, invited } = standing;
  const values = { ...whenAndWhere(reader, zone, meeting), left, waiting, unreached, invited };
  const buttons = {
    held: [['su', 'sending.undo'] as const, ['sg', 'sending.now'] as const],
    sending: [['sx', 'sending.stop'] as const, ['sp', 'sending.look'] as const],
    stopped: [['sr', 'sending.resume'] as const],
    sent: [],
  }[sending];
  return {
    text: reader.say(`sending.stands.${sending}`, values),
    buttons: [
      buttons.map(([verb, label]) => button(reader, verb, label, meeting)),
      ...(sending === 'held' ? [] : [[button(reader, 'm', 'meeting.see-answers', meeting)]]),
    ].filter((line) => line.length > 0),
  };
}
