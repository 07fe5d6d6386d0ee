import type { Entry } from '../domain/entry.ts';
import { apply } from '../domain/history.ts';
import type { RecommendationId } from '../domain/identity.ts';
import type { Settled } from '../domain/on-time.ts';
import { legalStepAt, type Recommendation, type Standing } from '../domain/recommendation.ts';
import { dateOf, type Instant, instant } from '../domain/time.ts';
import { type Db, json, sql } from './db.ts';
import { keepDeadlines } from './kept-deadlines.ts';
import { Prisma } from './prisma-client/client.ts';
import { writeHelpers } from './recommendation-helpers.ts';

/** What is to be added to a history as it was seen. */
export type Addition = {
  readonly before: Recommendation;
  readonly entries: readonly Entry[];
  /** What the entries settle, for the figures of offices. */
  readonly settled: readonly Settled[];
};

type EventRow = {
  readonly at: Date;
  readonly what: string;
  readonly byId: string | null;
  readonly data: unknown;
};

const entryOf = ({ at, what, byId, data }: EventRow): Entry =>
  ({ at: instant(at), by: byId ?? undefined, what, data }) as unknown as Entry;

const date = (at: Instant | undefined): Date | null => (at ? dateOf(at) : null);

/** How it stands, in the columns of its row. */
export const columnsOf = (standing: Standing) => ({
  state: standing.state,
  officeId: standing.office,
  handlerId: standing.handler ?? null,
  deadline: date(standing.deadline),
  firstDeadline: date(standing.firstDeadline),
  movesUpAt: date(standing.movesUpAt),
  legalDeadline: dateOf(standing.legalDeadline),
  legalNearAt: dateOf(standing.legalNearAt),
  legalTold: standing.legalTold,
  legalStepAt: date(legalStepAt(standing)),
  nextStep: standing.nextStep ?? null,
  nextStepAt: date(standing.nextStepAt),
  pausedUntil: date(standing.pausedUntil),
  pauses: standing.pauses,
  pausedDays: standing.pausedDays,
  extensions: standing.extensions,
  transfers: standing.transfers,
  asked: standing.asked ?? null,
  askedOfId: standing.asked?.to ?? null,
  questioned: standing.questioned,
  peopleTold: standing.peopleTold ?? null,
  askAgainAt: date(standing.askAgainAt),
  linkedToId: standing.linkedTo ?? null,
  closedAt: date(standing.closedAt),
  bySilence: standing.bySilence,
  atTop: standing.atTop,
  events: standing.events,
});

const inDatabase = (column: string): string =>
  column.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/** The same by the names of the database. */
const rowOf = (standing: Standing): Readonly<Record<string, unknown>> =>
  Object.fromEntries(Object.entries(columnsOf(standing)).map(([name, value]) => [inDatabase(name), value]));

/** Each column takes what the row `n` has. */
const fromNew = (row: Readonly<Record<string, unknown>>): Prisma.Sql =>
  Prisma.raw(
    Object.keys(row)
      .map((name) => `${name} = n.${name}`)
      .join(', '),
  );

type Written = { readonly id: RecommendationId; readonly from: number; readonly entries: readonly Entry[] };

/** The entries of several histories, with who has joined and what came with answers. */
export async function writeEntries(db: Db, all: readonly Written[]): Promise<void> {
  const rows = all.flatMap(({ id, from, entries }) =>
    entries.map((entry, at) => ({ ...entry, id, at: entry.at.toString(), position: from + at })),
  );
  await db.$executeRaw(sql`
    insert into recommendation_events (recommendation_id, position, at, what, by_id, data)
    select e.id, e.position, e.at, e.what, e.by, e.data
    from jsonb_to_recordset(${json(rows)}) as e(id uuid, position int, at timestamptz, what text, by uuid, data jsonb)`);
  const joins = rows.filter(({ what }) => what === 'joined');
  if (joins.length > 0)
    await db.$executeRaw(sql`
      insert into recommendation_joins (recommendation_id, person_id, unit_id, position)
      select e.id, e.by, (e.data ->> 'unit')::uuid, e.position
      from jsonb_to_recordset(${json(joins)}) as e(id uuid, position int, by uuid, data jsonb)`);
  const filed = rows.filter(({ data }) => 'files' in data && data.files);
  if (filed.length > 0)
    await db.$executeRaw(sql`
      insert into answer_files (recommendation_id, position, file_id)
      select e.id, e.position, f ->> 'file'
      from jsonb_to_recordset(${json(filed)}) as e(id uuid, position int, data jsonb),
        jsonb_array_elements(e.data -> 'files') f`);
}

/** What was entered of each, one entry after the other; how it stands follows from it. */
export const recommendationHistory = (db: Db) => ({
  /**
   * Appends to histories and moves the states along with them. False when one of them has grown meanwhile: somebody
   * else was first. Of a single one nothing is written then, of several the transaction must not stand.
   */
  async append(all: readonly Addition[]): Promise<boolean> {
    const standings = all.map(({ before, entries }) => entries.reduce<Standing>(apply, before));
    const [first] = standings;
    if (!first) return true;
    const rows = all.map(({ before }, at) => ({
      ...rowOf(standings[at] ?? before),
      id: before.id,
      seen: before.events,
    }));
    const changed = await db.$executeRaw(sql`
      update recommendations r set ${fromNew(rowOf(first))}
      from jsonb_array_elements(${json(rows)}) e, jsonb_populate_record(null::recommendations, e) n
      where r.id = n.id and r.events = (e ->> 'seen')::int`);
    if (changed !== all.length) return false;
    await writeEntries(
      db,
      all.map(({ before, entries }) => ({ id: before.id, from: before.events, entries })),
    );
    await keepDeadlines(db, all);
    for (const [at, { before }] of all.entries())
      await writeHelpers(db, before.id, before.helpers, standings[at]?.helpers ?? []);
    return true;
  },

  async history(id: RecommendationId): Promise<readonly Entry[]> {
    const where = { recommendationId: id };
    const rows = await db.recommendationEvent.findMany({ where, orderBy: { position: 'asc' } });
    return rows.map(entryOf);
  },

  async histories(
    ids: readonly RecommendationId[],
  ): Promise<ReadonlyMap<RecommendationId, readonly Entry[]>> {
    const where = { recommendationId: { in: [...ids] } };
    const rows = await db.recommendationEvent.findMany({ where, orderBy: { position: 'asc' } });
    const found = new Map<RecommendationId, Entry[]>(ids.map((id) => [id, []]));
    for (const row of rows) found.get(row.recommendationId as RecommendationId)?.push(entryOf(row));
    return found;
  },
});
