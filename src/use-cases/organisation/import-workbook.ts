import { createHash } from 'node:crypto';
import type { FileId } from '../../domain/identity.ts';
import { mayImport } from '../../domain/permission.ts';
import { Refusal } from '../../domain/refusal.ts';
import type { RosterProblem } from '../../domain/roster/problem.ts';
import { type Roster, readFound } from '../../domain/roster.ts';
import { dayIn } from '../../domain/time.ts';
import type { CurrentRoster } from '../../store/roster.ts';
import { wholeOf } from '../../store/vault.ts';
import type { ActOf } from '../app.ts';
import { carryOut } from './import-roster.ts';
import { type ImportPlan, planImport, type RosterDifference } from './plan-import.ts';
import { readRosterWorkbook } from './read-roster-workbook.ts';

/** What a workbook that was sent would change, and what it was compared with. */
export type WorkbookPreview = {
  readonly difference: RosterDifference;
  readonly warnings: readonly RosterProblem[];
  /** People who are no longer in it. */
  readonly leavers: readonly { readonly code: string; readonly name: string }[];
  readonly stamp: string;
};

type Problems = { readonly problems: readonly RosterProblem[] };

/** A province unpacks to a dozen megabytes; others wait while one is read. */
const unpackedAtMost = 40 * 1024 * 1024;

export async function previewWorkbook(act: ActOf, file: FileId): Promise<WorkbookPreview | Problems> {
  const reading = await readSent(act, file);
  if ('problems' in reading) return reading;
  const current = await act.store.roster.current();
  const { difference } = planOf(act, current, reading.roster, false);
  const gone = new Set(difference.people.missing);
  const leavers = current.people.filter(({ code }) => gone.has(code));
  return { difference, warnings: reading.warnings, leavers, stamp: stampOf(current) };
}

export type Application = {
  readonly file: FileId;
  /** Of the preview that was agreed to. */
  readonly stamp: string;
  readonly endMissing: boolean;
};

/** Does what was previewed; nothing, where what is stored has changed since then. */
export async function applyWorkbook(
  act: ActOf,
  { file, stamp, endMissing }: Application,
): Promise<RosterDifference | 'outdated'> {
  const reading = await readSent(act, file);
  if ('problems' in reading) return 'outdated';
  const current = await act.store.roster.current();
  if (stampOf(current) !== stamp) return 'outdated';
  return carryOut(act, planOf(act, current, reading.roster, endMissing));
}

async function readSent({ actor, vault }: ActOf, file: FileId) {
  if (!mayImport(actor)) throw new Refusal('chat.not-yours');
  const held = await vault.open(file);
  if (!held) throw new Refusal('file.gone');
  return readFound(await readRosterWorkbook(await wholeOf(held.read()), unpackedAtMost));
}

const planOf = (
  { now, zone }: ActOf,
  current: CurrentRoster,
  roster: Roster,
  endMissing: boolean,
): ImportPlan => planImport(current, roster, { now, today: dayIn(zone, now), endMissing });

const stampOf = (current: CurrentRoster): string =>
  createHash('sha256').update(JSON.stringify(current)).digest('base64url');
