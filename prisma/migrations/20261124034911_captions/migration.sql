-- AlterTable
ALTER TABLE "documents" ADD COLUMN     "caption" TEXT NOT NULL DEFAULT '';

-- AlterTable
ALTER TABLE "visit_photos" ADD COLUMN     "caption" TEXT NOT NULL DEFAULT '';
