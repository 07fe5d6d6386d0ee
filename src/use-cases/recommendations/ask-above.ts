import { Temporal } from 'temporal-polyfill';
import { shortId } from '../../domain/identity.ts';
import { escapeMarkup } from '../../domain/markup.ts';
import type { Button } from '../../domain/message.ts';
import type { Scene } from '../../domain/promise/clock.ts';
import type { AskedAbove } from '../../domain/recommendation.ts';
import { writeDate } from '../../domain/write-moment.ts';
import type { Told } from '../../store/recommendation-row.ts';
import type { Act } from '../app.ts';
import type { Reader } from '../messaging/say.ts';
import { tellOffice } from './tell.ts';
import { card, facts } from './wording.ts';

/** The office of the level above is asked to decide. */
export async function askAbove(act: Act, told: Told, { climb }: Scene): Promise<void> {
  const { asked } = told;
  if (!asked) return;
  const target = await targetName(act, asked);
  await tellOffice(act, told, asked.to, told.events, {
    about: 'decide',
    word: (reader) => ({
      text: [askedLine(act, reader, told, asked, target), card(act, reader, told, climb)].join('\n'),
      buttons: decideButtons(reader, told),
    }),
  });
}

export async function targetName({ store }: Act, asked: AskedAbove): Promise<string> {
  if (asked.what !== 'transfer') return '';
  return (await store.offices.named([asked.target])).get(asked.target) ?? '';
}

export function askedLine(act: Act, reader: Reader, told: Told, asked: AskedAbove, target: string): string {
  const values = { ...facts(act, reader, told), reason: escapeMarkup(asked.reason), count: told.transfers };
  if (asked.what === 'transfer')
    return reader.say('promise.asked-transfer', { ...values, target: escapeMarkup(target) });
  const day = Temporal.PlainDate.from(asked.until);
  const to = writeDate(day, reader.language === 'en' ? 'en' : 'vi');
  return reader.say('promise.asked-extension', { ...values, to });
}

export const decideButtons = (reader: Reader, told: Pick<Told, 'id'>): readonly (readonly Button[])[] => [
  [
    { label: reader.say('promise.button.agree'), action: `ry:${shortId(told.id)}` },
    { label: reader.say('promise.button.refuse'), action: `rn:${shortId(told.id)}` },
  ],
];
