-- CreateTable
CREATE TABLE "kept_deadlines" (
    "recommendation_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "office_id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "on_time" TEXT NOT NULL,

    CONSTRAINT "kept_deadlines_pkey" PRIMARY KEY ("recommendation_id","position")
);

-- CreateIndex
CREATE INDEX "kept_deadlines_office_id_at_idx" ON "kept_deadlines"("office_id", "at");

-- CreateIndex
CREATE INDEX "recommendations_closed_idx" ON "recommendations"("office_id", "closed_at") WHERE (closed_at is not null);

-- AddForeignKey
ALTER TABLE "kept_deadlines" ADD CONSTRAINT "kept_deadlines_recommendation_id_position_fkey" FOREIGN KEY ("recommendation_id", "position") REFERENCES "recommendation_events"("recommendation_id", "position") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "kept_deadlines" ADD CONSTRAINT "kept_deadlines_office_id_fkey" FOREIGN KEY ("office_id") REFERENCES "offices"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
