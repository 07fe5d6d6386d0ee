import { hashOf, newCode, validDays } from '../../domain/link-code.ts';
import { dateOf, type Instant } from '../../domain/time.ts';
import type { Named } from '../../store/people.ts';
import type { Act } from '../app.ts';

export type InvitationCode<Person extends Named = Named> = {
  readonly person: Person;
  readonly code: string;
  readonly expiresAt: Instant;
};

/** A code for each person, to be handed over on paper or read aloud; good for nothing until `invite` keeps it. */
export const newCodes = <Person extends Named>(
  people: readonly Person[],
  now: Instant,
): readonly InvitationCode<Person>[] => {
  const expiresAt = now.add({ hours: 24 * validDays });
  return people.map((person) => ({ person, code: newCode(), expiresAt }));
};

/** From now on the codes are good. They are shown once, only their hashes are kept, and they take the place of those never used. */
export async function invite(act: Act, codes: readonly InvitationCode[]): Promise<void> {
  const hashes = codes.map(({ person, code, expiresAt }) => ({
    person: person.id,
    hash: hashOf(code),
    expiresAt: dateOf(expiresAt),
  }));
  await act.store.linkCodes.replace(hashes, dateOf(act.now));
}
