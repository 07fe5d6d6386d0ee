-- CreateIndex
CREATE INDEX "series_unit_id_idx" ON "series"("unit_id");
