import type { Entry } from '../../../domain/entry.ts';
import { escapeMarkup } from '../../../domain/markup.ts';
import type { Told } from '../../../store/recommendation-row.ts';
import type { Act } from '../../app.ts';
import { tellOffice } from '../tell.ts';
import { facts, viewButton } from '../wording.ts';

/** Offices that were asked to take part are told that they need not any more; whoever has it all now knows. */
export async function tellOfEndings(act: Act, told: Told, entries: readonly Entry[]): Promise<void> {
  for (const entry of entries) {
    if (entry.what !== 'co-ended' || entry.data.office === told.office) continue;
    const { office, request, why, reason = '' } = entry.data;
    await tellOffice(act, told, office, told.events, {
      about: `co-ended-${request}`,
      except: entry.by ? [entry.by] : [],
      word: (reader) => ({
        text: reader.say(`help.ended.${why}`, { ...facts(act, reader, told), reason: escapeMarkup(reason) }),
        buttons: viewButton(reader, told),
      }),
    });
  }
}
