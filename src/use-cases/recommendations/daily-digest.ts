import type { OfficeId, PersonId } from '../../domain/identity.ts';
import { escapeMarkup } from '../../domain/markup.ts';
import { type Markup, priority } from '../../domain/message.ts';
import { dateOfDay, dayIn, instant } from '../../domain/time.ts';
import type { Told } from '../../store/recommendation-row.ts';
import type { Act } from '../app.ts';
import { type Reader, say } from '../messaging/say.ts';
import { facts, moment } from './wording.ts';

const namedAtMost = 30;

/** One digest a working day names all that are red at the office, and what it was asked to take part in and is late with. */
export async function dailyDigest(act: Act, office: OfficeId): Promise<void> {
  const day = dayIn(act.zone, act.now);
  const red = await act.store.recommendations.redAt(office, namedAtMost);
  const late = await lateAt(act, office);
  const staff = await act.store.people.staff(office, dateOfDay(day));
  await say(act, {
    to: staff.map(({ id }): PersonId => id),
    once: `digest:${office}:${day.toString()}`,
    priority: priority.notice,
    mayWait: true,
    word: (reader) => ({
      text: [
        ...section(reader, 'recommendation.digest', red, (told) => redLine(act, reader, told)),
        ...section(reader, 'help.digest', late, (one) => lateLine(act, reader, one)),
      ].join('\n'),
      buttons: [[{ label: reader.say('command.viec'), action: 'c:viec' }]],
    }),
  });
}

type Some<Thing> = { readonly count: number; readonly first: readonly Thing[] };

const section = <Thing>(
  reader: Reader,
  title: string,
  { count, first }: Some<Thing>,
  line: (thing: Thing) => Markup,
): readonly Markup[] => (count === 0 ? [] : [reader.say(title, { count }), ...first.map(line)]);

type Late = { readonly told: Told; readonly due: Date };

async function lateAt({ store }: Act, office: OfficeId): Promise<Some<Late>> {
  const { count, first } = await store.helpers.late(office, namedAtMost);
  if (count === 0) return { count, first: [] };
  const all = await store.recommendations.byIds(first.map(({ recommendation }) => recommendation));
  const known = new Map(all.map((told) => [told.id, told]));
  const late = first.flatMap(({ recommendation, due }) => {
    const told = known.get(recommendation);
    return told ? [{ told, due }] : [];
  });
  return { count, first: late };
}

function redLine(act: Act, reader: Reader, told: Told): Markup {
  const line = reader.say('recommendation.digest-line', facts(act, reader, told));
  if (told.handlerName === undefined) return line;
  return `${line} ${reader.say('recommendation.digest-handler', { handler: escapeMarkup(told.handlerName) })}`;
}

const lateLine = (act: Act, reader: Reader, { told, due }: Late): Markup =>
  reader.say('help.digest-line', { ...facts(act, reader, told), due: moment(act, reader, instant(due)) });
