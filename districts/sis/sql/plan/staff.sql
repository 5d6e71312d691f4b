-- Staff and the roles their SIS gives them. Roles that people gave are never ended by an import,
-- and whoever holds one stays.
CREATE TEMPORARY TABLE staff_role_change ON COMMIT DROP AS
WITH standing AS (
    SELECT role.staff_id, role.role, role.school_id, role.from_sis
    FROM districts_staffrole AS role
    WHERE role.district_id = %(district)s
        AND role.ended_at IS NULL
        AND role.school_id IS NOT NULL
), named AS (
    SELECT
        who.subject_id AS staff_id, row.role, school.subject_id AS school_id, incoming.code,
        row.gone
    FROM incoming_staff_role AS row
    JOIN incoming_staff AS staff ON staff.external = row.staff AND staff.good
    JOIN identity AS who ON who.kind = 'staff' AND who.external = row.staff
    JOIN identity AS school ON school.kind = 'school' AND school.external = row.school
    LEFT JOIN incoming_school AS incoming ON incoming.external = row.school
), wanted AS (
    SELECT staff_id, role, school_id, min(code) AS code
    FROM named
    WHERE NOT gone
    GROUP BY staff_id, role, school_id
), refused AS (
    -- What a person has ended or turned down stays so until a person gives it again.
    SELECT staff_id, role, school_id
    FROM (
        SELECT DISTINCT ON (staff_id, role, school_id) staff_id, role, school_id, ended_by_id
        FROM districts_staffrole
        WHERE district_id = %(district)s
        ORDER BY staff_id, role, school_id, id DESC
    ) AS latest
    WHERE ended_by_id IS NOT NULL
), endable AS (
    SELECT standing.staff_id, standing.role, standing.school_id
    FROM standing
    WHERE standing.from_sis
        AND (%(scope)s::uuid[] IS NULL OR standing.school_id = ANY (%(scope)s::uuid[]))
        AND NOT EXISTS (
            SELECT
            FROM claim
            WHERE claim.subject_id = standing.staff_id
                AND (claim.schools IS NULL OR standing.school_id = ANY (claim.schools))
        )
), gone AS (
    SELECT standing.staff_id, standing.role, standing.school_id
    FROM endable AS standing
    JOIN districts_externalid AS known
        ON known.staff_id = standing.staff_id AND known.connection_id = %(connection)s
    LEFT JOIN incoming_staff AS staff ON staff.external = known.value
    LEFT JOIN wanted
        ON wanted.staff_id = standing.staff_id
        AND wanted.role = standing.role
        AND wanted.school_id = standing.school_id
    WHERE wanted.staff_id IS NULL
    GROUP BY standing.staff_id, standing.role, standing.school_id
    HAVING bool_and(
        CASE
            WHEN staff.external IS NULL THEN %(has_staff)s
            ELSE staff.gone OR (staff.good AND staff.complete)
        END
    )
    UNION
    -- A role of which the source says so much itself.
    SELECT standing.staff_id, standing.role, standing.school_id
    FROM endable AS standing
    JOIN named USING (staff_id, role, school_id)
    WHERE named.gone
), differences AS (
    SELECT wanted.staff_id, wanted.role, wanted.school_id, wanted.code, 'add_roles' AS what
    FROM wanted
    LEFT JOIN standing USING (staff_id, role, school_id)
    LEFT JOIN refused USING (staff_id, role, school_id)
    WHERE standing.staff_id IS NULL AND refused.staff_id IS NULL
    UNION ALL
    SELECT staff_id, role, school_id, NULL, 'end_roles' FROM gone
), lists AS (
    SELECT
        difference.staff_id, difference.what,
        jsonb_agg(
            jsonb_build_object(
                'role', difference.role, 'school', COALESCE(school.code, difference.code)
            )
            ORDER BY difference.role, COALESCE(school.code, difference.code)
        ) AS roles
    FROM differences AS difference
    LEFT JOIN districts_school AS school ON school.id = difference.school_id
    GROUP BY difference.staff_id, difference.what
)
SELECT staff_id, jsonb_object_agg(what, roles) AS roles
FROM lists
GROUP BY staff_id;

ANALYZE staff_role_change;

-- Whose name and address are not the source's to change: people here have given them a role, or
-- approved one, or they work at schools outside of its scope. An address is a way to sign in.
CREATE TEMPORARY TABLE kept_staff ON COMMIT DROP AS
SELECT staff_id, bool_or(outside) AS outside
FROM (
    SELECT
        staff_id, from_sis AND approved_by_id IS NULL AS from_sis,
        %(scope)s::uuid[] IS NOT NULL
            AND (school_id = ANY (%(scope)s::uuid[])) IS NOT TRUE AS outside
    FROM districts_staffrole
    WHERE district_id = %(district)s AND ended_at IS NULL
) AS role
WHERE outside OR NOT from_sis
GROUP BY staff_id;

