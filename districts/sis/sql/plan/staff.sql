-- Staff and the roles their SIS gives them. Roles that people gave are never ended by an import,
-- and whoever holds one stays.
CREATE TEMPORARY TABLE staff_role_change ON COMMIT DROP AS
WITH standing AS (
    SELECT role.staff_id, role.role, role.school_id, school.code, role.from_sis
    FROM districts_staffrole AS role
    JOIN districts_school AS school ON school.id = role.school_id
    WHERE role.district_id = %(district)s AND role.ended_at IS NULL
), wanted AS (
    SELECT who.subject_id AS staff_id, row.role, row.school AS code
    FROM incoming_staff_role AS row
    JOIN incoming_staff AS staff ON staff.external = row.staff AND staff.good
    JOIN identity AS who ON who.kind = 'staff' AND who.external = row.staff
), refused AS (
    -- What a person has ended or turned down stays so until a person gives it again.
    SELECT staff_id, role, code
    FROM (
        SELECT DISTINCT ON (role.staff_id, role.role, role.school_id)
            role.staff_id, role.role, school.code, role.ended_by_id
        FROM districts_staffrole AS role
        JOIN districts_school AS school ON school.id = role.school_id
        WHERE role.district_id = %(district)s
        ORDER BY role.staff_id, role.role, role.school_id, role.id DESC
    ) AS latest
    WHERE ended_by_id IS NOT NULL
), gone AS (
    SELECT staff_id, role, code
    FROM standing
    JOIN districts_externalid AS known
        USING (staff_id)
    LEFT JOIN incoming_staff AS staff ON staff.external = known.value
    WHERE %(has_staff)s
        AND known.connection_id = %(connection)s
        AND standing.from_sis
        AND (staff.external IS NULL OR staff.complete)
        AND NOT EXISTS (SELECT FROM claimed_elsewhere WHERE subject_id = staff_id)
        AND NOT EXISTS (
            SELECT FROM wanted
            WHERE (wanted.staff_id, wanted.role, wanted.code)
                = (standing.staff_id, standing.role, standing.code)
        )
), differences AS (
    SELECT staff_id, role, code, 'add_roles' AS what
    FROM wanted
    WHERE NOT EXISTS (
        SELECT FROM standing
        WHERE (wanted.staff_id, wanted.role, wanted.code)
            = (standing.staff_id, standing.role, standing.code)
    )
    AND NOT EXISTS (
        SELECT FROM refused
        WHERE (wanted.staff_id, wanted.role, wanted.code)
            = (refused.staff_id, refused.role, refused.code)
    )
    UNION ALL
    SELECT staff_id, role, code, 'end_roles' FROM gone
), lists AS (
    SELECT
        staff_id, what,
        jsonb_agg(jsonb_build_object('role', role, 'school', code) ORDER BY role, code) AS roles
    FROM differences
    GROUP BY staff_id, what
)
SELECT staff_id, jsonb_object_agg(what, roles) AS roles
FROM lists
GROUP BY staff_id;

WITH named AS (
    SELECT
        row.external AS key, who.subject_id, who.how, member.left_at, change.roles,
        jsonb_build_object(
            'first_name', member.first_name, 'last_name', member.last_name,
            'email', member.email, 'left_at', member.left_at
        ) AS old,
        jsonb_build_object(
            'first_name', row.first_name, 'last_name', row.last_name,
            'email', row.email, 'left_at', NULL
        ) AS new
    FROM incoming_staff AS row
    JOIN identity AS who ON who.kind = 'staff' AND who.external = row.external
    LEFT JOIN districts_staffmember AS member ON member.id = who.subject_id
    LEFT JOIN staff_role_change AS change ON change.staff_id = who.subject_id
    WHERE row.good
), absent AS (
    SELECT
        min(known.value) AS key, member.id AS subject_id, min(change.roles::text)::jsonb AS roles,
        member.left_at IS NULL
            AND NOT EXISTS (
                SELECT FROM districts_staffrole AS role
                WHERE role.staff_id = member.id AND role.ended_at IS NULL AND NOT role.from_sis
            ) AS leaves
    FROM districts_externalid AS known
    JOIN districts_staffmember AS member ON member.id = known.staff_id
    LEFT JOIN staff_role_change AS change ON change.staff_id = member.id
    WHERE %(has_staff)s
        AND known.connection_id = %(connection)s
        AND NOT EXISTS (SELECT FROM identity WHERE kind = 'staff' AND subject_id = member.id)
        AND NOT EXISTS (SELECT FROM claimed_elsewhere WHERE subject_id = member.id)
    GROUP BY member.id
), planned AS (
    SELECT
        key, subject_id, old, new, roles,
        CASE
            WHEN how = 'new' THEN 'create'
            WHEN left_at IS NOT NULL THEN 'revive'
            WHEN how = 'email' OR old IS DISTINCT FROM new OR roles IS NOT NULL THEN 'change'
        END AS action,
        CASE
            WHEN how = 'email' THEN 'email_match'
            WHEN left_at IS NOT NULL THEN 'returned'
            ELSE ''
        END AS reason
    FROM named
    UNION ALL
    SELECT
        key, subject_id,
        jsonb_build_object('left_at', NULL),
        jsonb_build_object('left_at', CASE WHEN leaves THEN %(now)s END),
        roles, 'end', 'absent'
    FROM absent
    WHERE leaves OR roles IS NOT NULL
), noted AS (
    INSERT INTO districts_plannedchange (
        district_id, run_id, kind, action, key, subject_id, school_id, before, after, reason, held
    )
    SELECT
        %(district)s, %(run)s, 'staff', action, key, subject_id,
        (
            SELECT role.school_id
            FROM districts_staffrole AS role
            WHERE role.staff_id = subject_id AND role.ended_at IS NULL AND role.from_sis
            ORDER BY role.school_id
            LIMIT 1
        ),
        CASE WHEN action <> 'create' THEN COALESCE(pg_temp.differing(new, old), '{}') END,
        CASE
            WHEN action = 'create' THEN new ELSE COALESCE(pg_temp.differing(old, new), '{}')
        END || COALESCE(roles, '{}'),
        reason, false
    FROM planned
    WHERE action IS NOT NULL
)
INSERT INTO plan_unchanged (kind, rows)
SELECT 'staff', count(*) FILTER (WHERE action IS NULL) FROM planned;
