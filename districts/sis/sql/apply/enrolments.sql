MERGE INTO districts_enrolment AS enrolment
USING (
    SELECT subject_id, action, after
    FROM districts_plannedchange
    WHERE district_id = %(district)s
        AND run_id = %(run)s
        AND kind = 'enrolments'
        AND NOT held
) AS change
ON enrolment.id = change.subject_id
WHEN MATCHED THEN UPDATE SET ended_at = (after ->> 'ended_at')::timestamptz
WHEN NOT MATCHED THEN INSERT (id, district_id, class_group_id, student_id, staff_id) VALUES (
    subject_id, %(district)s, (after ->> 'class_group_id')::uuid, (after ->> 'student_id')::uuid,
    (after ->> 'staff_id')::uuid
);
