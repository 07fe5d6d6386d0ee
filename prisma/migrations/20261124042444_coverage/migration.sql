-- CreateIndex
CREATE INDEX "offices_unscheduled_idx" ON "offices"("kind") WHERE (next_chase_at is null);

-- CreateIndex
CREATE INDEX "units_live_from_idx" ON "units"("live_from") WHERE (live_from is not null);
