MERGE INTO districts_schoolmembership AS membership
USING (
    SELECT subject_id, action, after
    FROM districts_plannedchange
    WHERE district_id = %(district)s
        AND run_id = %(run)s
        AND kind = 'memberships'
        AND NOT held
) AS change
ON membership.id = change.subject_id
WHEN MATCHED THEN UPDATE SET
    grade = COALESCE(after ->> 'grade', membership.grade),
    raw_grade = COALESCE(after ->> 'raw_grade', membership.raw_grade),
    ended_at = CASE
        WHEN after ? 'ended_at' THEN (after ->> 'ended_at')::timestamptz ELSE membership.ended_at
    END
WHEN NOT MATCHED THEN INSERT (
    id, district_id, student_id, school_id, grade, raw_grade, ended_at
) VALUES (
    subject_id, %(district)s, (after ->> 'student_id')::uuid, (after ->> 'school_id')::uuid,
    after ->> 'grade', after ->> 'raw_grade', (after ->> 'ended_at')::timestamptz
);
