-- Rows that say the same again: taken once, with a note.
WITH twice AS (
    SELECT {fields}, min(line) AS first_line
    FROM {staged}
    WHERE usable
    GROUP BY {fields}
    HAVING count(*) > 1
), again AS (
    DELETE FROM {staged} AS row
    USING twice
    WHERE row.usable AND row.line > twice.first_line AND {same_fields}
    RETURNING row.line
)
INSERT INTO incoming_problem (file, line, code)
SELECT {file}, line, 'repeated_row'
FROM again;
