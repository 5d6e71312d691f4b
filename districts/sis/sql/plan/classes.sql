-- Classes: as the package has them; one it no longer names has ended.
WITH named AS (
    SELECT
        row.external AS key, who.subject_id, who.how, class.ended_at,
        COALESCE(class.school_id, school.subject_id) AS school_id,
        jsonb_build_object(
            'school_id', class.school_id, 'name', class.name, 'grade', class.grade,
            'start_date', class.start_date, 'end_date', class.end_date, 'ended_at', class.ended_at
        ) AS old,
        jsonb_build_object(
            'school_id', school.subject_id, 'name', row.name, 'grade', row.grade,
            'start_date', row.start_date, 'end_date', row.end_date, 'ended_at', NULL
        ) AS new,
        (school.subject_id, row.name, row.grade, row.start_date, row.end_date)
            IS DISTINCT FROM
            (class.school_id, class.name, class.grade, class.start_date, class.end_date) AS differs
    FROM incoming_class AS row
    JOIN identity AS who ON who.kind = 'class' AND who.external = row.external
    JOIN identity AS school ON school.kind = 'school' AND school.external = row.school
    LEFT JOIN districts_classgroup AS class ON class.id = who.subject_id
    WHERE row.good
), planned AS (
    SELECT
        key, subject_id, school_id, old, new,
        CASE
            WHEN how = 'new' THEN 'create'
            WHEN ended_at IS NOT NULL THEN 'revive'
            WHEN differs THEN 'change'
        END AS action,
        CASE WHEN ended_at IS NOT NULL THEN 'returned' ELSE '' END AS reason
    FROM named
    UNION ALL
    SELECT
        min(known.value), class.id, class.school_id,
        jsonb_build_object('ended_at', NULL), jsonb_build_object('ended_at', %(now)s),
        'end', 'absent'
    FROM districts_externalid AS known
    JOIN districts_classgroup AS class ON class.id = known.class_group_id
    WHERE %(has_classes)s
        AND known.connection_id = %(connection)s
        AND known.kind = 'class'
        AND class.ended_at IS NULL
        AND NOT EXISTS (SELECT FROM identity WHERE kind = 'class' AND subject_id = class.id)
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
    WHERE action IS NOT NULL
)
INSERT INTO plan_unchanged (kind, rows)
SELECT 'classes', count(*) FILTER (WHERE action IS NULL) FROM planned;
