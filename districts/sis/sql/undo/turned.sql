-- The plan of an undo: what was changed gets its old values back, what was made is ended. Only rows
-- that still are as the import left them; the others are listed.
--
-- "undone" is the run that is taken back; "ending" the columns that end a row of this kind, NULL
-- where such rows stay; "passing" those that change by themselves. Roles of staff stand in the plan
-- beside the columns: what was added ends, what had ended is opened again by a statement of its own.
WITH change AS (
    SELECT
        *,
        COALESCE(after, '{{}}') - '{{add_roles,end_roles}}'::text[] AS left_so,
        jsonb_strip_nulls(
            jsonb_build_object(
                'end_roles', after -> 'add_roles', 'reopen_roles', after -> 'end_roles'
            )
        ) AS roles
    FROM districts_plannedchange
    WHERE district_id = %(district)s AND run_id = %(undone)s AND kind = %(kind)s AND NOT held
), turned AS (
    SELECT
        change.key, change.subject_id, change.school_id,
        CASE change.action
            WHEN 'create' THEN 'end'
            WHEN 'end' THEN 'revive'
            WHEN 'revive' THEN 'end'
            ELSE 'change'
        END AS action,
        (
            SELECT COALESCE(jsonb_object_agg(name, to_jsonb(subject) -> name), '{{}}')
            FROM jsonb_object_keys(
                CASE change.action WHEN 'create' THEN %(ending)s::jsonb ELSE change.left_so END
            ) AS name
        ) AS before,
        roles || CASE
            WHEN change.action <> 'create' THEN COALESCE(change.before, '{{}}')
            ELSE %(ending)s::jsonb
        END AS after,
        COALESCE(
            to_jsonb(subject) @> (change.left_so - %(passing)s::text[]) AND ({guard}), false
        ) AS untouched
    FROM change
    LEFT JOIN {table} AS subject ON subject.id = change.subject_id
    WHERE change.action <> 'create' OR %(ending)s::jsonb IS NOT NULL
), listed AS (
    INSERT INTO districts_importproblem (
        district_id, run_id, file, "column", code, detail, message
    )
    SELECT
        %(district)s, %(run)s, '', %(kind)s, 'changed_since', key,
        replace(%(sentence)s, '{{detail}}', key)
    FROM turned
    WHERE NOT untouched
)
INSERT INTO districts_plannedchange (
    district_id, run_id, kind, action, key, subject_id, school_id, before, after, reason, held
)
SELECT
    %(district)s, %(run)s, %(kind)s, action, key, subject_id, school_id, before, after, 'undo',
    false
FROM turned
WHERE untouched;
