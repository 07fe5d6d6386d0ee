-- AlterTable
ALTER TABLE "documents" ADD COLUMN     "published_by_id" UUID,
ADD COLUMN     "replaces_id" UUID,
ADD COLUMN     "version" INTEGER NOT NULL DEFAULT 1;

-- AlterTable
ALTER TABLE "invitations" ADD COLUMN     "attendance" TEXT,
ADD COLUMN     "instead_of_id" UUID,
ADD COLUMN     "noticed_at" TIMESTAMPTZ(3),
ADD COLUMN     "substitute_id" UUID,
ADD COLUMN     "withdrawn_at" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "meetings" ADD COLUMN     "agenda" TEXT[] DEFAULT ARRAY[]::TEXT[],
ADD COLUMN     "attendance_at" TIMESTAMPTZ(3),
ADD COLUMN     "audience" JSONB,
ADD COLUMN     "cancel_reason" TEXT,
ADD COLUMN     "cancelled_at" TIMESTAMPTZ(3),
ADD COLUMN     "documents_due_at" TIMESTAMPTZ(3),
ADD COLUMN     "kind" TEXT NOT NULL DEFAULT 'ad-hoc',
ADD COLUMN     "next_after_at" TIMESTAMPTZ(3),
ADD COLUMN     "next_document_at" TIMESTAMPTZ(3),
ADD COLUMN     "next_send_at" TIMESTAMPTZ(3),
ADD COLUMN     "occurrence" DATE,
ADD COLUMN     "revision" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "sending" TEXT NOT NULL DEFAULT 'sent',
ADD COLUMN     "series_id" UUID;

-- AlterTable
ALTER TABLE "offices" ADD COLUMN     "document_days" INTEGER NOT NULL DEFAULT 3;

-- CreateTable
CREATE TABLE "series" (
    "id" UUID NOT NULL,
    "unit_id" UUID NOT NULL,
    "office_id" UUID NOT NULL,
    "called_by_id" UUID NOT NULL,
    "kind" TEXT NOT NULL DEFAULT 'committee',
    "subject" TEXT NOT NULL,
    "agenda" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "place" TEXT NOT NULL,
    "audience" JSONB,
    "rule" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "notice_days" INTEGER NOT NULL DEFAULT 7,
    "made_until" DATE,
    "next_meeting_at" TIMESTAMPTZ(3),
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "series_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "series_exceptions" (
    "series_id" UUID NOT NULL,
    "on" DATE NOT NULL,
    "moved_to" TIMESTAMPTZ(3),

    CONSTRAINT "series_exceptions_pkey" PRIMARY KEY ("series_id","on")
);

-- CreateTable
CREATE TABLE "comments" (
    "id" UUID NOT NULL,
    "meeting_id" UUID NOT NULL,
    "document_id" UUID,
    "point" INTEGER,
    "author_id" UUID NOT NULL,
    "text" TEXT NOT NULL,
    "written_at" TIMESTAMPTZ(3) NOT NULL,
    "late" BOOLEAN NOT NULL DEFAULT false,
    "outcome" TEXT,
    "response" TEXT,
    "weighed_by_id" UUID,
    "weighed_at" TIMESTAMPTZ(3),

    CONSTRAINT "comments_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "comment_files" (
    "comment_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "file_id" TEXT NOT NULL,
    "name" TEXT NOT NULL,

    CONSTRAINT "comment_files_pkey" PRIMARY KEY ("comment_id","position")
);

