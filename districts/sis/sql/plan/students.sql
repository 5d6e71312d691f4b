-- Students: in the package, and no longer in it. Nobody is deleted; who leaves is inactive.
WITH named AS (
    SELECT
        row.external AS key, who.subject_id, who.how, row.active, row.complete,
        student.left_at,
        CASE
            WHEN row.active THEN NULL
            WHEN NOT row.complete AND who.how <> 'new' THEN student.left_at
            ELSE COALESCE(student.left_at, %(now)s)
        END AS leaves_at,
        jsonb_build_object(
            'student_number', student.student_number,
            'first_name', student.first_name,
            'last_name', student.last_name,
            'preferred_first_name', student.preferred_first_name,
            'preferred_last_name', student.preferred_last_name,
            'email', student.email
        ) AS old,
        jsonb_build_object(
            'student_number', row.student_number,
            'first_name', row.first_name,
            'last_name', row.last_name,
            'preferred_first_name', row.preferred_first_name,
            'preferred_last_name', row.preferred_last_name,
            'email', row.email
        ) AS new,
        (
            row.student_number, row.first_name, row.last_name, row.preferred_first_name,
            row.preferred_last_name, row.email
        ) IS DISTINCT FROM (
            student.student_number, student.first_name, student.last_name,
            student.preferred_first_name, student.preferred_last_name, student.email
        ) AS differs
    FROM incoming_student AS row
    JOIN identity AS who ON who.kind = 'student' AND who.external = row.external
    LEFT JOIN districts_student AS student ON student.id = who.subject_id
    WHERE row.good
), planned AS (
    SELECT
        key, subject_id,
        CASE
            WHEN how = 'new' THEN 'create'
            WHEN left_at IS NOT NULL AND leaves_at IS NULL THEN 'revive'
            WHEN left_at IS NULL AND leaves_at IS NOT NULL THEN 'end'
            WHEN how = 'email' OR differs THEN 'change'
        END AS action,
        old || jsonb_build_object('left_at', left_at) AS old,
        new || jsonb_build_object('left_at', leaves_at) AS new,
        CASE
            WHEN how = 'email' THEN 'email_match'
            WHEN how = 'known' AND left_at IS NULL AND leaves_at IS NOT NULL THEN 'inactive'
            WHEN how = 'known' AND left_at IS NOT NULL AND leaves_at IS NULL THEN 'returned'
            ELSE ''
        END AS reason
    FROM named
    UNION ALL
    SELECT
        min(known.value), student.id, 'end',
        jsonb_build_object('left_at', NULL), jsonb_build_object('left_at', %(now)s), 'absent'
    FROM districts_externalid AS known
    JOIN districts_student AS student ON student.id = known.student_id
    WHERE %(has_students)s
        AND known.connection_id = %(connection)s
        AND known.kind = 'student'
        AND student.left_at IS NULL
        AND NOT EXISTS (
            SELECT FROM identity WHERE kind = 'student' AND subject_id = student.id
        )
        AND NOT EXISTS (SELECT FROM claimed_elsewhere WHERE subject_id = student.id)
    GROUP BY student.id
), noted AS (
    INSERT INTO districts_plannedchange (
        district_id, run_id, kind, action, key, subject_id, school_id, before, after, reason, held
    )
    SELECT
        %(district)s, %(run)s, 'students', planned.action, planned.key, planned.subject_id,
        home.school_id,
        CASE WHEN action <> 'create' THEN pg_temp.differing(planned.new, planned.old) END,
        CASE
            WHEN action = 'create' THEN planned.new ELSE pg_temp.differing(planned.old, planned.new)
        END,
        planned.reason, false
    FROM planned
    LEFT JOIN home_school AS home ON home.student_id = planned.subject_id
    WHERE planned.action IS NOT NULL
)
INSERT INTO plan_unchanged (kind, rows)
SELECT 'students', count(*) FILTER (WHERE action IS NULL) FROM planned;
