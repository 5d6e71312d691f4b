-- Values that are missing, too long, or not what their column holds: only of the rows that are not
-- as they should be, which are few.
INSERT INTO incoming_problem (file, line, "column", code, detail)
SELECT {file}, row.line, reason.header, reason.code, reason.detail
FROM (
    SELECT line, {read}
    FROM (
        SELECT line, {trimmed}
        FROM {raw}
        WHERE fault = '' AND line IN (SELECT line FROM {staged} WHERE NOT (usable AND whole))
        OFFSET 0
    ) AS raw
    OFFSET 0
) AS row
CROSS JOIN LATERAL (VALUES {reasons}) AS reason (header, code, detail, holds)
WHERE reason.holds;
