-- AlterTable
ALTER TABLE "recommendations" ADD COLUMN     "ask_again_at" TIMESTAMPTZ(3),
ADD COLUMN     "by_silence" BOOLEAN NOT NULL DEFAULT false;

-- CreateIndex
CREATE INDEX "recommendations_ask_again_at_idx" ON "recommendations"("ask_again_at") WHERE (ask_again_at is not null);

-- What silence has closed already, as its history says.
UPDATE "recommendations" r SET "by_silence" = true WHERE r."state" = 'closed' AND (
  SELECT e."what" FROM "recommendation_events" e
  WHERE e."recommendation_id" = r."id" AND e."what" IN ('confirmed', 'closed-by-silence')
  ORDER BY e."position" DESC LIMIT 1) = 'closed-by-silence';
