import { existsSync, readFileSync } from 'node:fs';
import { SetupRefusal } from '../domain/setup-refusal.ts';

/** The PostgreSQL that the embedded database is; a folder of another one can not be read by it. */
export const embeddedVersion = '18';

export function refuseOtherVersion(folder: string): void {
  const file = `${folder}/database/PG_VERSION`;
  if (!existsSync(file)) return;
  const version = readFileSync(file, 'utf8').trim();
  if (version === embeddedVersion) return;
  throw new SetupRefusal(
    `The data folder ${folder} holds a database of PostgreSQL ${version}, and this release reads ${embeddedVersion}. Start it with the release that made it, or set DATA_DIR to another folder.`,
  );
}
