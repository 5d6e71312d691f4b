-- Students at schools. A row ends when the student is inactive there, or no longer named there:
-- where the file is the whole truth about everybody, or else about this student. What other sources
-- claim for the student at that school stays, and so does the grade of the one that came first.
WITH school AS MATERIALIZED (
    -- Apart, or PostgreSQL takes one school for one in as many as there are students.
    SELECT external, subject_id
    FROM identity
    WHERE kind = 'school'
), named AS (
    SELECT
        row.student, row.school, student.subject_id AS student_id, school.subject_id AS school_id,
        row.grade, row.raw_grade, row.active
    FROM incoming_membership AS row
    JOIN incoming_student AS incoming ON incoming.external = row.student AND incoming.good
    JOIN identity AS student ON student.kind = 'student' AND student.external = row.student
    JOIN school ON school.external = row.school
), standing AS (
    SELECT id, student_id, school_id, grade, raw_grade, ended_at
    FROM districts_schoolmembership AS membership
    WHERE district_id = %(district)s
        AND NOT EXISTS (
            SELECT FROM settled_students AS settled WHERE settled.membership_id = membership.id
        )
), differing AS (
    -- Both ways at once: what the package names, and what it does not.
    SELECT
        named.student, named.school, standing.id,
        COALESCE(named.student_id, standing.student_id) AS student_id,
        COALESCE(named.school_id, standing.school_id) AS school_id,
        standing.grade AS old_grade, standing.raw_grade AS old_raw_grade, standing.ended_at,
        named.grade, named.raw_grade, named.active
    FROM named
    FULL JOIN standing
        ON standing.student_id = named.student_id AND standing.school_id = named.school_id
    WHERE standing.id IS NULL
        OR (named.student IS NULL AND standing.ended_at IS NULL)
        OR (standing.ended_at IS NULL) <> named.active
        OR (standing.grade, standing.raw_grade) IS DISTINCT FROM (named.grade, named.raw_grade)
            AND named.student IS NOT NULL
), weighed AS (
    SELECT
        differing.*,
        CASE WHEN NOT active THEN COALESCE(ended_at, %(now)s) END AS ends_at,
        others.claim IS NOT NULL AS others_claim, COALESCE(others.leads, false) AS others_lead
    FROM differing
    LEFT JOIN LATERAL (
        SELECT true AS claim, bool_or(claim.leads) AS leads
        FROM claim
        WHERE claim.subject_id = differing.student_id
            AND (claim.schools IS NULL OR differing.school_id = ANY (claim.schools))
        HAVING count(*) > 0
    ) AS others ON true
), judged AS (
    SELECT
        student || ' @ ' || school AS key, id, student_id, school_id, ended_at, ends_at,
        old_grade, old_raw_grade,
        CASE WHEN others_lead AND id IS NOT NULL THEN old_grade ELSE grade END AS grade,
        CASE WHEN others_lead AND id IS NOT NULL THEN old_raw_grade ELSE raw_grade END AS raw_grade,
        CASE
            WHEN id IS NULL THEN 'create'
            WHEN ended_at IS NOT NULL AND ends_at IS NULL THEN 'revive'
            WHEN ended_at IS NULL AND ends_at IS NOT NULL AND NOT others_claim THEN 'end'
            WHEN (ended_at IS NULL) = (ends_at IS NULL)
                AND NOT others_lead
                AND (grade, raw_grade) IS DISTINCT FROM (old_grade, old_raw_grade) THEN 'change'
        END AS action,
        '' AS reason
    FROM weighed
    WHERE student IS NOT NULL
    UNION ALL
    SELECT
        min(known.value) || ' @ ' || school.code, row.id, row.student_id, row.school_id,
        NULL, %(now)s, row.old_grade, row.old_raw_grade, row.old_grade, row.old_raw_grade, 'end',
        CASE WHEN bool_or(incoming.gone) THEN 'withdrawn' ELSE 'absent' END
    FROM weighed AS row
    JOIN districts_externalid AS known
        ON known.student_id = row.student_id AND known.connection_id = %(connection)s
    LEFT JOIN incoming_student AS incoming ON incoming.external = known.value
    JOIN districts_school AS school ON school.id = row.school_id
    WHERE row.student IS NULL
        AND row.ended_at IS NULL
        AND NOT row.others_claim
        AND (%(scope)s::uuid[] IS NULL OR row.school_id = ANY (%(scope)s::uuid[]))
    GROUP BY row.id, row.student_id, row.school_id, row.old_grade, row.old_raw_grade, school.code
    -- Where some rows of the student could not be taken, this school may stand in them.
    HAVING bool_and(
        CASE
            WHEN incoming.external IS NULL THEN %(has_students)s
            ELSE incoming.gone OR (incoming.good AND incoming.complete)
        END
    )
), noted AS (
    INSERT INTO districts_plannedchange (
        district_id, run_id, kind, action, key, subject_id, school_id, before, after, reason, held
    )
    SELECT
        %(district)s, %(run)s, 'memberships', action, key, COALESCE(id, uuidv7()), school_id,
        CASE WHEN action <> 'create' THEN pg_temp.differing(new, old) END,
        CASE
            WHEN action <> 'create' THEN pg_temp.differing(old, new)
            ELSE new || jsonb_build_object('student_id', student_id, 'school_id', school_id)
        END,
        reason, false
    FROM judged
    CROSS JOIN LATERAL (
        SELECT
            jsonb_build_object(
                'grade', old_grade, 'raw_grade', old_raw_grade, 'ended_at', ended_at
            ) AS old,
            jsonb_build_object('grade', grade, 'raw_grade', raw_grade, 'ended_at', ends_at) AS new
    ) AS value
    WHERE action IS NOT NULL
    -- New rows in the order of their students: joining both ways has shuffled them.
    ORDER BY student_id, school_id
    RETURNING reason
)
INSERT INTO plan_unchanged (kind, rows)
SELECT
    'memberships',
    (SELECT count(*) FROM incoming_membership)
        + COALESCE((SELECT rows FROM settled_rows WHERE part = 'students'), 0)
        - (
            SELECT count(*)
            FROM incoming_membership AS row
            JOIN incoming_student AS student ON student.external = row.student
            WHERE NOT student.good
        )
        - (SELECT count(*) FROM noted WHERE reason NOT IN ('absent', 'withdrawn'));
