-- classes.csv. A class lasts from the first day of its first term until the last day of its last; a
-- term's end is the day after. Terms that did not come leave the days as they are.
INSERT INTO incoming_class (external, school, name, grade, start_date, end_date, good, gone)
SELECT DISTINCT ON (row.source_id)
    row.source_id, row.school, left(COALESCE(NULLIF(row.title, ''), course.title, ''), 255),
    row.grades, COALESCE(term.first_day, class.start_date), COALESCE(term.last_day, class.end_date),
    row.state = 'here' AND school.source_id IS NOT NULL
        AND COALESCE(NULLIF(row.title, ''), course.title, '') <> '',
    row.state = 'gone'
FROM told_classes AS row
LEFT JOIN told_courses AS course ON course.source_id = row.course AND course.source_id <> ''
LEFT JOIN or_school AS school ON school.source_id = row.school
LEFT JOIN districts_externalid AS known
    ON known.connection_id = %(connection)s AND known.kind = 'class' AND known.value = row.source_id
LEFT JOIN districts_classgroup AS class ON class.id = known.class_group_id
LEFT JOIN LATERAL (
    SELECT
        min(pg_temp.or_day(session.start_date, day_first)) AS first_day,
        max(pg_temp.or_day(session.end_date, day_first)) - 1 AS last_day
    FROM pg_temp.or_list(row.terms) AS named (source_id)
    JOIN told_sessions AS session
        ON session.source_id = named.source_id AND session.state = 'here'
    CROSS JOIN or_written_day
) AS term ON true
WHERE row.source_id <> ''
ORDER BY row.source_id, row.state = 'here' DESC, row.line;

INSERT INTO incoming_problem (file, line, "column", code, detail)
SELECT 'classes.csv', row.line, reason.header, reason.code, reason.detail
FROM told_classes AS row
JOIN incoming_class AS class ON class.external = row.source_id
CROSS JOIN LATERAL (VALUES
    ('title', 'missing_value', '', class.name = ''),
    ('schoolSourcedId', 'missing_value', '', row.school = ''),
    (
        'schoolSourcedId', 'unknown_school', row.school,
        row.school <> ''
            AND NOT EXISTS (SELECT FROM or_school WHERE source_id = row.school)
    )
) AS reason (header, code, detail, holds)
WHERE row.state = 'here' AND reason.holds;

INSERT INTO incoming_problem (file, line, "column", code, detail)
SELECT 'academicSessions.csv', row.line, reason.header, 'bad_day', reason.detail
FROM told_sessions AS row
CROSS JOIN or_written_day
CROSS JOIN LATERAL (VALUES
    ('startDate', row.start_date), ('endDate', row.end_date)
) AS reason (header, detail)
WHERE row.state = 'here'
    AND reason.detail <> ''
    AND pg_temp.or_day(reason.detail, day_first) IS NULL;
