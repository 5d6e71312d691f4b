-- Ids that were given to known people because of their address are free again: the next import must
-- not take for certain what a person has just taken back.
DELETE FROM districts_externalid AS known
USING districts_plannedchange AS change
WHERE change.district_id = %(district)s
    AND change.run_id = %(undone)s
    AND change.reason = 'email_match'
    AND known.connection_id = %(connection)s
    AND known.value = change.key
    AND COALESCE(known.student_id, known.staff_id) = change.subject_id;
