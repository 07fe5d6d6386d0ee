import { escapeMarkup } from '../../domain/markup.ts';
import type { Told } from '../../store/recommendation-row.ts';
import type { ActOf } from '../app.ts';
import { tellRaiser } from './tell.ts';
import { facts, viewButton } from './wording.ts';

/** What one origin did is told to the others; they see it in the answer to their press where they did it themselves. */
export async function tellOtherOrigins(
  act: ActOf,
  told: Told,
  what: 'closed-by-raiser' | 'disputed' | 'reopened',
  reason = '',
): Promise<void> {
  if (told.joined.length === 0) return;
  await tellRaiser(act, told, told.events, {
    about: 'origins',
    except: [act.actor.id],
    word: (reader) => ({
      text: reader.say(`twin.${what}`, {
        ...facts(act, reader, told),
        who: escapeMarkup(act.actor.name),
        reason: escapeMarkup(reason),
      }),
      buttons: viewButton(reader, told),
    }),
  });
}
