-- How many rows each school would lose, by kind; teachers in classes apart from students, and the
-- roles of staff who stay, at another school or in another role, beside those who leave. Whoever may
-- not sign in any more is lost to the school as well.
SELECT
    change.kind || CASE WHEN enrolment.staff_id IS NOT NULL THEN '/teacher' ELSE '' END AS sort,
    change.school_id, count(*)
FROM districts_plannedchange AS change
LEFT JOIN districts_enrolment AS enrolment
    ON change.kind = 'enrolments' AND enrolment.id = change.subject_id
WHERE change.district_id = %(district)s
    AND change.run_id = %(run)s
    AND change.action = 'end'
GROUP BY sort, change.school_id
UNION ALL
SELECT 'roles', school.id, count(*)
FROM districts_plannedchange AS change
CROSS JOIN LATERAL jsonb_to_recordset(change.after -> 'end_roles') AS gone (school text)
JOIN districts_school AS school ON school.district_id = %(district)s AND school.code = gone.school
WHERE change.district_id = %(district)s AND change.run_id = %(run)s AND change.kind = 'staff'
GROUP BY school.id
UNION ALL
SELECT 'disabled_' || kind, school_id, count(*)
FROM districts_plannedchange
WHERE district_id = %(district)s
    AND run_id = %(run)s
    AND action = 'change'
    AND after ->> 'disabled_since' IS NOT NULL
GROUP BY kind, school_id
UNION ALL
-- A mail that goes to many other addresses at once goes to many wrong ones, if it is a mistake.
SELECT 'moved_addresses', NULL, count(*)
FROM districts_plannedchange
WHERE district_id = %(district)s AND run_id = %(run)s AND reason = 'email_change' AND NOT held
HAVING count(*) > 0;
