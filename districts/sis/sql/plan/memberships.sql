-- Students at schools. A row ends when the student is inactive there, or no longer named there.
WITH named AS (
    SELECT
        row.student || ' @ ' || row.school AS key,
        COALESCE(membership.id, uuidv7()) AS subject_id,
        membership.id IS NULL AS is_new,
        student.subject_id AS student_id, school.subject_id AS school_id,
        row.grade, row.raw_grade,
        membership.grade AS old_grade, membership.raw_grade AS old_raw_grade, membership.ended_at,
        CASE WHEN NOT row.active THEN COALESCE(membership.ended_at, %(now)s) END AS ends_at
    FROM incoming_membership AS row
    JOIN incoming_student AS incoming ON incoming.external = row.student AND incoming.good
    JOIN identity AS student ON student.kind = 'student' AND student.external = row.student
    JOIN identity AS school ON school.kind = 'school' AND school.external = row.school
    LEFT JOIN districts_schoolmembership AS membership
        ON membership.district_id = %(district)s
        AND membership.student_id = student.subject_id
        AND membership.school_id = school.subject_id
), planned AS (
    SELECT
        key, subject_id, school_id,
        CASE
            WHEN is_new THEN 'create'
            WHEN ended_at IS NOT NULL AND ends_at IS NULL THEN 'revive'
            WHEN ended_at IS NULL AND ends_at IS NOT NULL THEN 'end'
            WHEN (grade, raw_grade) IS DISTINCT FROM (old_grade, old_raw_grade) THEN 'change'
        END AS action,
        jsonb_build_object(
            'grade', old_grade, 'raw_grade', old_raw_grade, 'ended_at', ended_at
        ) AS old,
        jsonb_build_object('grade', grade, 'raw_grade', raw_grade, 'ended_at', ends_at) AS new,
        jsonb_build_object('student_id', student_id, 'school_id', school_id) AS pair,
        '' AS reason
    FROM named
    UNION ALL
    SELECT
        known.value || ' @ ' || school.code, membership.id, membership.school_id, 'end',
        jsonb_build_object('ended_at', NULL), jsonb_build_object('ended_at', %(now)s), NULL,
        'absent'
    FROM districts_schoolmembership AS membership
    JOIN districts_externalid AS known
        ON known.student_id = membership.student_id AND known.connection_id = %(connection)s
    JOIN districts_school AS school ON school.id = membership.school_id
    WHERE %(has_students)s
        AND membership.district_id = %(district)s
        AND membership.ended_at IS NULL
        AND NOT EXISTS (
            SELECT FROM incoming_membership
            WHERE student = known.value AND incoming_membership.school = school.code
        )
        -- Where some rows of the student could not be taken, this school may stand in them.
        AND NOT EXISTS (
            SELECT FROM incoming_student
            WHERE external = known.value AND NOT (good AND complete)
        )
        AND NOT EXISTS (SELECT FROM claimed_elsewhere WHERE subject_id = membership.student_id)
), noted AS (
    INSERT INTO districts_plannedchange (
        district_id, run_id, kind, action, key, subject_id, school_id, before, after, reason, held
    )
    SELECT
        %(district)s, %(run)s, 'memberships', action, key, subject_id, school_id,
        CASE WHEN action <> 'create' THEN pg_temp.differing(new, old) END,
        CASE WHEN action = 'create' THEN new || pair ELSE pg_temp.differing(old, new) END,
        reason, false
    FROM planned
    WHERE action IS NOT NULL
)
INSERT INTO plan_unchanged (kind, rows)
SELECT 'memberships', count(*) FILTER (WHERE action IS NULL) FROM planned;
