import type { OfficeId, RecommendationId } from '../../../domain/identity.ts';
import { helpersReaddressed } from '../../../domain/promise/help.ts';
import type { Act } from '../../app.ts';
import { append } from '../append.ts';
import { tellHelper } from './ask-for-help.ts';
import { askedText } from './help-wording.ts';
import { officeNames } from './open-help.ts';

/** What an office that ended was asked to take part in is asked of its heir. */
export async function readdressHelp(act: Act, heirs: ReadonlyMap<OfficeId, OfficeId>): Promise<void> {
  for (const id of await act.store.helpers.awaitedFrom([...heirs.keys()])) await readdress(act, id, heirs);
}

async function readdress(
  act: Act,
  id: RecommendationId,
  heirs: ReadonlyMap<OfficeId, OfficeId>,
): Promise<void> {
  const before = await act.store.recommendations.byId(id);
  const entries = before ? helpersReaddressed(before, act.now, heirs) : [];
  if (!before || entries.length === 0) return;
  const told = await append(act, before, entries);
  const history = await act.store.recommendations.history(id);
  const names = await officeNames(act, told);
  for (const entry of entries) {
    const helper =
      entry.what === 'co-readdressed' && told.helpers.find(({ request }) => request === entry.data.request);
    if (helper)
      await tellHelper(act, told, helper, {
        name: names.get(helper.office) ?? '',
        text: askedText(history, helper),
        head: 'help.arrived-instead',
      });
  }
}
