import { sql } from './db.ts';
import type { Prisma } from './prisma-client/client.ts';

/**
 * A person `pe` as an Actor on the day: one JSON column, null when there is no such person. The database's own
 * function, so that it can ride along in the first read of a turn and is planned once a connection.
 */
export const actorJson = (day: Date): Prisma.Sql => sql`actor_of(pe.id, ${day}::date)`;
