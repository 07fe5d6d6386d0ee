-- AlterTable
ALTER TABLE "offices" ADD COLUMN     "letter_form" TEXT;

-- CreateTable
CREATE TABLE "letters" (
    "recommendation_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "office_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "ordinal" INTEGER,
    "sign" TEXT,
    "year" INTEGER NOT NULL,
    "written_on" DATE NOT NULL,
    "by_id" UUID NOT NULL,
    "file_id" TEXT NOT NULL,

    CONSTRAINT "letters_pkey" PRIMARY KEY ("recommendation_id","position")
);

-- CreateIndex
CREATE INDEX "letters_file_id_idx" ON "letters"("file_id");

-- CreateIndex
CREATE UNIQUE INDEX "letters_office_id_kind_year_ordinal_key" ON "letters"("office_id", "kind", "year", "ordinal");

-- AddForeignKey
ALTER TABLE "letters" ADD CONSTRAINT "letters_recommendation_id_position_fkey" FOREIGN KEY ("recommendation_id", "position") REFERENCES "recommendation_events"("recommendation_id", "position") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "letters" ADD CONSTRAINT "letters_office_id_fkey" FOREIGN KEY ("office_id") REFERENCES "offices"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "letters" ADD CONSTRAINT "letters_by_id_fkey" FOREIGN KEY ("by_id") REFERENCES "people"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "letters" ADD CONSTRAINT "letters_file_id_fkey" FOREIGN KEY ("file_id") REFERENCES "files"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
