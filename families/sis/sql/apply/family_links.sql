MERGE INTO families_sisfamilylink AS link
USING (
    SELECT subject_id, after
    FROM districts_plannedchange
    WHERE district_id = %(district)s
        AND run_id = %(run)s
        AND kind = 'family_links'
        AND NOT held
) AS change
ON link.id = change.subject_id
WHEN MATCHED THEN UPDATE SET
    absent_since = CASE
        WHEN after ? 'absent_since' THEN (after ->> 'absent_since')::timestamptz
        ELSE link.absent_since
    END,
    by_student = COALESCE((after ->> 'by_student')::boolean, link.by_student),
    by_adult = COALESCE((after ->> 'by_adult')::boolean, link.by_adult)
WHEN NOT MATCHED THEN INSERT (
    id, district_id, connection_id, contact_id, student_id, by_student, by_adult
) VALUES (
    subject_id, %(district)s, %(connection)s, (after ->> 'contact_id')::uuid,
    (after ->> 'student_id')::uuid, (after ->> 'by_student')::boolean,
    (after ->> 'by_adult')::boolean
);
