-- Whom each pair means, and what speaks against it. Without a kind, an id may be a student's and a
-- teacher's, too; a source for some schools knows nobody who is only at others.
DROP TABLE IF EXISTS pg_temp.rekey_meant;

CREATE TEMPORARY TABLE rekey_meant ON COMMIT DROP AS
WITH pair AS (
    SELECT *
    FROM unnest(%(lines)s::bigint[], %(kinds)s::text[], %(old)s::text[], %(new)s::text[])
        WITH ORDINALITY AS given (line, kind, old, new, place)
), place AS (
    SELECT student_id AS subject_id, school_id, ended_at IS NULL AS standing
    FROM districts_schoolmembership
    WHERE %(scope)s::uuid[] IS NOT NULL AND district_id = %(district)s
    UNION ALL
    SELECT staff_id, school_id, ended_at IS NULL
    FROM districts_staffrole
    WHERE %(scope)s::uuid[] IS NOT NULL AND district_id = %(district)s
    UNION ALL
    SELECT id, school_id, true
    FROM districts_classgroup
    WHERE %(scope)s::uuid[] IS NOT NULL AND district_id = %(district)s
    UNION ALL
    SELECT id, id, true
    FROM districts_school
    WHERE %(scope)s::uuid[] IS NOT NULL AND district_id = %(district)s
), inside AS (
    SELECT subject_id
    FROM place
    GROUP BY subject_id
    HAVING bool_or(standing AND school_id = ANY (%(scope)s::uuid[]))
        OR NOT bool_or(standing) AND bool_or(school_id = ANY (%(scope)s::uuid[]))
), known AS (
    SELECT id, kind, value
    FROM districts_externalid
    WHERE connection_id = %(connection)s
        AND value IN (SELECT old FROM pair)
        AND (
            %(scope)s::uuid[] IS NULL
            OR COALESCE(student_id, staff_id, class_group_id, school_id)
                IN (SELECT subject_id FROM inside)
        )
), meant AS (
    SELECT
        pair.place, pair.line, pair.old, pair.new, known.id, known.kind,
        count(*) OVER (PARTITION BY pair.place) AS ways,
        count(*) OVER (PARTITION BY pair.old, known.id) AS olds,
        count(*) OVER (PARTITION BY pair.new, known.kind) AS news
    FROM pair
    LEFT JOIN known ON known.value = pair.old AND pair.kind IN ('', known.kind)
)
SELECT
    place, line, id, new,
    CASE
        WHEN id IS NULL THEN 'rekey_unknown'
        WHEN ways > 1 THEN 'rekey_kinds'
        WHEN olds > 1 OR news > 1 THEN 'rekey_twice'
        WHEN EXISTS (
            SELECT FROM districts_externalid AS other
            WHERE other.connection_id = %(connection)s
                AND other.kind = meant.kind
                AND other.value = meant.new
        ) THEN 'rekey_taken'
    END AS fault,
    CASE WHEN id IS NULL OR ways > 1 OR olds > 1 THEN old ELSE new END AS detail
FROM meant;