-- CreateTable
CREATE TABLE "conclusions" (
    "id" UUID NOT NULL,
    "meeting_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "text" TEXT NOT NULL,
    "owner_id" UUID NOT NULL,
    "due_on" DATE NOT NULL,
    "recommendation_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "conclusions_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "bulletins" (
    "id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "unit_id" UUID NOT NULL,
    "office_id" UUID NOT NULL,
    "author_id" UUID NOT NULL,
    "text" TEXT NOT NULL,
    "sent_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "bulletins_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "bulletin_files" (
    "bulletin_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "file_id" TEXT NOT NULL,
    "name" TEXT NOT NULL,

    CONSTRAINT "bulletin_files_pkey" PRIMARY KEY ("bulletin_id","position")
);

-- CreateTable
CREATE TABLE "bulletin_receipts" (
    "bulletin_id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "received_at" TIMESTAMPTZ(3),
    "read_at" TIMESTAMPTZ(3),

    CONSTRAINT "bulletin_receipts_pkey" PRIMARY KEY ("bulletin_id","person_id")
);

-- CreateTable
CREATE TABLE "bulletin_replies" (
    "id" UUID NOT NULL,
    "bulletin_id" UUID NOT NULL,
    "author_id" UUID NOT NULL,
    "text" TEXT NOT NULL,
    "written_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "bulletin_replies_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "series_office_id_idx" ON "series"("office_id");

-- CreateIndex
CREATE INDEX "series_next_meeting_at_idx" ON "series"("next_meeting_at") WHERE (next_meeting_at is not null);

-- CreateIndex
CREATE INDEX "comments_meeting_id_idx" ON "comments"("meeting_id");

-- CreateIndex
CREATE INDEX "comments_author_id_idx" ON "comments"("author_id");

-- CreateIndex
CREATE UNIQUE INDEX "conclusions_recommendation_id_key" ON "conclusions"("recommendation_id");

-- CreateIndex
CREATE UNIQUE INDEX "conclusions_meeting_id_position_key" ON "conclusions"("meeting_id", "position");

-- CreateIndex
CREATE INDEX "bulletins_office_id_sent_at_idx" ON "bulletins"("office_id", "sent_at");

-- CreateIndex
CREATE INDEX "bulletins_author_id_sent_at_idx" ON "bulletins"("author_id", "sent_at");

-- CreateIndex
CREATE INDEX "bulletins_unit_id_sent_at_idx" ON "bulletins"("unit_id", "sent_at");

-- CreateIndex
CREATE INDEX "bulletin_receipts_person_id_idx" ON "bulletin_receipts"("person_id");

-- CreateIndex
CREATE INDEX "bulletin_replies_bulletin_id_idx" ON "bulletin_replies"("bulletin_id");

-- CreateIndex
CREATE UNIQUE INDEX "documents_replaces_id_key" ON "documents"("replaces_id");

-- CreateIndex
CREATE INDEX "invitations_unnoticed_idx" ON "invitations"("meeting_id") WHERE (noticed_at is null);

-- CreateIndex
CREATE INDEX "meetings_office_id_starts_at_idx" ON "meetings"("office_id", "starts_at");

-- CreateIndex
CREATE INDEX "meetings_next_send_at_idx" ON "meetings"("next_send_at") WHERE (next_send_at is not null);

-- CreateIndex
CREATE INDEX "meetings_next_document_at_idx" ON "meetings"("next_document_at") WHERE (next_document_at is not null);

-- CreateIndex
CREATE INDEX "meetings_next_after_at_idx" ON "meetings"("next_after_at") WHERE (next_after_at is not null);

-- CreateIndex
CREATE UNIQUE INDEX "meetings_series_id_occurrence_key" ON "meetings"("series_id", "occurrence");

-- AddForeignKey
ALTER TABLE "meetings" ADD CONSTRAINT "meetings_series_id_fkey" FOREIGN KEY ("series_id") REFERENCES "series"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "series" ADD CONSTRAINT "series_unit_id_fkey" FOREIGN KEY ("unit_id") REFERENCES "units"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "series" ADD CONSTRAINT "series_office_id_fkey" FOREIGN KEY ("office_id") REFERENCES "offices"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "series" ADD CONSTRAINT "series_called_by_id_fkey" FOREIGN KEY ("called_by_id") REFERENCES "people"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "series_exceptions" ADD CONSTRAINT "series_exceptions_series_id_fkey" FOREIGN KEY ("series_id") REFERENCES "series"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "invitations" ADD CONSTRAINT "invitations_instead_of_id_fkey" FOREIGN KEY ("instead_of_id") REFERENCES "people"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "invitations" ADD CONSTRAINT "invitations_substitute_id_fkey" FOREIGN KEY ("substitute_id") REFERENCES "people"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "documents" ADD CONSTRAINT "documents_published_by_id_fkey" FOREIGN KEY ("published_by_id") REFERENCES "people"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "documents" ADD CONSTRAINT "documents_replaces_id_fkey" FOREIGN KEY ("replaces_id") REFERENCES "documents"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "comments" ADD CONSTRAINT "comments_meeting_id_fkey" FOREIGN KEY ("meeting_id") REFERENCES "meetings"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "comments" ADD CONSTRAINT "comments_document_id_fkey" FOREIGN KEY ("document_id") REFERENCES "documents"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "comments" ADD CONSTRAINT "comments_author_id_fkey" FOREIGN KEY ("author_id") REFERENCES "people"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "comments" ADD CONSTRAINT "comments_weighed_by_id_fkey" FOREIGN KEY ("weighed_by_id") REFERENCES "people"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "comment_files" ADD CONSTRAINT "comment_files_comment_id_fkey" FOREIGN KEY ("comment_id") REFERENCES "comments"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "comment_files" ADD CONSTRAINT "comment_files_file_id_fkey" FOREIGN KEY ("file_id") REFERENCES "files"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "conclusions" ADD CONSTRAINT "conclusions_meeting_id_fkey" FOREIGN KEY ("meeting_id") REFERENCES "meetings"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "conclusions" ADD CONSTRAINT "conclusions_owner_id_fkey" FOREIGN KEY ("owner_id") REFERENCES "offices"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "conclusions" ADD CONSTRAINT "conclusions_recommendation_id_fkey" FOREIGN KEY ("recommendation_id") REFERENCES "recommendations"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "bulletins" ADD CONSTRAINT "bulletins_unit_id_fkey" FOREIGN KEY ("unit_id") REFERENCES "units"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "bulletins" ADD CONSTRAINT "bulletins_office_id_fkey" FOREIGN KEY ("office_id") REFERENCES "offices"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "bulletins" ADD CONSTRAINT "bulletins_author_id_fkey" FOREIGN KEY ("author_id") REFERENCES "people"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "bulletin_files" ADD CONSTRAINT "bulletin_files_bulletin_id_fkey" FOREIGN KEY ("bulletin_id") REFERENCES "bulletins"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "bulletin_files" ADD CONSTRAINT "bulletin_files_file_id_fkey" FOREIGN KEY ("file_id") REFERENCES "files"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "bulletin_receipts" ADD CONSTRAINT "bulletin_receipts_bulletin_id_fkey" FOREIGN KEY ("bulletin_id") REFERENCES "bulletins"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "bulletin_receipts" ADD CONSTRAINT "bulletin_receipts_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "people"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "bulletin_replies" ADD CONSTRAINT "bulletin_replies_bulletin_id_fkey" FOREIGN KEY ("bulletin_id") REFERENCES "bulletins"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "bulletin_replies" ADD CONSTRAINT "bulletin_replies_author_id_fkey" FOREIGN KEY ("author_id") REFERENCES "people"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
