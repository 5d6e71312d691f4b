-- users.csv: one row a person, whatever they are. "roles_told": the package says all they are;
-- "sure": it can be told where. Without orgs.csv an id that is no known school may be a district's:
-- one that is known is enough then.
CREATE TEMPORARY TABLE or_person ON COMMIT DROP AS
WITH role AS (
    SELECT
        person,
        bool_or(active AND what = 'student') AS studies,
        bool_or(active AND what IN ('teacher', 'school_admin', 'staff')) AS works,
        bool_or(active AND what = 'family') AS family,
        bool_and(sure) AND (
            bool_and(at_school OR NOT org_unknown)
            OR (bool_or(at_school) AND NOT (SELECT filled FROM or_term WHERE part = 'orgs'))
        ) AS sure,
        bool_and(file = 'users.csv') AS on_the_row
    FROM or_place AS place
    GROUP BY person
)
SELECT
    row.line, row.source_id, row.state,
    row.given_name, row.family_name, row.preferred_given_name, row.preferred_family_name,
    row.identifier, row.email, row.email_key, row.agents, row.grades,
    COALESCE(pg_temp.or_boolean(row.enabled), true) AS enabled,
    row.state = 'here' AND row.given_name <> '' AND row.family_name <> ''
        AND pg_temp.or_boolean(row.enabled) IS NOT NULL AS good,
    COALESCE(role.studies, false) AS studies,
    COALESCE(role.works, false) AS works,
    COALESCE(role.family, false) AS family,
    COALESCE(role.sure, true) AS sure,
    (role.on_the_row AND NOT (SELECT additive FROM or_term WHERE part = 'users')) IS TRUE
        -- A role of nobody's may be that of somebody who has none.
        OR (SELECT whole FROM or_term WHERE part = 'roles')
            AND (role.person IS NOT NULL OR NOT EXISTS (SELECT FROM or_place WHERE person_unknown))
        AS roles_told
FROM told_users AS row
LEFT JOIN role ON role.person = row.source_id
WHERE row.source_id <> '';

-- Of several rows with one id the good one counts; where none is, any says that somebody was seen.
DELETE FROM or_person AS row
USING or_person AS other
WHERE row.source_id = other.source_id
    AND (NOT row.good, row.line) > (NOT other.good, other.line);

ANALYZE or_person;

INSERT INTO incoming_problem (file, line, "column", code, detail)
SELECT 'users.csv', row.line, reason.header, reason.code, reason.detail
FROM told_users AS row
CROSS JOIN LATERAL (VALUES
    ('givenName', 'missing_value', '', row.given_name = ''),
    ('familyName', 'missing_value', '', row.family_name = ''),
    ('enabledUser', 'unknown_boolean', row.enabled, pg_temp.or_boolean(row.enabled) IS NULL)
) AS reason (header, code, detail, holds)
WHERE row.state = 'here' AND reason.holds;
