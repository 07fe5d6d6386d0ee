-- AlterTable
ALTER TABLE "accounts" ADD COLUMN     "preference" INTEGER NOT NULL DEFAULT 0;

-- AlterTable
ALTER TABLE "assignments" ADD COLUMN     "end_decided_on" DATE,
ADD COLUMN     "end_decision" TEXT;

-- AlterTable
ALTER TABLE "levels" ADD COLUMN     "norm" INTEGER;

-- AlterTable
ALTER TABLE "offices" ADD COLUMN     "next_chase_at" TIMESTAMPTZ(3),
ADD COLUMN     "valid_until" DATE;

-- AlterTable
ALTER TABLE "units" ADD COLUMN     "search" TEXT[] DEFAULT ARRAY[]::TEXT[],
ADD COLUMN     "valid_from" DATE,
ADD COLUMN     "valid_until" DATE;

-- CreateTable
CREATE TABLE "unit_names" (
    "unit_id" UUID NOT NULL,
    "until" DATE NOT NULL,
    "name" TEXT NOT NULL,
    "word" TEXT NOT NULL,

    CONSTRAINT "unit_names_pkey" PRIMARY KEY ("unit_id","until")
);

-- CreateTable
CREATE TABLE "unit_successions" (
    "ended_id" UUID NOT NULL,
    "successor_id" UUID NOT NULL,
    "on" DATE NOT NULL,

    CONSTRAINT "unit_successions_pkey" PRIMARY KEY ("ended_id","successor_id")
);

-- CreateTable
CREATE TABLE "clusters" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,

    CONSTRAINT "clusters_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "cluster_units" (
    "cluster_id" UUID NOT NULL,
    "unit_id" UUID NOT NULL,

    CONSTRAINT "cluster_units_pkey" PRIMARY KEY ("cluster_id","unit_id")
);

-- CreateTable
CREATE TABLE "substitutions" (
    "id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "substitute_id" UUID NOT NULL,
    "from" DATE NOT NULL,
    "until" DATE NOT NULL,
    "decision" TEXT,
    "decided_on" DATE,

    CONSTRAINT "substitutions_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "handovers" (
    "id" UUID NOT NULL,
    "unit_id" UUID NOT NULL,
    "from_id" UUID,
    "to_id" UUID NOT NULL,
    "on" DATE NOT NULL,
    "decision" TEXT,
    "decided_on" DATE,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "handovers_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "reorganisations" (
    "id" UUID NOT NULL,
    "on" DATE NOT NULL,
    "plan" JSONB NOT NULL,
    "applied_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "reorganisations_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "link_claims" (
    "id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "channel" TEXT NOT NULL,
    "address" TEXT NOT NULL,
    "asked_at" TIMESTAMPTZ(3) NOT NULL,
    "due_at" TIMESTAMPTZ(3) NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'waiting',

    CONSTRAINT "link_claims_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "unit_successions_successor_id_idx" ON "unit_successions"("successor_id");

-- CreateIndex
CREATE UNIQUE INDEX "clusters_name_key" ON "clusters"("name");

-- CreateIndex
CREATE INDEX "cluster_units_unit_id_idx" ON "cluster_units"("unit_id");

-- CreateIndex
CREATE INDEX "substitutions_person_id_until_idx" ON "substitutions"("person_id", "until");

-- CreateIndex
CREATE INDEX "substitutions_substitute_id_until_idx" ON "substitutions"("substitute_id", "until");

-- CreateIndex
CREATE INDEX "handovers_unit_id_on_idx" ON "handovers"("unit_id", "on");

-- CreateIndex
CREATE INDEX "link_claims_due_at_idx" ON "link_claims"("due_at") WHERE (state = 'waiting');

-- CreateIndex
CREATE INDEX "link_claims_person_id_idx" ON "link_claims"("person_id");

-- CreateIndex
CREATE INDEX "offices_next_chase_at_idx" ON "offices"("next_chase_at") WHERE (next_chase_at is not null);

-- CreateIndex
CREATE INDEX "people_phone_idx" ON "people"("phone");

-- CreateIndex
CREATE INDEX "units_search_idx" ON "units" USING GIN ("search");

-- CreateIndex
CREATE INDEX "units_existing_idx" ON "units"("rank") WHERE (valid_until is null);

-- AddForeignKey
ALTER TABLE "unit_names" ADD CONSTRAINT "unit_names_unit_id_fkey" FOREIGN KEY ("unit_id") REFERENCES "units"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "unit_successions" ADD CONSTRAINT "unit_successions_ended_id_fkey" FOREIGN KEY ("ended_id") REFERENCES "units"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "unit_successions" ADD CONSTRAINT "unit_successions_successor_id_fkey" FOREIGN KEY ("successor_id") REFERENCES "units"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "cluster_units" ADD CONSTRAINT "cluster_units_cluster_id_fkey" FOREIGN KEY ("cluster_id") REFERENCES "clusters"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "cluster_units" ADD CONSTRAINT "cluster_units_unit_id_fkey" FOREIGN KEY ("unit_id") REFERENCES "units"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "substitutions" ADD CONSTRAINT "substitutions_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "people"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "substitutions" ADD CONSTRAINT "substitutions_substitute_id_fkey" FOREIGN KEY ("substitute_id") REFERENCES "people"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "handovers" ADD CONSTRAINT "handovers_unit_id_fkey" FOREIGN KEY ("unit_id") REFERENCES "units"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "handovers" ADD CONSTRAINT "handovers_from_id_fkey" FOREIGN KEY ("from_id") REFERENCES "people"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "handovers" ADD CONSTRAINT "handovers_to_id_fkey" FOREIGN KEY ("to_id") REFERENCES "people"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "link_claims" ADD CONSTRAINT "link_claims_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "people"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What is there already is found by its words too.
UPDATE "units" u SET "search" = string_to_array(trim(u.folded || ' ' || coalesce(p.folded, '')), ' ')
FROM "units" self LEFT JOIN "units" p ON p.id = self.parent_id WHERE self.id = u.id;
