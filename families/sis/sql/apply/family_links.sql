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
WHEN MATCHED THEN UPDATE SET absent_since = (after ->> 'absent_since')::timestamptz
WHEN NOT MATCHED THEN INSERT (id, district_id, connection_id, contact_id, student_id) VALUES (
    subject_id, %(district)s, %(connection)s, (after ->> 'contact_id')::uuid,
    (after ->> 'student_id')::uuid
);
