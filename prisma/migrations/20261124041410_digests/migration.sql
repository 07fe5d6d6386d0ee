-- AlterTable
ALTER TABLE "outbox" ADD COLUMN     "digest" TEXT,
ADD COLUMN     "items" JSONB;
