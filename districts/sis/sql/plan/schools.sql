-- A new code is a new school; schools never end because a file stops naming them. A name fills a
-- blank, and never replaces what a person typed.
WITH named AS (
    SELECT row.external, row.code, left(row.name, 200) AS name, who.subject_id, who.how,
        school.name AS old_name
    FROM incoming_school AS row
    JOIN identity AS who ON who.kind = 'school' AND who.external = row.external
    LEFT JOIN districts_school AS school ON school.id = who.subject_id
), noted AS (
    INSERT INTO districts_plannedchange (
        district_id, run_id, kind, action, key, subject_id, school_id, before, after, reason, held
    )
    SELECT
        %(district)s, %(run)s, 'schools',
        CASE how WHEN 'new' THEN 'create' ELSE 'change' END, external, subject_id, subject_id,
        CASE WHEN how <> 'new' THEN jsonb_build_object('name', '') END,
        CASE how
            WHEN 'new' THEN jsonb_build_object('code', code, 'name', name)
            ELSE jsonb_build_object('name', name)
        END,
        '', false
    FROM named
    WHERE how = 'new' OR (old_name = '' AND name <> '')
    RETURNING 1
)
INSERT INTO plan_unchanged (kind, rows)
SELECT 'schools', (SELECT count(*) FROM named) - (SELECT count(*) FROM noted);
