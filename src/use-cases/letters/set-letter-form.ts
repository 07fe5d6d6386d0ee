import type { OfficeId } from '../../domain/identity.ts';
import { letterForms } from '../../domain/letter-form.ts';
import { Refusal } from '../../domain/refusal.ts';
import type { Act } from '../app.ts';

/** Whose form an office's letters have from now on; `name`: as its name and kind say. */
export async function setLetterForm(act: Act, office: OfficeId, typed: string): Promise<void> {
  const form = letterForms.find((one) => one === typed);
  if (!form && typed !== 'name') throw new Refusal('letter.no-such-form');
  await act.store.letters.setForm(office, form);
}
