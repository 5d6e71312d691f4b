-- orgs.csv: only schools are schools here. Where no org of a whole file is one, those that classes
-- name as their school are: some exporters call a single school a department or a district.
--
-- A school's code is the identifier people know it by, where that can only mean this one; else its
-- id. Once known, it keeps the code it has.

-- What this source calls the schools there are: by an id that is kept where it is not the code, and
-- else by the code.
CREATE TEMPORARY TABLE or_called ON COMMIT DROP AS
SELECT id.school_id, id.value AS source_id, school.code
FROM districts_externalid AS id
JOIN districts_school AS school ON school.id = id.school_id
WHERE id.connection_id = %(connection)s AND id.kind = 'school'
UNION ALL
SELECT school.id, school.code, school.code
FROM districts_school AS school
WHERE school.district_id = %(district)s
    AND NOT EXISTS (
        SELECT
        FROM districts_externalid AS id
        WHERE id.connection_id = %(connection)s
            AND id.kind = 'school'
            AND (id.school_id = school.id OR id.value = school.code)
    );

ANALYZE or_called;

CREATE TEMPORARY TABLE or_org ON COMMIT DROP AS
WITH known AS (
    SELECT id.value AS source_id, school.code
    FROM districts_externalid AS id
    JOIN districts_school AS school ON school.id = id.school_id
    WHERE id.connection_id = %(connection)s AND id.kind = 'school'
), named AS (
    SELECT DISTINCT school AS source_id FROM told_classes WHERE state = 'here'
), place AS (
    SELECT
        row.line, row.source_id, row.name, row.identifier, row.state,
        lower(row.type) AS type, known.code AS known_code,
        known.code IS NOT NULL OR lower(row.type) = 'school' AS school,
        named.source_id IS NOT NULL AS has_classes
    FROM told_orgs AS row
    LEFT JOIN known USING (source_id)
    LEFT JOIN named USING (source_id)
    WHERE row.source_id <> ''
), counted AS (
    SELECT
        line, source_id, name, identifier, state, known_code, school,
        NOT school AND has_classes AND state = 'here'
            AND (SELECT whole FROM or_term WHERE part = 'orgs')
            AND NOT EXISTS (SELECT FROM place WHERE school) AS stands_in
    FROM place
), plain AS (
    SELECT
        source_id, identifier,
        CASE
            WHEN length(source_id) <= 64 THEN source_id
            ELSE left(source_id, 55) || '-' || left(md5(source_id), 8)
        END AS short
    FROM counted
    WHERE school OR stands_in
)
SELECT
    counted.line, counted.source_id, left(counted.name, 200) AS name,
    counted.state, counted.school OR counted.stands_in AS school, counted.stands_in,
    counted.known_code IS NOT NULL AS known,
    COALESCE(
        counted.known_code,
        CASE
            WHEN plain.identifier = '' OR length(plain.identifier) > 64 THEN plain.short
            WHEN EXISTS (
                SELECT FROM plain AS other
                WHERE other.source_id <> plain.source_id
                    AND plain.identifier IN (other.identifier, other.short)
            ) THEN plain.short
            WHEN EXISTS (
                SELECT FROM known
                WHERE known.source_id <> plain.source_id AND known.code = plain.identifier
            ) THEN plain.short
            ELSE plain.identifier
        END
    ) AS code
FROM counted
LEFT JOIN plain USING (source_id);

-- Schools that other rows may name although this package does not tell of them.
INSERT INTO or_org (line, source_id, name, state, school, stands_in, known, code)
SELECT NULL, called.source_id, '', '', true, false, true, called.code
FROM or_called AS called
WHERE NOT EXISTS (
    SELECT FROM or_org AS org WHERE org.source_id = called.source_id OR org.code = called.code
);

-- A list of changes names no school that stays as it is: each is there until one says otherwise.
INSERT INTO incoming_school (external, code, name, good)
SELECT DISTINCT ON (source_id) source_id, code, name, state = 'here'
FROM or_org
WHERE school
    AND (line IS NOT NULL OR NOT (SELECT whole FROM or_term WHERE part = 'orgs'))
ORDER BY source_id, state = 'here' DESC, line;

INSERT INTO incoming_problem (file, line, "column", code, detail)
SELECT 'orgs.csv', line, 'type', 'org_as_school', name
FROM or_org AS org
WHERE stands_in;

-- What can be named as a school. One that is known stays one, whatever its row says now.
CREATE TEMPORARY TABLE or_school ON COMMIT DROP AS
SELECT DISTINCT source_id FROM or_org WHERE known OR (school AND state = 'here');

CREATE UNIQUE INDEX ON or_school (source_id);
ANALYZE or_school;
