-- Enrollments.csv: one row a person and class.
INSERT INTO incoming_enrolment (line, class, person, role, class_id, person_id, good)
SELECT
    row.line,
    row.class_id,
    row.user_id,
    CASE WHEN row.role IN ('student', 'teacher') THEN row.role ELSE '' END,
    class.subject_id,
    person.subject_id,
    row.usable AND class.subject_id IS NOT NULL AND person.subject_id IS NOT NULL
FROM staged_enrolments AS row
LEFT JOIN identity AS class ON class.kind = 'class' AND class.external = row.class_id
LEFT JOIN identity AS person
    ON person.kind = CASE row.role WHEN 'teacher' THEN 'staff' ELSE 'student' END
    AND person.external = row.user_id;

-- Rows that point at nothing.
INSERT INTO incoming_problem (file, line, "column", code, detail)
SELECT 'Enrollments.csv', row.line, found.column, found.code, found.detail
FROM (
    SELECT line, 'Class ID' AS "column", 'unknown_class' AS code, class AS detail
    FROM incoming_enrolment
    WHERE class_id IS NULL
    UNION ALL
    SELECT
        line, 'User ID', CASE role WHEN 'teacher' THEN 'unknown_staff' ELSE 'unknown_student' END,
        person
    FROM incoming_enrolment
    WHERE person_id IS NULL
) AS found
JOIN staged_enrolments AS row USING (line)
WHERE row.usable;

-- What points at something this source has never named may have meant anything: a blank stands for
-- any.
UPDATE incoming_enrolment AS row
SET class = ''
WHERE row.class_id IS NULL
    AND NOT EXISTS (
        SELECT FROM districts_externalid AS known
        WHERE known.connection_id = %(connection)s
            AND known.kind = 'class'
            AND known.value = row.class
    );

UPDATE incoming_enrolment AS row
SET person = ''
WHERE row.person_id IS NULL
    AND NOT EXISTS (
        SELECT FROM districts_externalid AS known
        WHERE known.connection_id = %(connection)s
            AND known.kind IN ('student', 'staff')
            AND known.value = row.person
    )
    AND row.person NOT IN (SELECT person FROM left_out);

ANALYZE incoming_enrolment;
