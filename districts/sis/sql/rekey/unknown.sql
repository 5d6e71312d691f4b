-- Pairs that cannot be: nobody has the old id, somebody has the new one already, or one of them
-- stands twice.
WITH pair AS (
    SELECT *, count(*) OVER (PARTITION BY old) AS olds, count(*) OVER (PARTITION BY new) AS news
    FROM unnest(%(lines)s::bigint[], %(old)s::text[], %(new)s::text[]) AS given (line, old, new)
)
SELECT
    line,
    CASE
        WHEN olds > 1 OR news > 1 THEN 'rekey_twice'
        WHEN EXISTS (
            SELECT FROM districts_externalid AS known
            WHERE known.connection_id = %(connection)s AND known.value = pair.new
        ) THEN 'rekey_taken'
        ELSE 'rekey_unknown'
    END,
    CASE WHEN olds > 1 OR news = 1 THEN old ELSE new END
FROM pair
WHERE olds > 1 OR news > 1
    OR NOT EXISTS (
        SELECT FROM districts_externalid AS known
        WHERE known.connection_id = %(connection)s AND known.value = pair.old
    )
    OR EXISTS (
        SELECT FROM districts_externalid AS known
        WHERE known.connection_id = %(connection)s AND known.value = pair.new
    )
ORDER BY line;
