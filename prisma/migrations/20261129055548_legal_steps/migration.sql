-- AlterTable
ALTER TABLE "recommendations" ADD COLUMN     "legal_near_at" TIMESTAMPTZ(3),
ADD COLUMN     "legal_step_at" TIMESTAMPTZ(3),
ADD COLUMN     "legal_told" TEXT NOT NULL DEFAULT 'nothing';

-- CreateIndex
CREATE INDEX "recommendations_legal_step_at_idx" ON "recommendations"("legal_step_at") WHERE (legal_step_at is not null);

-- What is open is told of once its deadline has passed, as its history says. A day before it only what is raised from now on.
UPDATE "recommendations" SET "legal_step_at" = "legal_deadline" WHERE "state" IN ('open', 'taken-up');
