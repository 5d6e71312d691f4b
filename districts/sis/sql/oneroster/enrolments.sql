-- enrollments.csv: one row a person and class. Who leaves a class while it goes on has an end date
-- within its days, and is out from that day. An end that is the class's own, or lies outside of its
-- days, says no more than that; and who begins later is taken already, so that a class is ready on
-- its first day.

-- A file has few different days.
CREATE TEMPORARY TABLE or_last_day ON COMMIT DROP AS
SELECT raw, pg_temp.or_day(raw, day_first) AS day
FROM (SELECT DISTINCT end_date AS raw FROM told_enrolments WHERE end_date <> '') AS written
CROSS JOIN or_written_day;

CREATE TEMPORARY TABLE or_seat ON COMMIT DROP AS
WITH today AS (
    SELECT (%(now)s::timestamptz AT TIME ZONE district.time_zone)::date AS day
    FROM districts_district AS district
    WHERE district.id = %(district)s
)
SELECT
    row.line, row.class, row.person, row.state,
    CASE lower(row.role) WHEN 'student' THEN 'student' WHEN 'teacher' THEN 'teacher' ELSE '' END
        AS role,
    lower(row.role) IN ('administrator', 'aide', 'proctor') AS elsewhere,
    row.role AS raw_role, row.end_date,
    row.end_date <> '' AND last.day IS NULL AS bad_end,
    COALESCE(
        last.day <= today.day
            AND last.day >= COALESCE(told.start_date, standing.start_date, '-infinity')
            AND last.day <= COALESCE(told.end_date, standing.end_date, 'infinity'),
        false
    ) AS over,
    class.subject_id AS class_id, person.subject_id AS person_id
FROM told_enrolments AS row
CROSS JOIN today
LEFT JOIN or_last_day AS last ON last.raw = row.end_date
LEFT JOIN incoming_class AS told ON told.external = row.class
LEFT JOIN identity AS class ON class.kind = 'class' AND class.external = row.class
LEFT JOIN districts_classgroup AS standing ON standing.id = class.subject_id
LEFT JOIN identity AS person
    ON person.kind = CASE lower(row.role) WHEN 'teacher' THEN 'staff' ELSE 'student' END
    AND person.external = row.person;

ANALYZE or_seat;

INSERT INTO incoming_enrolment (line, class, person, role, class_id, person_id, good, gone)
SELECT
    line, class, person, role, class_id, person_id,
    state = 'here' AND role <> '' AND NOT over AND NOT bad_end
        AND class_id IS NOT NULL AND person_id IS NOT NULL,
    role <> '' AND (state = 'gone' OR (state = 'here' AND over AND NOT additive))
FROM or_seat
CROSS JOIN (SELECT additive FROM or_term WHERE part = 'enrolments') AS file
WHERE NOT elsewhere;

-- Who left a class and came back has two rows: what is good comes before what has ended.
DELETE FROM incoming_enrolment AS row
USING (
    SELECT class, person, role
    FROM incoming_enrolment
    GROUP BY class, person, role
    HAVING count(*) > 1
) AS twice
JOIN incoming_enrolment AS other USING (class, person, role)
WHERE row.class = twice.class AND row.person = twice.person AND row.role = twice.role
    AND (NOT row.good, row.gone, row.line) > (NOT other.good, other.gone, other.line);

INSERT INTO incoming_problem (file, line, "column", code, detail)
SELECT 'enrollments.csv', seat.line, reason.header, reason.code, reason.detail
FROM (SELECT *, %(scope)s::uuid[] IS NOT NULL AS outside FROM or_seat) AS seat
CROSS JOIN LATERAL (VALUES
    ('role', 'unknown_role', seat.raw_role, seat.role = ''),
    ('endDate', 'bad_day', seat.end_date, seat.bad_end),
    (
        'classSourcedId', 'unknown_class', seat.class,
        seat.role <> '' AND NOT seat.over AND seat.class_id IS NULL
            -- What lies outside of the connection's schools has its note there.
            AND NOT (seat.outside AND seat.class IN (SELECT source_id FROM told_classes))
    ),
    (
        'userSourcedId',
        CASE seat.role WHEN 'teacher' THEN 'unknown_staff' ELSE 'unknown_student' END,
        seat.person,
        seat.role <> '' AND NOT seat.over AND seat.person_id IS NULL
            AND NOT (seat.outside AND seat.person IN (SELECT source_id FROM or_person))
    )
) AS reason (header, code, detail, holds)
WHERE seat.state = 'here' AND NOT seat.elsewhere AND reason.holds;

-- What points at something this source has never named may have meant anything: a blank stands for
-- any.
UPDATE incoming_enrolment AS row
SET class = ''
WHERE row.class_id IS NULL AND NOT row.gone
    AND NOT EXISTS (SELECT FROM told_classes WHERE source_id = row.class)
    AND NOT EXISTS (
        SELECT FROM districts_externalid AS known
        WHERE known.connection_id = %(connection)s
            AND known.kind = 'class'
            AND known.value = row.class
    );

UPDATE incoming_enrolment AS row
SET person = ''
WHERE row.person_id IS NULL AND NOT row.gone
    AND NOT EXISTS (SELECT FROM or_person WHERE source_id = row.person)
    AND NOT EXISTS (
        SELECT FROM districts_externalid AS known
        WHERE known.connection_id = %(connection)s
            AND known.kind IN ('student', 'staff')
            AND known.value = row.person
    );

ANALYZE incoming_enrolment;
