-- The ids this source gives: since when it has not named one, so that another source's run knows
-- what is left of its claim; and what it calls a school whose code is another. Not counted: no row
-- of anybody differs because of it.
WITH planned AS (
    SELECT
        'end' AS action, unnamed.kind || ' ' || unnamed.value AS key, unnamed.id AS subject_id,
        CASE unnamed.kind
            WHEN 'student' THEN (
                SELECT membership.school_id
                FROM districts_schoolmembership AS membership
                WHERE membership.district_id = %(district)s
                    AND membership.student_id = unnamed.subject_id
                    AND membership.ended_at IS NULL
                ORDER BY membership.school_id
                LIMIT 1
            )
            WHEN 'staff' THEN (
                SELECT role.school_id
                FROM districts_staffrole AS role
                WHERE role.staff_id = unnamed.subject_id
                    AND role.ended_at IS NULL
                    AND role.from_sis
                ORDER BY role.school_id
                LIMIT 1
            )
            ELSE (SELECT school_id FROM districts_classgroup WHERE id = unnamed.subject_id)
        END AS school_id,
        jsonb_build_object('absent_since', NULL) AS before,
        jsonb_build_object('absent_since', %(now)s) AS after, unnamed.reason
    FROM unnamed
    WHERE unnamed.absent_since IS NULL
    UNION ALL
    SELECT
        'revive', known.kind || ' ' || known.value, known.id, NULL,
        jsonb_build_object('absent_since', known.absent_since),
        jsonb_build_object('absent_since', NULL), 'returned'
    FROM districts_externalid AS known
    JOIN (
        SELECT 'student' AS kind, external FROM incoming_student WHERE NOT gone
        UNION ALL
        SELECT 'staff', external FROM incoming_staff WHERE NOT gone
        UNION ALL
        SELECT 'class', external FROM incoming_class WHERE NOT gone
    ) AS row ON row.kind = known.kind AND row.external = known.value
    WHERE known.connection_id = %(connection)s AND known.absent_since IS NOT NULL
    UNION ALL
    SELECT
        'create', 'school ' || row.external, uuidv7(), who.subject_id, NULL,
        jsonb_build_object('value', row.external, 'school_id', who.subject_id), ''
    FROM incoming_school AS row
    JOIN identity AS who ON who.kind = 'school' AND who.external = row.external
    LEFT JOIN districts_school AS school ON school.id = who.subject_id
    WHERE row.external <> COALESCE(school.code, row.code)
        AND NOT EXISTS (
            SELECT
            FROM districts_externalid AS known
            WHERE known.connection_id = %(connection)s
                AND known.kind = 'school'
                AND known.value = row.external
        )
)
INSERT INTO districts_plannedchange (
    district_id, run_id, kind, action, key, subject_id, school_id, before, after, reason, held
)
SELECT
    %(district)s, %(run)s, 'identities', action, key, subject_id, school_id, before, after, reason,
    false
FROM planned;
