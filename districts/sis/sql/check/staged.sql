-- The file's rows, trimmed and read. OFFSET 0 keeps PostgreSQL from reading a value again wherever
-- it is used. "usable": it was a row, with every required value understood; "whole": the others,
-- too.
CREATE TEMPORARY TABLE {staged} ON COMMIT DROP AS
SELECT line, fault, {columns}, fault = '' AND NOT ({spoiling}) AS usable, NOT ({missed}) AS whole
FROM (
    SELECT line, fault, {read}
    FROM (SELECT line, fault, {trimmed} FROM {raw} OFFSET 0) AS raw
    OFFSET 0
) AS row;

ANALYZE {staged};
