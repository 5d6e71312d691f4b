-- Planned changes whose row is no longer what the plan saw.
SELECT count(*)
FROM districts_plannedchange AS change
LEFT JOIN {table} AS subject ON subject.id = change.subject_id
WHERE change.district_id = %(district)s AND change.run_id = %(run)s
    AND change.kind = %(kind)s
    AND change.action <> 'create'
    AND NOT change.held
    AND (subject.id IS NULL OR NOT to_jsonb(subject) @> change.before);
