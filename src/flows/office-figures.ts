import { escapeMarkup } from '../domain/markup.ts';
import type { Button } from '../domain/message.ts';
import { dateOf, dayIn } from '../domain/time.ts';
import type { Turned } from './converse.ts';
import type { World } from './flow.ts';

const months = 12;

export const figuresButton = ({ reader }: Pick<World, 'reader'>): readonly Button[] => [
  { label: reader.say('recommendation.figures.button'), action: 'c:solieu' },
];

/** Số liệu: how each of my offices has kept its deadlines, and what became of its answers. */
export async function figuresOfMine({ store, actor, reader, zone, now }: World): Promise<Turned> {
  if (actor.seats.length === 0) return { say: [{ text: reader.say('recommendation.no-office-of-yours') }] };
  const since = dateOf(dayIn(zone, now).subtract({ months }).toZonedDateTime(zone).toInstant());
  const offices = new Map(actor.seats.map(({ office, officeName }) => [office, officeName]));
  const parts: string[] = [];
  for (const [office, name] of offices) {
    const figures = await store.keptDeadlines.figures(office, since);
    const total = figures.first + figures.extended + figures.late;
    parts.push(
      reader.say(total === 0 ? 'recommendation.figures.none' : 'recommendation.figures.of', {
        ...figures,
        office: escapeMarkup(name),
        months,
        total,
      }),
    );
  }
  return { say: [{ text: parts.join('\n\n') }] };
}
