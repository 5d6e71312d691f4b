-- Rows of the same thing that contradict each other: all are reported, none is taken.
WITH contradicted AS (
    SELECT {key}
    FROM {staged}
    WHERE usable AND line IN (SELECT line FROM shared_row)
    GROUP BY {key}
    HAVING count(DISTINCT ROW ({same})) > 1
), doubtful AS (
    UPDATE {staged} AS row
    SET usable = false
    FROM contradicted AS other
    WHERE row.usable AND {same_key}
    RETURNING row.line
)
INSERT INTO incoming_problem (file, line, code)
SELECT {file}, line, 'conflicting_rows'
FROM doubtful;
