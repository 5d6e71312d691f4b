MERGE INTO districts_school AS school
USING (
    SELECT subject_id, after
    FROM districts_plannedchange
    WHERE district_id = %(district)s
        AND run_id = %(run)s
        AND kind = 'schools'
        AND NOT held
) AS change
ON school.id = change.subject_id
WHEN MATCHED THEN UPDATE SET name = COALESCE(after ->> 'name', school.name)
WHEN NOT MATCHED THEN INSERT (id, district_id, code, name) VALUES (
    subject_id, %(district)s, after ->> 'code', after ->> 'name'
);
