import { documentDaysAtMost } from '../../domain/document-due.ts';
import type { OfficeId } from '../../domain/identity.ts';
import { mayCallMeeting } from '../../domain/permission.ts';
import { Refusal } from '../../domain/refusal.ts';
import type { Act, ActOf } from '../app.ts';

/** How many days before a meeting an office's documents are due: for meetings that are called from now on. */
export async function setDocumentDays(act: Act, office: OfficeId, days: number): Promise<void> {
  if (!Number.isInteger(days) || days < 1 || days > documentDaysAtMost)
    throw new Refusal('document.days-unclear', { atMost: documentDaysAtMost });
  await act.store.documentDates.setDays(office, days);
}

/** By somebody of the office itself. */
export async function setOwnDocumentDays(act: ActOf, office: OfficeId, days: number): Promise<void> {
  if (!mayCallMeeting(act.actor, office)) throw new Refusal('chat.not-yours');
  await setDocumentDays(act, office, days);
}
