-- Signs that a person should look first.
WITH fresh AS (
    SELECT
        id, kind, after ->> 'student_number' AS number, lower(after ->> 'email') AS email,
        after ->> 'first_name' AS first_name, after ->> 'last_name' AS last_name
    FROM districts_plannedchange
    WHERE district_id = %(district)s
        AND run_id = %(run)s
        AND kind IN ('students', 'staff')
        AND action = 'create'
), missing AS (
    SELECT
        change.kind, student.student_number AS number, lower(student.email) AS email,
        student.first_name, student.last_name
    FROM districts_plannedchange AS change
    JOIN districts_student AS student ON student.id = change.subject_id
    WHERE change.district_id = %(district)s
        AND change.run_id = %(run)s
        AND change.kind = 'students'
        AND change.reason IN ('absent', 'withdrawn')
    UNION ALL
    SELECT change.kind, '', lower(member.email), member.first_name, member.last_name
    FROM districts_plannedchange AS change
    JOIN districts_staffmember AS member ON member.id = change.subject_id
    WHERE change.district_id = %(district)s
        AND change.run_id = %(run)s
        AND change.kind = 'staff'
        AND change.reason IN ('absent', 'withdrawn')
), lookalike AS (
    -- New people who look like missing ones: by number, by e-mail, or by name.
    SELECT fresh.id, fresh.kind
    FROM fresh
    JOIN missing USING (kind, number)
    WHERE number <> ''
    UNION
    SELECT fresh.id, fresh.kind
    FROM fresh
    JOIN missing USING (kind, email)
    WHERE email <> ''
    UNION
    SELECT fresh.id, fresh.kind
    FROM fresh
    JOIN missing USING (kind, first_name, last_name)
), leaving AS (
    SELECT school_id, count(*) AS students
    FROM districts_plannedchange
    WHERE district_id = %(district)s
        AND run_id = %(run)s
        AND kind = 'memberships'
        AND reason IN ('absent', 'withdrawn')
    GROUP BY school_id
)
SELECT
    -- Schools that students leave and the package does not name at all.
    (
        SELECT count(*)
        FROM leaving
        WHERE NOT EXISTS (
            SELECT
            FROM incoming_school AS row
            JOIN identity AS who ON who.kind = 'school' AND who.external = row.external
            WHERE who.subject_id = leaving.school_id
        )
    ),
    -- The most students who leave a school that would have none then, named or not.
    (
        SELECT COALESCE(max(leaving.students), 0)
        FROM leaving
        WHERE leaving.students = (
            SELECT count(*)
            FROM districts_schoolmembership AS membership
            WHERE membership.school_id = leaving.school_id AND membership.ended_at IS NULL
        )
    ),
    (SELECT count(*) FROM lookalike WHERE kind = 'students'),
    (SELECT count(*) FROM missing WHERE kind = 'students'),
    (SELECT count(*) FROM lookalike WHERE kind = 'staff'),
    (SELECT count(*) FROM missing WHERE kind = 'staff'),
    (
        SELECT count(*)
        FROM districts_plannedchange
        WHERE district_id = %(district)s
            AND run_id = %(run)s
            AND reason = 'email_match'
    );
