import { shortId } from '../../domain/identity.ts';
import { escapeMarkup } from '../../domain/markup.ts';
import type { RungOffice } from '../../domain/rung.ts';
import type { Told } from '../../store/recommendation-row.ts';
import type { Act } from '../app.ts';
import type { Reader, Wording } from '../messaging/say.ts';
import { facts, nextStepLine } from './wording.ts';

/** What comes in number, and the list in which each of it is found again; where there is none it has a button of its own. */
const lists = {
  warning: 'viec',
  arrived: 'viec',
  red: 'viec',
  'taken-away': undefined,
  moved: 'kiennghi',
  'red-to-raiser': 'kiennghi',
  'closed-by-silence': 'kiennghi',
  'people-asked': 'kiennghi',
  joined: 'viec',
  'legal-near': undefined,
  'legal-passed': undefined,
} as const;

type Also = {
  readonly from?: string;
  readonly joiner?: string;
  readonly place?: string;
  readonly climb?: readonly RungOffice[];
};

/** How it stands in a digest, when many of its kind reach one person at one time. */
export function inDigest(
  act: Act,
  reader: Reader,
  told: Told,
  kind: keyof typeof lists,
  { from = '', joiner = '', place = '', climb }: Also = {},
): NonNullable<Wording['digest']> {
  const list = lists[kind];
  const values = {
    ...facts(act, reader, told),
    from: escapeMarkup(from),
    joiner: escapeMarkup(joiner),
    place: escapeMarkup(place),
  };
  const line = reader.say(`recommendation.one-of-many.${kind}`, values);
  const next = climb ? nextStepLine(act, reader, told, climb) : '';
  return {
    title: `recommendation.many.${kind}`,
    line: next === '' ? line : `${line} ${next}`,
    button: list
      ? { label: reader.say(`command.${list}`), action: `c:${list}` }
      : { label: told.number, action: `rv:${shortId(told.id)}` },
  };
}
