-- AlterTable
ALTER TABLE "files" ADD COLUMN     "made" BYTEA;
