-- AlterTable
ALTER TABLE "kept_deadlines" ADD COLUMN     "paused_days" INTEGER NOT NULL DEFAULT 0;