WITH named AS (
    SELECT
        row.external AS key, who.subject_id, who.how, member.left_at, change.roles,
        (COALESCE(claimed.leads, false) OR kept.staff_id IS NOT NULL) AND who.how <> 'new'
            AS others_lead,
        row.first_name, row.last_name,
        -- In other letters it is the same address.
        CASE WHEN lower(row.email) = lower(member.email) THEN member.email ELSE row.email END
            AS email,
        -- It only stops the roles that come from a source.
        CASE
            WHEN claimed.leads OR kept.outside THEN member.disabled_since
            WHEN NOT row.enabled THEN COALESCE(member.disabled_since, %(now)s)
        END AS disabled_since,
        member.first_name AS old_first_name, member.last_name AS old_last_name,
        member.email AS old_email, member.disabled_since AS old_disabled_since
    FROM incoming_staff AS row
    JOIN identity AS who ON who.kind = 'staff' AND who.external = row.external
    LEFT JOIN districts_staffmember AS member ON member.id = who.subject_id
    LEFT JOIN staff_role_change AS change ON change.staff_id = who.subject_id
    LEFT JOIN claimed_elsewhere AS claimed ON claimed.subject_id = who.subject_id
    LEFT JOIN kept_staff AS kept ON kept.staff_id = who.subject_id
    WHERE row.good
), judged AS (
    SELECT
        *,
        CASE
            WHEN how = 'new' THEN 'create'
            WHEN left_at IS NOT NULL THEN 'revive'
            WHEN how = 'email' OR roles IS NOT NULL THEN 'change'
            WHEN disabled_since IS DISTINCT FROM old_disabled_since THEN 'change'
            WHEN NOT others_lead AND (first_name, last_name, email)
                IS DISTINCT FROM (old_first_name, old_last_name, old_email) THEN 'change'
        END AS action
    FROM named
), absent AS (
    SELECT
        min(unnamed.value) AS key, member.id AS subject_id, min(unnamed.reason) AS reason,
        min(change.roles::text)::jsonb AS roles,
        bool_and(unnamed.alone)
            AND member.left_at IS NULL
            AND NOT EXISTS (
                SELECT FROM districts_staffrole AS role
                WHERE role.staff_id = member.id AND role.ended_at IS NULL AND NOT role.from_sis
            )
            AND NOT EXISTS (SELECT FROM claimed_elsewhere WHERE subject_id = member.id) AS leaves
    FROM unnamed
    JOIN districts_staffmember AS member ON member.id = unnamed.subject_id
    LEFT JOIN staff_role_change AS change ON change.staff_id = member.id
    WHERE unnamed.kind = 'staff'
    GROUP BY member.id
), planned AS (
    SELECT
        key, subject_id, action, old, roles,
        old || jsonb_build_object('left_at', NULL, 'disabled_since', disabled_since) || CASE
            WHEN others_lead THEN '{}'
            ELSE jsonb_build_object(
                'first_name', first_name, 'last_name', last_name, 'email', email
            )
        END AS new,
        CASE
            WHEN how = 'email' THEN 'email_match'
            WHEN left_at IS NOT NULL THEN 'returned'
            ELSE ''
        END AS reason
    FROM judged
    CROSS JOIN LATERAL (
        SELECT jsonb_build_object(
            'first_name', old_first_name, 'last_name', old_last_name, 'email', old_email,
            'disabled_since', old_disabled_since, 'left_at', left_at
        ) AS old
    ) AS was
    WHERE action IS NOT NULL
    UNION ALL
    SELECT
        key, subject_id, 'end',
        jsonb_build_object('left_at', NULL), roles,
        jsonb_build_object('left_at', CASE WHEN leaves THEN %(now)s END), reason
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
    RETURNING reason
)
INSERT INTO plan_unchanged (kind, rows)
SELECT
    'staff',
    (SELECT count(*) FROM incoming_staff WHERE good)
        - (SELECT count(*) FROM noted WHERE reason NOT IN ('absent', 'withdrawn'));

-- Whoever keeps the file should know why it says something else than the pages here.
INSERT INTO incoming_problem (file, code, detail)
SELECT '', 'kept_staff', row.external
FROM incoming_staff AS row
JOIN identity AS who ON who.kind = 'staff' AND who.external = row.external
JOIN districts_staffmember AS member ON member.id = who.subject_id
JOIN kept_staff ON kept_staff.staff_id = member.id
WHERE row.good
    AND (row.first_name, row.last_name, lower(row.email))
        IS DISTINCT FROM (member.first_name, member.last_name, lower(member.email));
