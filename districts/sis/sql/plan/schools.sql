-- A new code is a new school; schools never end because a file stops naming them.
INSERT INTO districts_plannedchange (
    district_id, run_id, kind, action, key, subject_id, school_id, after, reason, held
)
SELECT
    %(district)s, %(run)s, 'schools', 'create', external, subject_id, subject_id,
    jsonb_build_object('code', external), '', false
FROM identity
WHERE kind = 'school' AND how = 'new';

INSERT INTO plan_unchanged (kind, rows)
SELECT 'schools', count(*)
FROM incoming_school AS school
JOIN identity ON identity.kind = 'school' AND identity.external = school.external
WHERE identity.how = 'known';
