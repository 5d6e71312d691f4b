-- Roles that the import had ended are open again, the very rows: nobody has to approve them anew.
UPDATE districts_staffrole AS role
SET ended_at = NULL
FROM districts_plannedchange AS change
CROSS JOIN LATERAL jsonb_to_recordset(change.after -> 'reopen_roles') AS gone (
    role text, school text
)
JOIN districts_school AS school ON school.district_id = %(district)s AND school.code = gone.school
JOIN districts_importrun AS undone ON undone.id = %(undone)s
WHERE change.district_id = %(district)s
    AND change.run_id = %(run)s
    AND change.kind = 'staff'
    AND role.staff_id = change.subject_id
    AND role.role = gone.role
    AND role.school_id = school.id
    AND role.from_sis
    AND role.ended_at = undone.applied_at
    AND NOT EXISTS (
        SELECT FROM districts_staffrole AS standing
        WHERE standing.staff_id = role.staff_id
            AND standing.role = role.role
            AND standing.school_id = role.school_id
            AND standing.ended_at IS NULL
    );
