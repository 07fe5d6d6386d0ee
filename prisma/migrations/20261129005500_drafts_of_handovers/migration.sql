-- AlterTable
ALTER TABLE "handovers" ADD COLUMN     "drafts_due_at" TIMESTAMPTZ(3);

-- CreateIndex
CREATE INDEX "handovers_drafts_due_at_idx" ON "handovers"("drafts_due_at") WHERE (drafts_due_at is not null);
