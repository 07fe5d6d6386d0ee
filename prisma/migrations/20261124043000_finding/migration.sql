-- What units and people are found by: words of names, small and without diacritics, as `searchWords` of the domain makes
-- them. An index over arrays knows whole words only, one over lexemes knows their beginnings too. Neither function
-- calls the other: where an index is made or restored nothing but the catalogue's own is on the path.
CREATE FUNCTION "unit_words"(folded text, search text[]) RETURNS tsvector LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  SELECT array_to_tsvector(
    string_to_array(btrim(regexp_replace($1, '[^a-z0-9]+', ' ', 'g')), ' ') || array_remove(array_remove($2, ''), NULL))
$$;
CREATE INDEX "units_words_idx" ON "units" USING GIN ("unit_words"("folded", "search"));

CREATE FUNCTION "name_words"(name text) RETURNS tsvector LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  SELECT array_to_tsvector(string_to_array(btrim(regexp_replace(lower(translate(
    regexp_replace(normalize($1, NFD), '[\u0300-\u036f]', '', 'g'), 'ĐđÐð', 'dddd')), '[^a-z0-9]+', ' ', 'g')), ' '))
$$;
CREATE INDEX "people_words_idx" ON "people" USING GIN ("name_words"("name"));
