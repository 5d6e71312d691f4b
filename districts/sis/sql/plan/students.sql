-- Students: in the package, and no longer in it. Nobody is deleted; who leaves is inactive. What
-- differs is written out only for those with whom something does.
WITH named AS (
    SELECT
        row.external AS key, who.subject_id, who.how, student.left_at,
        COALESCE(claimed.leads, false) AND who.how <> 'new' AS others_lead,
        CASE
            WHEN row.active THEN NULL
            WHEN who.how = 'new' THEN %(now)s
            WHEN NOT row.complete OR claimed.subject_id IS NOT NULL THEN student.left_at
            ELSE COALESCE(student.left_at, %(now)s)
        END AS leaves_at,
        CASE WHEN NOT row.enabled THEN COALESCE(student.disabled_since, %(now)s) END
            AS disabled_since,
        student.disabled_since AS old_disabled_since,
        row.student_number, row.first_name, row.last_name, row.preferred_first_name,
        row.preferred_last_name,
        CASE
            WHEN row.email = '' AND NOT row.whole THEN COALESCE(student.email, '')
            -- In other letters it is the same address.
            WHEN lower(row.email) = lower(student.email) THEN student.email
            ELSE row.email
        END AS email,
        student.student_number AS old_student_number, student.first_name AS old_first_name,
        student.last_name AS old_last_name,
        student.preferred_first_name AS old_preferred_first_name,
        student.preferred_last_name AS old_preferred_last_name, student.email AS old_email
    FROM incoming_student AS row
    JOIN identity AS who ON who.kind = 'student' AND who.external = row.external
    LEFT JOIN districts_student AS student ON student.id = who.subject_id
    LEFT JOIN claimed_elsewhere AS claimed ON claimed.subject_id = who.subject_id
    WHERE row.good
), judged AS (
    SELECT
        *,
        CASE
            WHEN how = 'new' THEN 'create'
            WHEN left_at IS NOT NULL AND leaves_at IS NULL THEN 'revive'
            WHEN left_at IS NULL AND leaves_at IS NOT NULL THEN 'end'
            WHEN how = 'email' THEN 'change'
            WHEN NOT others_lead AND (
                student_number, first_name, last_name, preferred_first_name, preferred_last_name,
                email, disabled_since
            ) IS DISTINCT FROM (
                old_student_number, old_first_name, old_last_name, old_preferred_first_name,
                old_preferred_last_name, old_email, old_disabled_since
            ) THEN 'change'
        END AS action
    FROM named
), planned AS (
    SELECT
        key, subject_id, action, old,
        old || jsonb_build_object('left_at', leaves_at) || CASE
            WHEN others_lead THEN '{}'
            ELSE jsonb_build_object(
                'student_number', student_number,
                'first_name', first_name,
                'last_name', last_name,
                'preferred_first_name', preferred_first_name,
                'preferred_last_name', preferred_last_name,
                'email', email,
                'disabled_since', disabled_since
            )
        END AS new,
        CASE
            WHEN how = 'email' THEN 'email_match'
            WHEN action = 'end' THEN 'inactive'
            WHEN action = 'revive' THEN 'returned'
            ELSE ''
        END AS reason
    FROM judged
    CROSS JOIN LATERAL (
        SELECT jsonb_build_object(
            'student_number', old_student_number,
            'first_name', old_first_name,
            'last_name', old_last_name,
            'preferred_first_name', old_preferred_first_name,
            'preferred_last_name', old_preferred_last_name,
            'email', old_email,
            'disabled_since', old_disabled_since,
            'left_at', left_at
        ) AS old
    ) AS was
    WHERE action IS NOT NULL
    UNION ALL
    SELECT
        min(unnamed.value), student.id, 'end',
        jsonb_build_object('left_at', NULL), jsonb_build_object('left_at', %(now)s),
        min(unnamed.reason)
    FROM unnamed
    JOIN districts_student AS student ON student.id = unnamed.subject_id
    WHERE unnamed.kind = 'student'
        AND unnamed.alone
        AND student.left_at IS NULL
        AND NOT EXISTS (SELECT FROM claimed_elsewhere WHERE subject_id = student.id)
    GROUP BY student.id
), noted AS (
    INSERT INTO districts_plannedchange (
        district_id, run_id, kind, action, key, subject_id, school_id, before, after, reason, held
    )
    SELECT
        %(district)s, %(run)s, 'students', action, key, subject_id,
        (
            SELECT membership.school_id
            FROM districts_schoolmembership AS membership
            WHERE membership.district_id = %(district)s
                AND membership.student_id = subject_id
                AND membership.ended_at IS NULL
            ORDER BY membership.school_id
            LIMIT 1
        ),
        CASE WHEN action <> 'create' THEN pg_temp.differing(new, old) END,
        CASE WHEN action = 'create' THEN new ELSE pg_temp.differing(old, new) END,
        reason, false
    FROM planned
    RETURNING reason
)
INSERT INTO plan_unchanged (kind, rows)
SELECT
    'students',
    (SELECT count(*) FROM incoming_student WHERE good)
        + COALESCE((SELECT rows FROM settled_rows WHERE part = 'students'), 0)
        - (SELECT count(*) FROM noted WHERE reason NOT IN ('absent', 'withdrawn'));
