import { helpTakenBack } from '../../../domain/promise/help.ts';
import type { ActOf } from '../../app.ts';
import { append } from '../append.ts';
import { askedByUs, officeNames, type Request } from './open-help.ts';

/** The lead office needs it no more, and says why. The number, and the name of the office. */
export async function takeBackHelp(
  act: ActOf,
  about: Request,
  reason: string,
): Promise<{ number: string; name: string }> {
  const { told: before, helper } = await askedByUs(act, about);
  const told = await append(
    act,
    before,
    helpTakenBack(before, helper, act.now, { by: act.actor.id, reason }),
  );
  return { number: told.number, name: (await officeNames(act, told)).get(helper.office) ?? '' };
}
