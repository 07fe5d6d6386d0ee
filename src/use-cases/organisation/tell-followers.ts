import type { OfficeId, PersonId } from '../../domain/identity.ts';
import { priority } from '../../domain/message.ts';
import { dateOfDay, dayIn } from '../../domain/time.ts';
import type { Unit } from '../../domain/unit.ts';
import type { Act } from '../app.ts';
import { type Saying, say } from '../messaging/say.ts';
import type { By } from './assignable.ts';

type Telling = Pick<Saying, 'once' | 'word'>;

export const tell = async (act: Act, to: readonly PersonId[], telling: Telling): Promise<void> => {
  await say(act, { to, priority: priority.notice, mayWait: true, ...telling });
};

/** The general office of the unit; where it has none, the nearest above it. */
export async function officeOf(act: Act, unit: Unit): Promise<OfficeId | undefined> {
  const onTheWay = await act.store.offices.onTheWay(unit.id, dateOfDay(dayIn(act.zone, act.now)));
  return onTheWay.find(({ kind }) => kind === 'general')?.id;
}

/** The staff of the unit's office, but for who decided it and those who learn of it otherwise. */
export async function tellOfficeOf(
  act: Act,
  unit: Unit,
  by: By,
  telling: Telling & { readonly except?: readonly PersonId[] },
): Promise<void> {
  const office = await officeOf(act, unit);
  if (!office) return;
  const staff = await act.store.people.staff(office, dateOfDay(dayIn(act.zone, act.now)));
  const to = staff.map(({ id }) => id).filter((id) => id !== by?.id && !telling.except?.includes(id));
  await tell(act, to, telling);
}
