-- Signs that a person should look first.
WITH fresh_student AS (
    SELECT id, after
    FROM districts_plannedchange
    WHERE district_id = %(district)s
        AND run_id = %(run)s
        AND kind = 'students'
        AND action = 'create'
), missing_student AS (
    SELECT student.*
    FROM districts_plannedchange AS change
    JOIN districts_student AS student ON student.id = change.subject_id
    WHERE change.district_id = %(district)s
        AND change.run_id = %(run)s
        AND change.kind = 'students'
        AND change.reason = 'absent'
), fresh_staff AS (
    SELECT id, after
    FROM districts_plannedchange
    WHERE district_id = %(district)s
        AND run_id = %(run)s
        AND kind = 'staff'
        AND action = 'create'
), missing_staff AS (
    SELECT member.*
    FROM districts_plannedchange AS change
    JOIN districts_staffmember AS member ON member.id = change.subject_id
    WHERE change.district_id = %(district)s
        AND change.run_id = %(run)s
        AND change.kind = 'staff'
        AND change.reason = 'absent'
), lookalike_student AS (
    -- New students who look like missing ones: by number, by e-mail, or by name.
    SELECT fresh.id
    FROM fresh_student AS fresh
    JOIN missing_student AS missing ON missing.student_number = fresh.after ->> 'student_number'
    UNION
    SELECT fresh.id
    FROM fresh_student AS fresh
    JOIN missing_student AS missing ON missing.email = fresh.after ->> 'email'
    WHERE missing.email <> ''
    UNION
    SELECT fresh.id
    FROM fresh_student AS fresh
    JOIN missing_student AS missing
        ON missing.first_name = fresh.after ->> 'first_name'
        AND missing.last_name = fresh.after ->> 'last_name'
), lookalike_staff AS (
    SELECT fresh.id
    FROM fresh_staff AS fresh
    JOIN missing_staff AS missing ON missing.email = fresh.after ->> 'email'
    WHERE missing.email <> ''
    UNION
    SELECT fresh.id
    FROM fresh_staff AS fresh
    JOIN missing_staff AS missing
        ON missing.first_name = fresh.after ->> 'first_name'
        AND missing.last_name = fresh.after ->> 'last_name'
)
SELECT
    -- Schools with students that no row of the package names any more.
    (
        SELECT COALESCE(array_agg(school.code ORDER BY school.code), '{}')
        FROM districts_school AS school
        WHERE %(has_students)s
            AND school.district_id = %(district)s
            AND NOT EXISTS (SELECT FROM incoming_school WHERE code = school.code)
            AND EXISTS (
                SELECT
                FROM districts_schoolmembership AS membership
                JOIN districts_externalid AS known USING (student_id)
                WHERE membership.school_id = school.id
                    AND membership.ended_at IS NULL
                    AND known.connection_id = %(connection)s
            )
    ),
    (SELECT count(*) FROM lookalike_student),
    (SELECT count(*) FROM missing_student),
    (SELECT count(*) FROM lookalike_staff),
    (SELECT count(*) FROM missing_staff),
    (
        SELECT count(*)
        FROM districts_plannedchange
        WHERE district_id = %(district)s
            AND run_id = %(run)s
            AND reason = 'email_match'
    );
