-- What is said of schools that this connection is not for.
INSERT INTO incoming_problem (file, line, "column", code, detail)
SELECT DISTINCT row.file, row.line, row.column, 'outside_scope', row.school
FROM (
    SELECT
        file, line,
        CASE file WHEN 'users.csv' THEN 'orgSourcedIds' ELSE 'orgSourcedId' END AS "column",
        org AS school
    FROM or_place
    WHERE active AND at_school
    UNION ALL
    SELECT 'classes.csv', line, 'schoolSourcedId', school
    FROM told_classes
    WHERE state = 'here' AND school IN (SELECT source_id FROM or_school)
) AS row
WHERE %(scope)s::uuid[] IS NOT NULL
    AND NOT EXISTS (SELECT FROM identity WHERE kind = 'school' AND external = row.school);

-- What was understood, or left out, for many rows alike: one note each.
INSERT INTO incoming_problem (file, "column", code, detail)
SELECT file, header, code, detail
FROM (
    SELECT
        'users.csv' AS file, 'enabledUser' AS header, 'boolean_spelling' AS code,
        min(enabled) AS detail
    FROM told_users
    WHERE enabled NOT IN ('', 'true', 'false') AND pg_temp.or_boolean(enabled) IS NOT NULL
    UNION ALL
    SELECT 'users.csv', 'dateLastModified', 'day_spelling', min(modified)
    FROM told_users
    WHERE modified ~ '^\d{1,2}/' AND state = 'here'
    UNION ALL
    SELECT 'roles.csv', 'beginDate', 'day_spelling', min(begin_date)
    FROM told_roles
    WHERE begin_date ~ '^\d{1,2}/' AND state = 'here'
    UNION ALL
    SELECT 'enrollments.csv', 'beginDate', 'day_spelling', min(begin_date)
    FROM told_enrolments
    WHERE begin_date ~ '^\d{1,2}/' AND state = 'here'
    UNION ALL
    SELECT 'academicSessions.csv', 'startDate', 'day_spelling', min(start_date)
    FROM told_sessions
    WHERE start_date ~ '^\d{1,2}/' AND state = 'here'
    UNION ALL
    SELECT 'enrollments.csv', 'role', 'seat_left_out', NULLIF(count(*), 0)::text
    FROM or_seat
    WHERE elsewhere AND state = 'here'
    UNION ALL
    SELECT file, 'role', 'staff_without_role', NULLIF(count(DISTINCT person), 0)::text
    FROM or_place AS place
    WHERE active AND what = 'staff'
    GROUP BY file
    UNION ALL
    SELECT file, 'role', 'role_left_out', NULLIF(count(DISTINCT person), 0)::text
    FROM or_place AS place
    WHERE active AND what = 'other'
    GROUP BY file
    UNION ALL
    SELECT 'users.csv', '', 'user_without_role', NULLIF(count(*), 0)::text
    FROM or_person AS person
    WHERE good AND NOT studies AND NOT works AND NOT family
        AND NOT EXISTS (SELECT FROM or_place AS place WHERE place.person = person.source_id)
        AND NOT EXISTS (SELECT FROM incoming_student WHERE external = person.source_id)
        AND NOT EXISTS (SELECT FROM incoming_staff WHERE external = person.source_id)
    UNION ALL
    SELECT 'users.csv', '', 'role_over', NULLIF(count(*), 0)::text
    FROM or_person AS person
    WHERE good AND NOT studies AND NOT works AND NOT family
        AND EXISTS (
            SELECT FROM or_place AS place
            WHERE place.person = person.source_id AND NOT active AND sure
        )
    UNION ALL
    SELECT 'users.csv', '', 'student_without_school', NULLIF(count(*), 0)::text
    FROM or_person AS person
    WHERE good AND studies
        AND NOT EXISTS (SELECT FROM incoming_membership WHERE student = person.source_id)
    UNION ALL
    SELECT 'users.csv', 'agentSourcedIds', 'relatives_unknown',
        NULLIF(count(DISTINCT pair.adult), 0)::text
    FROM or_pair AS pair
    WHERE pair.by_student
        AND (SELECT whole FROM or_term WHERE part = 'users')
        AND NOT EXISTS (SELECT FROM told_users AS told WHERE told.source_id = pair.adult)
    UNION ALL
    SELECT 'users.csv', '', 'adults_left_out', NULLIF(count(*), 0)::text
    FROM or_person AS person
    WHERE good AND family AND NOT studies AND NOT works
        AND NOT (SELECT filled FROM or_term WHERE part = 'families')
) AS note
WHERE detail IS NOT NULL;
