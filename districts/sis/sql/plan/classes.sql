-- Classes: as the package has them; one it no longer names has ended.
WITH named AS (
    SELECT
        row.external AS key, who.subject_id, who.how, class.ended_at,
        COALESCE(claimed.leads, false) AND who.how <> 'new' AS others_lead,
        school.subject_id AS school_id, row.name, row.grade,
        COALESCE(row.start_date, CASE WHEN NOT row.whole THEN class.start_date END) AS start_date,
        COALESCE(row.end_date, CASE WHEN NOT row.whole THEN class.end_date END) AS end_date,
        class.school_id AS old_school_id, class.name AS old_name, class.grade AS old_grade,
        class.start_date AS old_start_date, class.end_date AS old_end_date
    FROM incoming_class AS row
    JOIN identity AS who ON who.kind = 'class' AND who.external = row.external
    JOIN identity AS school ON school.kind = 'school' AND school.external = row.school
    LEFT JOIN districts_classgroup AS class ON class.id = who.subject_id
    LEFT JOIN claimed_elsewhere AS claimed ON claimed.subject_id = who.subject_id
    WHERE row.good
), judged AS (
    SELECT
        *,
        CASE
            WHEN how = 'new' THEN 'create'
            WHEN ended_at IS NOT NULL THEN 'revive'
            WHEN NOT others_lead AND (school_id, name, grade, start_date, end_date)
                IS DISTINCT FROM
                (old_school_id, old_name, old_grade, old_start_date, old_end_date) THEN 'change'
        END AS action
    FROM named
), planned AS (
    SELECT
        key, subject_id, COALESCE(old_school_id, school_id) AS school_id, action, old,
        old || jsonb_build_object('ended_at', NULL) || CASE
            WHEN others_lead THEN '{}'
            ELSE jsonb_build_object(
                'school_id', school_id, 'name', name, 'grade', grade,
                'start_date', start_date, 'end_date', end_date
            )
        END AS new,
        CASE WHEN ended_at IS NOT NULL THEN 'returned' ELSE '' END AS reason
    FROM judged
    CROSS JOIN LATERAL (
        SELECT jsonb_build_object(
            'school_id', old_school_id, 'name', old_name, 'grade', old_grade,
            'start_date', old_start_date, 'end_date', old_end_date, 'ended_at', ended_at
        ) AS old
    ) AS was
    WHERE action IS NOT NULL
    UNION ALL
    SELECT
        min(unnamed.value), class.id, class.school_id, 'end',
        jsonb_build_object('ended_at', NULL), jsonb_build_object('ended_at', %(now)s),
        min(unnamed.reason)
    FROM unnamed
    JOIN districts_classgroup AS class ON class.id = unnamed.subject_id
    WHERE unnamed.kind = 'class'
        AND unnamed.alone
        AND class.ended_at IS NULL
        AND NOT EXISTS (SELECT FROM claimed_elsewhere WHERE subject_id = class.id)
    GROUP BY class.id
), noted AS (
    INSERT INTO districts_plannedchange (
        district_id, run_id, kind, action, key, subject_id, school_id, before, after, reason, held
    )
    SELECT
        %(district)s, %(run)s, 'classes', action, key, subject_id, school_id,
        CASE WHEN action <> 'create' THEN pg_temp.differing(new, old) END,
        CASE WHEN action = 'create' THEN new ELSE pg_temp.differing(old, new) END,
        reason, false
    FROM planned
    RETURNING reason
)
INSERT INTO plan_unchanged (kind, rows)
SELECT
    'classes',
    (SELECT count(*) FROM incoming_class WHERE good)
        - (SELECT count(*) FROM noted WHERE reason NOT IN ('absent', 'withdrawn'));
