import type { Helper } from '../../../domain/helper-office.ts';
import type { OfficeId, RecommendationId } from '../../../domain/identity.ts';
import { helpAsked } from '../../../domain/promise/help.ts';
import { Refusal } from '../../../domain/refusal.ts';
import type { RungOffice } from '../../../domain/rung.ts';
import type { Instant } from '../../../domain/time.ts';
import type { Told } from '../../../store/recommendation-row.ts';
import type { Act, ActOf } from '../../app.ts';
import { append } from '../append.ts';
import { openForOffice } from '../open.ts';
import { tellOffice } from '../tell.ts';
import { viewButton } from '../wording.ts';
import { helperButtons, helpFacts, requestCard } from './help-wording.ts';
import { helpersOf } from './open-help.ts';

export type Wanted = { readonly office: OfficeId; readonly text: string; readonly due: Instant };

/** Mời phối hợp: another office takes part by its own day; the clocks of the lead office stay as they are. */
export async function askForHelp(
  act: ActOf,
  id: RecommendationId,
  { office, text, due }: Wanted,
): Promise<{ told: Told; target: RungOffice }> {
  const before = await openForOffice(act, id);
  const entries = helpAsked(
    before,
    { now: act.now, calendar: act.calendar() },
    { by: act.actor.id, office, text, due },
  );
  const target = (await helpersOf(act, before)).find((one) => one.id === office);
  if (!target) throw new Refusal('help.no-such-office', { number: before.number });
  const told = await append(act, before, entries);
  const helper = told.helpers.at(-1);
  if (helper) await tellHelper(act, told, helper, { name: target.name, text, head: 'help.arrived' });
  return { told, target };
}

type Asked = {
  readonly name: string;
  readonly text: string;
  readonly head: 'help.arrived' | 'help.arrived-instead';
};

/** The office that takes part is told what is asked of it. */
export const tellHelper = (
  act: Act,
  told: Told,
  helper: Helper,
  { name, text, head }: Asked,
): Promise<void> =>
  tellOffice(act, told, helper.office, told.events, {
    about: `co-asked-${helper.request}`,
    word: (reader) => ({
      text: [
        reader.say(head, helpFacts(act, reader, told, helper, name)),
        requestCard(act, reader, told, helper, text),
      ].join('\n'),
      buttons: [...helperButtons(reader, told, helper), ...viewButton(reader, told)],
    }),
  });
