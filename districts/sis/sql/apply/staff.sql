MERGE INTO districts_staffmember AS member
USING (
    SELECT subject_id, action, after
    FROM districts_plannedchange
    WHERE district_id = %(district)s
        AND run_id = %(run)s
        AND kind = 'staff'
        AND NOT held
) AS change
ON member.id = change.subject_id
WHEN MATCHED THEN UPDATE SET
    first_name = COALESCE(after ->> 'first_name', member.first_name),
    last_name = COALESCE(after ->> 'last_name', member.last_name),
    email = COALESCE(after ->> 'email', member.email),
    left_at = CASE
        WHEN after ? 'left_at' THEN (after ->> 'left_at')::timestamptz ELSE member.left_at
    END,
    disabled_since = CASE
        WHEN after ? 'disabled_since' THEN (after ->> 'disabled_since')::timestamptz
        ELSE member.disabled_since
    END
WHEN NOT MATCHED THEN INSERT (
    id, district_id, first_name, last_name, email, disabled_since
) VALUES (
    subject_id, %(district)s, after ->> 'first_name', after ->> 'last_name', after ->> 'email',
    (after ->> 'disabled_since')::timestamptz
);

INSERT INTO districts_externalid (district_id, connection_id, kind, value, staff_id)
SELECT %(district)s, %(connection)s, 'staff', key, subject_id
FROM districts_plannedchange
WHERE district_id = %(district)s
    AND run_id = %(run)s
    AND kind = 'staff'
    AND (action = 'create' OR reason = 'email_match');

UPDATE districts_staffrole AS standing
SET ended_at = %(now)s
FROM districts_plannedchange AS change
CROSS JOIN LATERAL jsonb_to_recordset(change.after -> 'end_roles') AS gone (role text, school text)
JOIN districts_school AS school ON school.district_id = %(district)s AND school.code = gone.school
WHERE change.district_id = %(district)s
    AND change.run_id = %(run)s
    AND change.kind = 'staff'
    AND NOT change.held
    AND standing.staff_id = change.subject_id
    AND standing.role = gone.role
    AND standing.school_id = school.id
    AND standing.from_sis
    AND standing.ended_at IS NULL;

-- Teachers teach from now on; an administrator waits for a District Admin's approval.
INSERT INTO districts_staffrole (
    district_id, staff_id, school_id, role, "full", from_sis, approved_at
)
SELECT
    %(district)s, change.subject_id, school.id, fresh.role, false, true,
    CASE WHEN fresh.role = 'teacher' THEN %(now)s END
FROM districts_plannedchange AS change
CROSS JOIN LATERAL jsonb_to_recordset(change.after -> 'add_roles') AS fresh (role text, school text)
JOIN districts_school AS school ON school.district_id = %(district)s AND school.code = fresh.school
WHERE change.district_id = %(district)s
    AND change.run_id = %(run)s
    AND change.kind = 'staff'
    AND NOT change.held;
