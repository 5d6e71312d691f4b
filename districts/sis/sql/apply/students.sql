-- A planned row that is not there is made under the id it was planned with. What differs was noted,
-- nothing else is touched.
MERGE INTO districts_student AS student
USING (
    SELECT subject_id, action, after
    FROM districts_plannedchange
    WHERE district_id = %(district)s
        AND run_id = %(run)s
        AND kind = 'students'
        AND NOT held
) AS change
ON student.id = change.subject_id
WHEN MATCHED THEN UPDATE SET
    student_number = COALESCE(after ->> 'student_number', student.student_number),
    first_name = COALESCE(after ->> 'first_name', student.first_name),
    last_name = COALESCE(after ->> 'last_name', student.last_name),
    preferred_first_name = COALESCE(after ->> 'preferred_first_name', student.preferred_first_name),
    preferred_last_name = COALESCE(after ->> 'preferred_last_name', student.preferred_last_name),
    email = COALESCE(after ->> 'email', student.email),
    left_at = CASE
        WHEN after ? 'left_at' THEN (after ->> 'left_at')::timestamptz ELSE student.left_at
    END,
    disabled_since = CASE
        WHEN after ? 'disabled_since' THEN (after ->> 'disabled_since')::timestamptz
        ELSE student.disabled_since
    END
WHEN NOT MATCHED THEN INSERT (
    id, district_id, student_number, first_name, last_name, preferred_first_name,
    preferred_last_name, email, left_at, disabled_since
) VALUES (
    subject_id, %(district)s, after ->> 'student_number', after ->> 'first_name',
    after ->> 'last_name', after ->> 'preferred_first_name', after ->> 'preferred_last_name',
    after ->> 'email', (after ->> 'left_at')::timestamptz,
    (after ->> 'disabled_since')::timestamptz
);

INSERT INTO districts_externalid (district_id, connection_id, kind, value, student_id)
SELECT %(district)s, %(connection)s, 'student', key, subject_id
FROM districts_plannedchange
WHERE district_id = %(district)s
    AND run_id = %(run)s
    AND kind = 'students'
    AND (action = 'create' OR reason = 'email_match');
