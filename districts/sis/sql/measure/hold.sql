-- In these schools removals wait for a person; a change that takes a role or the sign-in from
-- somebody is one. So do addresses that move, and invitations with them, which are of no school.
UPDATE districts_plannedchange AS change
SET held = true
WHERE district_id = %(district)s AND run_id = %(run)s
    AND (
        (
            action = 'end'
            OR action = 'change' AND after ->> 'disabled_since' IS NOT NULL
            OR reason IN ('email_change', 'readdressed')
        )
        AND COALESCE(school_id, %(nowhere)s) = ANY (%(schools)s)
        OR EXISTS (
            SELECT
            FROM jsonb_to_recordset(change.after -> 'end_roles') AS gone (school text)
            JOIN districts_school AS school
                ON school.district_id = %(district)s AND school.code = gone.school
            WHERE school.id = ANY (%(schools)s)
        )
    );
