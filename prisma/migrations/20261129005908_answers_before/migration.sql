-- AlterTable
ALTER TABLE "invitations" ADD COLUMN     "before" JSONB;
