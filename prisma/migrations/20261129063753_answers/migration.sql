-- AlterTable
ALTER TABLE "recommendations" ADD COLUMN     "people_told" BOOLEAN;

-- CreateTable
CREATE TABLE "answer_files" (
    "recommendation_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "file_id" TEXT NOT NULL,

    CONSTRAINT "answer_files_pkey" PRIMARY KEY ("recommendation_id","position","file_id")
);

-- CreateIndex
CREATE INDEX "answer_files_file_id_idx" ON "answer_files"("file_id");

-- AddForeignKey
ALTER TABLE "answer_files" ADD CONSTRAINT "answer_files_recommendation_id_position_fkey" FOREIGN KEY ("recommendation_id", "position") REFERENCES "recommendation_events"("recommendation_id", "position") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "answer_files" ADD CONSTRAINT "answer_files_file_id_fkey" FOREIGN KEY ("file_id") REFERENCES "files"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
