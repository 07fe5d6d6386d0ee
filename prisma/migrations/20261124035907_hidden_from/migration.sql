-- AlterTable
ALTER TABLE "recommendations" ADD COLUMN     "hidden_from_id" UUID;

-- AddForeignKey
ALTER TABLE "recommendations" ADD CONSTRAINT "recommendations_hidden_from_id_fkey" FOREIGN KEY ("hidden_from_id") REFERENCES "units"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What was raised about an office before this column: its nearest office at or above the unit, below the province.
UPDATE "recommendations" r SET "hidden_from_id" = coalesce(
  (SELECT o."unit_id" FROM "offices" o JOIN "units" u ON u."id" = o."unit_id"
    WHERE u."rank" > 0 AND u."id" = ANY (n."lineage") AND (o."kind" = 'general' OR r."field" = ANY (o."fields"))
    ORDER BY u."rank" DESC LIMIT 1),
  CASE WHEN n."rank" > 0 THEN n."id" END)
FROM "units" n WHERE n."id" = r."unit_id" AND r."about_office";
