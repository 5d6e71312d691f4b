-- Family.csv: one row an adult and student; the adult is the case-folded address.
INSERT INTO incoming_family (
    line, student, email_key, email, first_name, last_name, student_id, good
)
SELECT
    row.line, row.student, row.email_key, row.email, row.first_name, row.last_name,
    student.subject_id,
    row.usable AND student.subject_id IS NOT NULL
FROM staged_families AS row
LEFT JOIN identity AS student ON student.kind = 'student' AND student.external = row.student;

-- Rows that point at nobody, or at somebody who has left; of whom it was said already that their
-- school is none of this connection's, not again.
INSERT INTO incoming_problem (file, line, "column", code, detail)
SELECT 'Family.csv', row.line, 'Student User ID', found.code, row.student
FROM (
    SELECT line, 'unknown_student' AS code
    FROM incoming_family
    WHERE student_id IS NULL
    UNION ALL
    SELECT family.line, 'inactive_student'
    FROM incoming_student AS student
    JOIN incoming_family AS family ON family.student = student.external
    WHERE student.good AND NOT student.active
) AS found
JOIN staged_families AS row USING (line)
WHERE row.usable
    AND row.student NOT IN (SELECT person FROM left_out WHERE file = 'Students.csv');

-- A student this source has never named may be anybody's: a blank stands for any.
UPDATE incoming_family AS row
SET student = ''
WHERE row.student_id IS NULL
    AND NOT EXISTS (
        SELECT FROM districts_externalid AS known
        WHERE known.connection_id = %(connection)s
            AND known.kind = 'student'
            AND known.value = row.student
    )
    AND row.student NOT IN (SELECT person FROM left_out);

ANALYZE incoming_family;
