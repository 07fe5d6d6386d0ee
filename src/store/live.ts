import type { UnitId } from '../domain/identity.ts';
import { sql } from './db.ts';
import { Prisma } from './prisma-client/client.ts';

/** The day from which the bot is in use at the unit `u`: its own, or that of the nearest above that has one. */
export const liveDay = (u: string): Prisma.Sql =>
  Prisma.raw(`(
    select d.live_from from unnest(${u}.lineage) with ordinality w(id, at) join units d on d.id = w.id
    where d.live_from is not null order by w.at desc limit 1)`);

const someDay = sql`exists (select 1 from units where live_from is not null)`;

/** Whether the bot is in use at the unit `u` on the day. Where nobody ever set a day it is in use everywhere. */
export const isLive = (u: string, day: Date): Prisma.Sql =>
  sql`coalesce(${liveDay(u)} <= ${day}, not ${someDay})`;

/** The same below a unit, where the walk down has brought the `own` day of what is between. */
export const isInUse = (own: string, top: UnitId, day: Date): Prisma.Sql => sql`coalesce(
  coalesce(${Prisma.raw(own)}, (select ${liveDay('t')} from units t where t.id = ${top}::uuid)) <= ${day}, not ${someDay})`;

/** That the unit, office or other row `r` exists on the day. */
export const existsOn = (r: string, day: Date): Prisma.Sql =>
  sql`(${Prisma.raw(r)}.valid_until is null or ${Prisma.raw(r)}.valid_until > ${day})`;
