MERGE INTO districts_classgroup AS class
USING (
    SELECT subject_id, action, after
    FROM districts_plannedchange
    WHERE district_id = %(district)s
        AND run_id = %(run)s
        AND kind = 'classes'
        AND NOT held
) AS change
ON class.id = change.subject_id
WHEN MATCHED THEN UPDATE SET
    school_id = COALESCE((after ->> 'school_id')::uuid, class.school_id),
    name = COALESCE(after ->> 'name', class.name),
    grade = COALESCE(after ->> 'grade', class.grade),
    start_date = CASE
        WHEN after ? 'start_date' THEN (after ->> 'start_date')::date ELSE class.start_date
    END,
    end_date = CASE
        WHEN after ? 'end_date' THEN (after ->> 'end_date')::date ELSE class.end_date
    END,
    ended_at = CASE
        WHEN after ? 'ended_at' THEN (after ->> 'ended_at')::timestamptz ELSE class.ended_at
    END
WHEN NOT MATCHED THEN INSERT (
    id, district_id, school_id, name, grade, start_date, end_date
) VALUES (
    subject_id, %(district)s, (after ->> 'school_id')::uuid, after ->> 'name', after ->> 'grade',
    (after ->> 'start_date')::date, (after ->> 'end_date')::date
);

INSERT INTO districts_externalid (district_id, connection_id, kind, value, class_group_id)
SELECT %(district)s, %(connection)s, 'class', key, subject_id
FROM districts_plannedchange
WHERE district_id = %(district)s
    AND run_id = %(run)s
    AND kind = 'classes'
    AND action = 'create';
