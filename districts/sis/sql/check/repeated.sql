-- Rows that say the same again: taken once, with a note. They agree, or they were not usable.
WITH twice AS (
    SELECT {key}, min(line) AS first_line
    FROM {staged}
    WHERE usable AND line IN (SELECT line FROM shared_row)
    GROUP BY {key}
    HAVING count(*) > 1
), again AS (
    DELETE FROM {staged} AS row
    USING twice AS other
    WHERE row.usable AND row.line > other.first_line AND {same_key}
    RETURNING row.line
)
INSERT INTO incoming_problem (file, line, code)
SELECT {file}, line, 'repeated_row'
FROM again;
