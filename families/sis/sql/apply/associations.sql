MERGE INTO families_schoolassociation AS association
USING (
    SELECT subject_id, after
    FROM districts_plannedchange
    WHERE district_id = %(district)s
        AND run_id = %(run)s
        AND kind = 'associations'
        AND NOT held
) AS change
ON association.id = change.subject_id
WHEN MATCHED THEN UPDATE SET
    ended_at = CASE
        WHEN after ? 'ended_at' THEN (after ->> 'ended_at')::timestamptz
        ELSE association.ended_at
    END,
    end_reason = COALESCE(after ->> 'end_reason', association.end_reason),
    missing_since = CASE
        WHEN after ? 'missing_since' THEN (after ->> 'missing_since')::timestamptz
        ELSE association.missing_since
    END
WHEN NOT MATCHED THEN INSERT (
    id, district_id, contact_id, student_id, origin, relationship, invited_at, started_at,
    end_reason
) VALUES (
    subject_id, %(district)s, (after ->> 'contact_id')::uuid, (after ->> 'student_id')::uuid, 'sis',
    '', %(now)s, (after ->> 'started_at')::timestamptz, ''
);
