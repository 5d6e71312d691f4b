-- What is left to read of a file.
CREATE TEMPORARY TABLE {rest} ON COMMIT DROP AS
SELECT row.*
FROM {raw} AS row
LEFT JOIN {settled} AS settled USING (line)
WHERE settled.line IS NULL AND {any_left};

ANALYZE {settled}, {rest};

SET LOCAL default_statistics_target = 10;
