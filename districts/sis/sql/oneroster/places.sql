-- Who is what, where: from the users' own rows before version 1.2, from roles.csv since. A role
-- counts from its first day until the day before its last; "sure" is false where a row says too
-- little, or stands in a doubtful file: then nothing ends because of it.
CREATE TEMPORARY TABLE or_place ON COMMIT DROP AS
WITH day AS (
    SELECT (%(now)s::timestamptz AT TIME ZONE district.time_zone)::date AS today
    FROM districts_district AS district
    WHERE district.id = %(district)s
), dated AS (
    SELECT
        row.line, row.person, row.role, row.state,
        -- A role that names no school is one at the school the user names first.
        COALESCE(NULLIF(row.org, ''), person.primary_org, '') AS org,
        row.begin_date, row.end_date,
        pg_temp.or_day(row.begin_date, day_first) AS begins,
        pg_temp.or_day(row.end_date, day_first) AS ends
    FROM told_roles AS row
    CROSS JOIN or_written_day
    LEFT JOIN told_users AS person ON row.org = '' AND person.source_id = row.person
    WHERE row.person <> ''
), spoken AS (
    SELECT
        'roles.csv' AS file, dated.line, person, pg_temp.or_role(role) AS what, role, org,
        state = 'here' AND COALESCE(begins <= today, true) AND COALESCE(today < ends, true)
            AS active,
        state = 'here' AND begins > today AS later,
        state <> 'doubt'
            AND (begin_date = '' OR begins IS NOT NULL)
            AND (end_date = '' OR ends IS NOT NULL)
            AND (pg_temp.or_role(role) <> '' OR state = 'gone') AS sure,
        begin_date <> '' AND begins IS NULL AS bad_begin,
        end_date <> '' AND ends IS NULL AS bad_end,
        begin_date, end_date, state
    FROM dated
    CROSS JOIN day
    UNION ALL
    SELECT
        'users.csv', row.line, row.source_id, pg_temp.or_role(row.role), row.role,
        COALESCE(org.source_id, ''), true, false, pg_temp.or_role(row.role) <> '', false, false,
        '', '', 'here'
    FROM told_users AS row
    LEFT JOIN LATERAL pg_temp.or_list(row.orgs) AS org (source_id) ON true
    WHERE row.state = 'here'
        AND row.role <> ''
        AND NOT EXISTS (SELECT FROM told_roles WHERE told_roles.person = row.source_id)
)
SELECT
    file, line, person, what, role, org, active AND sure AS active, later,
    sure AND (active OR NOT additive) AS sure,
    bad_begin, bad_end, begin_date, end_date, state,
    EXISTS (SELECT FROM or_school WHERE source_id = spoken.org) AS at_school,
    NOT EXISTS (
        SELECT FROM or_org
        WHERE or_org.source_id = spoken.org AND (known OR or_org.state IN ('here', 'gone'))
    ) AS org_unknown,
    -- Beside a whole users.csv: a role of somebody who is not in it.
    (SELECT whole FROM or_term WHERE part = 'users')
        AND NOT EXISTS (SELECT FROM told_users WHERE told_users.source_id = spoken.person)
        AND NOT EXISTS (
            SELECT FROM districts_externalid AS known
            WHERE known.connection_id = %(connection)s
                AND known.kind IN ('student', 'staff')
                AND known.value = spoken.person
        ) AS person_unknown
FROM spoken
CROSS JOIN (SELECT additive FROM or_term WHERE part = 'roles') AS roles;

ANALYZE or_place;

INSERT INTO incoming_problem (file, line, "column", code, detail)
SELECT DISTINCT row.file, row.line, reason.header, reason.code, reason.detail
FROM or_place AS row
CROSS JOIN LATERAL (VALUES
    ('beginDate', 'bad_day', row.begin_date, row.bad_begin),
    ('endDate', 'bad_day', row.end_date, row.bad_end),
    ('role', 'unknown_role', row.role, row.what = ''),
    ('userSourcedId', 'unknown_user', row.person, row.person_unknown),
    ('beginDate', 'role_later', row.begin_date, row.later),
    (
        CASE row.file WHEN 'users.csv' THEN 'orgSourcedIds' ELSE 'orgSourcedId' END,
        'unknown_school', row.org,
        row.org_unknown AND row.org <> '' AND EXISTS (SELECT FROM told_orgs)
            AND row.what IN ('student', 'teacher', 'school_admin')
    )
) AS reason (header, code, detail, holds)
WHERE row.state = 'here' AND reason.holds;
