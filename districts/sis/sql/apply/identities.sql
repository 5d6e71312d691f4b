-- Students, staff and classes get their ids where they are made; here are schools, and since when
-- an id has not been named.
MERGE INTO districts_externalid AS known
USING (
    SELECT subject_id, after
    FROM districts_plannedchange
    WHERE district_id = %(district)s
        AND run_id = %(run)s
        AND kind = 'identities'
        AND NOT held
) AS change
ON known.id = change.subject_id
WHEN MATCHED THEN UPDATE SET absent_since = (after ->> 'absent_since')::timestamptz
WHEN NOT MATCHED THEN INSERT (id, district_id, connection_id, kind, value, school_id) VALUES (
    subject_id, %(district)s, %(connection)s, 'school', after ->> 'value',
    (after ->> 'school_id')::uuid
);
