import type { Markup } from '../../domain/message.ts';
import { isLinkedTo } from '../../domain/promise/twin.ts';
import { isOpen } from '../../domain/recommendation.ts';
import type { Told } from '../../store/recommendation-row.ts';
import type { Act } from '../app.ts';
import type { Reader } from '../messaging/say.ts';

/** What is answered when this one is, as it stood before: those linked to it that are open in the same office. */
export async function answeredAlong(act: Act, main: Told): Promise<readonly Told[]> {
  const ids = await act.store.twins.linkedTo(main.id);
  if (ids.length === 0) return [];
  const linked = await act.store.recommendations.byIds(ids);
  return linked.filter((one) => isLinkedTo(one, main)).sort((a, b) => (a.number < b.number ? -1 : 1));
}

export const alongLine = (reader: Reader, along: readonly Told[]): readonly Markup[] =>
  along.length === 0
    ? []
    : [reader.say('twin.along', { numbers: along.map(({ number }) => number).join(', ') })];

/** What it is linked to, or what is linked to it, as its card says it. */
export async function linkLine(act: Act, reader: Reader, told: Told): Promise<Markup> {
  if (!isOpen(told)) return '';
  const main = told.linkedTo && (await act.store.recommendations.byId(told.linkedTo));
  if (main && isLinkedTo(told, main)) return reader.say('twin.linked-line', { number: main.number });
  return told.isMain ? alongLine(reader, await answeredAlong(act, told)).join('') : '';
}
