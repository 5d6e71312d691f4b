-- How many rows each school would lose, by kind; teachers in classes apart from students. Ids that are
-- no longer named are no loss of rows.
SELECT
    change.kind || CASE WHEN enrolment.staff_id IS NOT NULL THEN '/teacher' ELSE '' END AS sort,
    change.school_id, count(*)
FROM districts_plannedchange AS change
LEFT JOIN districts_enrolment AS enrolment
    ON change.kind = 'enrolments' AND enrolment.id = change.subject_id
WHERE change.district_id = %(district)s
    AND change.run_id = %(run)s
    AND change.action = 'end'
    AND change.kind NOT IN ('identities', 'adult_ids')
GROUP BY sort, change.school_id;
