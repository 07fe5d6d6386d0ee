-- AlterTable
ALTER TABLE "comments" ADD COLUMN     "point_text" TEXT;

-- AlterTable
ALTER TABLE "meetings" ADD COLUMN     "postponed" BOOLEAN NOT NULL DEFAULT false;

-- CreateIndex
CREATE INDEX "meetings_postponed_idx" ON "meetings"("office_id") WHERE (postponed);

-- What was commented on is what stood there then, as far as it is known.
UPDATE "comments" c SET "point_text" = m."agenda"[c."point"] FROM "meetings" m
WHERE m."id" = c."meeting_id" AND c."point" IS NOT NULL;
