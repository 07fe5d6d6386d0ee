import type { PrismaClient } from './prisma-client/client.ts';
import { Prisma } from './prisma-client/client.ts';

/** A transaction, or the client itself for reading outside one. */
export type Db = Pick<PrismaClient, '$queryRaw' | '$executeRaw'> & Prisma.TransactionClient;

export const sql = Prisma.sql;

/** Many rows, or one document, as one parameter. */
export const json = (value: unknown): Prisma.Sql => sql`${storable(JSON.stringify(value))}::jsonb`;

/**
 * jsonb refuses NUL and half characters, and with them the whole transaction, at every attempt. In JSON text both
 * stand as escapes; every escape is read, so that the u0000 behind an escaped backslash stays what it is.
 */
const storable = (text: string): string =>
  text.includes('\\u') ? text.replace(/\\(u0000|ud[89a-f]..|.)/g, storableEscape) : text;

const storableEscape = (written: string, code: string): string =>
  code === 'u0000' ? '' : code.startsWith('ud') ? '\ufffd' : written;

/** The id of the row with the code: as it is spelt, or in other capitals where only one row has it so. */
export const idByCode = (table: Prisma.Sql, code: string): Prisma.Sql => sql`(
  select coalesce(
    (select id from ${table} where code = ${code}),
    (select min(id::text)::uuid from ${table} where lower(code) = lower(${code}) having count(*) = 1)))`;

/**
 * A unit `u` with its parent `p` joined, as the domain knows it. What was merged or split lies in the tree below what it
 * has become, which is of its own level: that is not what stands above it.
 */
export const unitJson = (u: string, p: string): Prisma.Sql =>
  Prisma.raw(
    `(jsonb_build_object('id', ${u}.id, 'code', ${u}.code, 'name', ${u}.name, 'word', ${u}.word, 'rank', ${u}.rank,
      'lineage', to_jsonb(${u}.lineage), 'parent', ${p}.word || ' ' || ${p}.name)
      || case when ${u}.valid_until is not null and ${p}.rank = ${u}.rank then ${endedJson(u)} else '{}'::jsonb end)`,
  );

const endedJson = (u: string): string => `jsonb_strip_nulls(jsonb_build_object(
  'parent', (
    select above.word || ' ' || above.name from units above
    where above.id = any(${u}.lineage) and above.rank < ${u}.rank order by above.rank desc limit 1),
  'now', (
    with recursive line(id) as (
      select ${u}.id union select s.successor_id from line join unit_successions s on s.ended_id = line.id)
    select string_agg(heir.word || ' ' || heir.name, ', ' order by heir.folded) from line join units heir on heir.id = line.id
    where heir.valid_until is null and heir.rank = ${u}.rank)))`;

/** null of the database → undefined of the domain, one level deep. */
export function present<Row extends object>(row: Row): { [Key in keyof Row]: Exclude<Row[Key], null> } {
  const entries = Object.entries(row).map(([key, value]) => [key, value === null ? undefined : value]);
  return Object.fromEntries(entries) as { [Key in keyof Row]: Exclude<Row[Key], null> };
}
