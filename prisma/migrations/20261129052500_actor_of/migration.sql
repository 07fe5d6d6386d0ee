-- Who somebody is on a day: what they follow, where they sit, for whom they stand in. Every turn asks it first, and to
-- plan it takes several times as long as to answer it: in a function it is planned once a connection.
-- What is one's own goes before what is held as a substitute, and nothing is listed twice. `Actor` in the domain says
-- what the columns mean.
CREATE FUNCTION "unit_json"(u units, p units) RETURNS jsonb LANGUAGE sql STABLE AS $$
  SELECT jsonb_build_object('id', u.id, 'code', u.code, 'name', u.name, 'word', u.word, 'rank', u.rank,
    'lineage', to_jsonb(u.lineage), 'parent', p.word || ' ' || p.name)
$$;

-- What carries migrations out on a server cuts them at every semicolon: the one inside is written \003B.
CREATE FUNCTION "actor_of"(who uuid, today date) RETURNS jsonb LANGUAGE plpgsql STABLE STRICT AS U&'
BEGIN
  RETURN (
    WITH h AS MATERIALIZED (
      SELECT who AS person, NULL::text AS name, NULL::date AS until
      UNION ALL
      SELECT b.person_id, ab.name, b.until FROM substitutions b JOIN people ab ON ab.id = b.person_id
      WHERE b.substitute_id = who AND b."from" <= today AND b.until >= today
        AND (ab.ended_on IS NULL OR ab.ended_on > today)
    )
    SELECT jsonb_build_object(
      ''id'', pe.id, ''name'', pe.name, ''post'', pe.post, ''language'', pe.language,
      ''standsInFor'', (SELECT coalesce(jsonb_agg(h.person), ''[]'') FROM h WHERE h.name IS NOT NULL),
      ''follows'', (
        SELECT coalesce(jsonb_agg(jsonb_build_object(''unit'', unit_json(u, up), ''role'', s.role,
          ''decision'', s.decision, ''from'', s."from", ''insteadOf'', s.instead_of,
          ''formerly'', CASE WHEN s.role = ''lead'' THEN (
            SELECT coalesce(jsonb_agg(f.person_id), ''[]'') FROM (
              SELECT f.person_id FROM assignments f WHERE f.unit_id = s.unit_id AND f."from" <= today
              GROUP BY f.person_id HAVING bool_and(f.until IS NOT NULL AND f.until < today)
            ) f
          ) END) ORDER BY s.instead_of IS NOT NULL, s.role, u.rank, u.name), ''[]'')
        FROM (
          SELECT DISTINCT ON (s.unit_id) s.unit_id, s.role, s.decision, s."from",
            CASE WHEN h.name IS NOT NULL THEN jsonb_build_object(''name'', h.name, ''until'', h.until) END AS instead_of
          FROM h JOIN assignments s ON s.person_id = h.person
          WHERE s."from" <= today AND (s.until IS NULL OR s.until >= today)
          ORDER BY s.unit_id, h.name IS NOT NULL, s.role
        ) s
        JOIN units u ON u.id = s.unit_id LEFT JOIN units up ON up.id = u.parent_id
      ),
      ''seats'', (
        SELECT coalesce(jsonb_agg(jsonb_build_object(''office'', o.id, ''officeName'', o.name, ''kind'', o.kind,
          ''role'', st.role, ''unit'', unit_json(u, up), ''insteadOf'', st.instead_of)
          ORDER BY st.instead_of IS NOT NULL, u.rank, o.name), ''[]'')
        FROM (
          SELECT DISTINCT ON (st.office_id) st.office_id, st.role,
            CASE WHEN h.name IS NOT NULL THEN jsonb_build_object(''name'', h.name, ''until'', h.until) END AS instead_of
          FROM h JOIN staff st ON st.person_id = h.person
          WHERE (st."from" IS NULL OR st."from" <= today) AND (st.until IS NULL OR st.until >= today)
          ORDER BY st.office_id, h.name IS NOT NULL, st.role
        ) st
        JOIN offices o ON o.id = st.office_id
        JOIN units u ON u.id = o.unit_id LEFT JOIN units up ON up.id = u.parent_id
      )
    )
    FROM people pe WHERE pe.id = who
  )\003B
END
';
