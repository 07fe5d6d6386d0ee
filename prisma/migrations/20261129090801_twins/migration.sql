-- AlterTable
ALTER TABLE "recommendations" ADD COLUMN     "linked_to_id" UUID;

-- CreateTable
CREATE TABLE "recommendation_joins" (
    "recommendation_id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "unit_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,

    CONSTRAINT "recommendation_joins_pkey" PRIMARY KEY ("recommendation_id","person_id")
);

-- CreateIndex
CREATE INDEX "recommendation_joins_person_id_idx" ON "recommendation_joins"("person_id");

-- CreateIndex
CREATE INDEX "recommendations_unsettled_idx" ON "recommendations"("unit_id", "raised_at") WHERE (next_step_at is not null);

-- CreateIndex
CREATE INDEX "recommendations_linked_idx" ON "recommendations"("linked_to_id") WHERE (linked_to_id is not null);

-- AddForeignKey
ALTER TABLE "recommendations" ADD CONSTRAINT "recommendations_linked_to_id_fkey" FOREIGN KEY ("linked_to_id") REFERENCES "recommendations"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "recommendation_joins" ADD CONSTRAINT "recommendation_joins_recommendation_id_fkey" FOREIGN KEY ("recommendation_id") REFERENCES "recommendations"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "recommendation_joins" ADD CONSTRAINT "recommendation_joins_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "people"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "recommendation_joins" ADD CONSTRAINT "recommendation_joins_unit_id_fkey" FOREIGN KEY ("unit_id") REFERENCES "units"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
