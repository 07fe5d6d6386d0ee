import type { OfficeId, PersonId, RecommendationId } from '../domain/identity.ts';
import type { Letter, LetterKind } from '../domain/letter.ts';
import type { Issuer, LetterForm } from '../domain/letter-form.ts';
import type { LetterNumber } from '../domain/letter-number.ts';
import { type Db, present, sql, unitJson } from './db.ts';

/** A place in an office's book of the year: letters of each kind are numbered by themselves. */
export type Book = { readonly office: OfficeId; readonly kind: LetterKind; readonly year: number };

type Row = Omit<Letter, 'number'> & { readonly ordinal: number | null; readonly sign: string | null };
export type KeptLetter = Letter & { readonly size: number };

const letterOf = ({ ordinal, sign, ...letter }: Row & { size: number }): KeptLetter => ({
  ...letter,
  number: ordinal === null || sign === null ? undefined : { ordinal, sign },
});

export const letters = (db: Db) => ({
  /** What was made of an entry of its history. */
  async of(recommendation: RecommendationId, position: number): Promise<KeptLetter | undefined> {
    const [row] = await db.$queryRaw<(Row & { size: number })[]>(sql`
      select t.recommendation_id as recommendation, t.position, t.office_id as office, t.kind, t.ordinal, t.sign,
        t.written_on::text as "writtenOn", t.file_id as file, f.size
      from letters t join files f on f.id = t.file_id
      where t.recommendation_id = ${recommendation}::uuid and t.position = ${position}`);
    return row && letterOf(row);
  },

  /** The last number an office has given, in this year or one before it. */
  async lastNumber({ office, kind, year }: Book): Promise<(LetterNumber & { year: number }) | undefined> {
    const [row] = await db.$queryRaw<(LetterNumber & { year: number })[]>(sql`
      select ordinal, sign, year from letters
      where office_id = ${office}::uuid and kind = ${kind} and year <= ${year} and ordinal is not null
      order by year desc, ordinal desc limit 1`);
    return row;
  },

  /** What bears the number in that book already. */
  async bearing(
    { office, kind, year }: Book,
    ordinal: number,
  ): Promise<{ id: RecommendationId; number: string; position: number } | undefined> {
    const [row] = await db.$queryRaw<{ id: RecommendationId; number: string; position: number }[]>(sql`
      select r.id, r.number, t.position from letters t join recommendations r on r.id = t.recommendation_id
      where t.office_id = ${office}::uuid and t.kind = ${kind} and t.year = ${year} and t.ordinal = ${ordinal}`);
    return row;
  },

  /** Until the end of the transaction nobody else gives a number of the office. */
  async openBook(office: OfficeId): Promise<void> {
    await db.$queryRaw(sql`select id from offices where id = ${office}::uuid for no key update`);
  },

  /** In the place of what was made of the entry before, if anything was. */
  async keep({ number, writtenOn, ...letter }: Letter, by: PersonId): Promise<void> {
    const data = {
      officeId: letter.office,
      kind: letter.kind,
      ordinal: number?.ordinal ?? null,
      sign: number?.sign ?? null,
      year: Number(writtenOn.slice(0, 4)),
      writtenOn: new Date(`${writtenOn}T00:00:00Z`),
      byId: by,
      fileId: letter.file,
    };
    const key = { recommendationId: letter.recommendation, position: letter.position };
    await db.letter.upsert({
      where: { recommendationId_position: key },
      create: { ...key, ...data },
      update: data,
    });
  },

  async issuer(office: OfficeId): Promise<Issuer | undefined> {
    const [row] = await db.$queryRaw<Issuer[]>(sql`
      select o.name, o.kind, o.letter_form as form, ${unitJson('u', 'p')} as unit
      from offices o join units u on u.id = o.unit_id left join units p on p.id = u.parent_id
      where o.id = ${office}::uuid`);
    return row && { ...(present(row) as Issuer), unit: row.unit };
  },

  async setForm(office: OfficeId, form: LetterForm | undefined): Promise<void> {
    await db.office.update({ where: { id: office }, data: { letterForm: form ?? null } });
  },
});
