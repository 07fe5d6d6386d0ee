-- CreateTable
CREATE TABLE "recommendation_helpers" (
    "recommendation_id" UUID NOT NULL,
    "request" INTEGER NOT NULL,
    "office_id" UUID NOT NULL,
    "asked_at" TIMESTAMPTZ(3) NOT NULL,
    "due" TIMESTAMPTZ(3) NOT NULL,
    "next_step" TEXT,
    "next_step_at" TIMESTAMPTZ(3),
    "answered_at" TIMESTAMPTZ(3),
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "recommendation_helpers_pkey" PRIMARY KEY ("recommendation_id","request")
);

-- CreateIndex
CREATE INDEX "recommendation_helpers_next_step_at_idx" ON "recommendation_helpers"("next_step_at") WHERE (next_step_at is not null);

-- CreateIndex
CREATE INDEX "recommendation_helpers_waiting_idx" ON "recommendation_helpers"("office_id", "due") WHERE (next_step_at is not null);

-- AddForeignKey
ALTER TABLE "recommendation_helpers" ADD CONSTRAINT "recommendation_helpers_recommendation_id_fkey" FOREIGN KEY ("recommendation_id") REFERENCES "recommendations"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "recommendation_helpers" ADD CONSTRAINT "recommendation_helpers_office_id_fkey" FOREIGN KEY ("office_id") REFERENCES "offices"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
