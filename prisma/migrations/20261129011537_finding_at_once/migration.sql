-- DropIndex
DROP INDEX "units_search_idx";

-- What is found stands in the index itself, not in a list beside it which every search reads from end to end. Nobody
-- empties that list on the embedded database, and elsewhere not before long.
ALTER INDEX "units_words_idx" SET (fastupdate = off);
ALTER INDEX "people_words_idx" SET (fastupdate = off);
ALTER INDEX "units_lineage_idx" SET (fastupdate = off);

-- To work out the words of every unit of a province takes a second, and the planner is told so.
ALTER FUNCTION "unit_words"(text, text[]) COST 10000;
ALTER FUNCTION "name_words"(text) COST 10000;

-- What is in those lists already.
SELECT gin_clean_pending_list('units_words_idx'), gin_clean_pending_list('people_words_idx'), gin_clean_pending_list('units_lineage_idx');
