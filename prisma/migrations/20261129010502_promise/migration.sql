-- Ladders: of numbers for all offices, rungs. What the province has entered is kept.
ALTER TABLE "ladders" ADD COLUMN "rungs" JSONB, ADD COLUMN "urgency" TEXT NOT NULL DEFAULT 'normal';

UPDATE "ladders" l SET "rungs" = (
  SELECT jsonb_agg(jsonb_build_object('level', '*', 'office', o.office, 'takeUp', jsonb_build_object('days', l."take_up_days"),
    'answer', jsonb_build_object('days', l."answer_days"), 'grace', jsonb_build_object('days', l."grace_days"),
    'warn', jsonb_build_array(jsonb_build_object('before', jsonb_build_object('days', l."warn_days"), 'whom', 'office')),
    'next', o.next) ORDER BY o.next DESC)
  FROM (VALUES ('specialised', 'general'), ('general', 'above')) AS o(office, next));

ALTER TABLE "ladders" ALTER COLUMN "rungs" SET NOT NULL, ALTER COLUMN "urgency" DROP DEFAULT,
DROP CONSTRAINT "ladders_pkey",
DROP COLUMN "answer_days",
DROP COLUMN "grace_days",
DROP COLUMN "take_up_days",
DROP COLUMN "warn_days",
ADD CONSTRAINT "ladders_pkey" PRIMARY KEY ("kind", "urgency");

ALTER TABLE "recommendations" ADD COLUMN     "asked" JSONB,
ADD COLUMN     "asked_of_id" UUID,
ADD COLUMN     "closed_at" TIMESTAMPTZ(3),
ADD COLUMN     "extensions" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "first_deadline" TIMESTAMPTZ(3),
ADD COLUMN     "moves_up_at" TIMESTAMPTZ(3),
ADD COLUMN     "paused_days" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "paused_until" TIMESTAMPTZ(3),
ADD COLUMN     "pauses" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "questioned" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "transfers" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "urgency" TEXT NOT NULL DEFAULT 'normal';

CREATE INDEX "recommendations_asked_idx" ON "recommendations"("asked_of_id") WHERE (asked_of_id is not null);

-- What was promised until now, in the words of now: the same rung for every office.
UPDATE "recommendations" r SET "limits" = jsonb_build_object('legalDays', r."limits" -> 'legalDays', 'closeDays', r."limits" -> 'closeDays',
  'rungs', (
    SELECT jsonb_agg(jsonb_build_object('level', '*', 'office', o.office, 'takeUp', jsonb_build_object('days', r."limits" -> 'takeUpDays'),
      'answer', jsonb_build_object('days', r."limits" -> 'answerDays'), 'grace', jsonb_build_object('days', r."limits" -> 'graceDays'),
      'warn', jsonb_build_array(jsonb_build_object('before', jsonb_build_object('days', r."limits" -> 'warnDays'), 'whom', 'office')),
      'next', o.next) ORDER BY o.next DESC)
    FROM (VALUES ('specialised', 'general'), ('general', 'above')) AS o(office, next)))
  || jsonb_strip_nulls(jsonb_build_object('due', r."limits" -> 'due'));

-- The histories learn to say the legal deadline, and when it moves up: never earlier than was promised.
UPDATE "recommendation_events" e SET "data" = e."data" || jsonb_build_object('legal', r."legal_deadline")
FROM "recommendations" r WHERE r."id" = e."recommendation_id" AND e."what" = 'raised';

UPDATE "recommendation_events" SET "data" = "data" || jsonb_build_object('movesUpAt',
  CASE WHEN "data" ->> 'step' = 'escalate' THEN ("data" ->> 'stepAt')::timestamptz
    ELSE ("data" ->> 'deadline')::timestamptz + interval '3 days' END)
WHERE "data" ? 'deadline';

UPDATE "recommendations" r SET "first_deadline" = r."deadline", "moves_up_at" = (
  SELECT (e."data" ->> 'movesUpAt')::timestamptz FROM "recommendation_events" e
  WHERE e."recommendation_id" = r."id" AND e."data" ? 'movesUpAt' ORDER BY e."position" DESC LIMIT 1)
WHERE r."deadline" IS NOT NULL;

UPDATE "recommendations" r SET "closed_at" = (
  SELECT max(e."at") FROM "recommendation_events" e WHERE e."recommendation_id" = r."id")
WHERE r."state" = 'closed';
