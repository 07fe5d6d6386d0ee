import { fileURLToPath } from 'node:url';
import { Temporal } from 'temporal-polyfill';
import { readFound } from '../../domain/roster.ts';
import { dateOf, type Instant } from '../../domain/time.ts';
import type { Act } from '../app.ts';
import { importRoster } from '../organisation/import-roster.ts';
import { readRosterFolder } from '../organisation/read-roster-folder.ts';

/** Monday morning, as in the province's own story. */
export const demoBegins: Instant = Temporal.Instant.from('2018-11-19T08:00:00+07:00');

const folder = fileURLToPath(new URL('ben-tre-2018', import.meta.url));

/** Not linked when the rehearsal begins: somebody a notice does not reach. */
export const unlinked: ReadonlySet<string> = new Set(['BT-HOA']);

/** Loads Bến Tre of November 2018 through the same import as a real roster, and links everybody's browser phone. */
export async function loadDemo(act: Act, phoneOf: (code: string) => string): Promise<void> {
  const reading = readFound(await readRosterFolder(folder));
  if (!('roster' in reading)) throw new Error('the demo province can not be read');
  await importRoster(act, reading.roster);
  for (const { code } of reading.roster.people) {
    const person = unlinked.has(code) ? undefined : await act.store.people.byCode(code);
    if (person)
      await act.store.accounts.link(
        { channel: 'browser', address: phoneOf(code) },
        person.id,
        dateOf(act.now),
      );
  }
}
