-- The plan as one text, whatever new ids and hours it was made with. Whom it changes is told by id,
-- since an address may be somebody else's by now; "key" names the rows that ids in "after" point to;
-- of a time it only matters whether there is one.
SELECT COALESCE(md5(string_agg(said, '' ORDER BY said)), '')
FROM (
    SELECT md5(
        concat_ws(
            E'\x1f', kind, action, key, reason,
            CASE WHEN action <> 'create' THEN subject_id::text ELSE '' END,
            (SELECT string_agg(part, E'\x1f' ORDER BY part) FROM (
                SELECT key || '=' || CASE
                    WHEN key ~ '_(at|since|id)$' THEN (value <> 'null')::text ELSE value::text
                END AS part
                FROM jsonb_each(COALESCE(after, '{}'))
            ) AS told)
        )
    ) AS said
    FROM districts_plannedchange
    WHERE district_id = %(district)s AND run_id = %(run)s AND (held OR NOT %(held_only)s)
) AS change;
