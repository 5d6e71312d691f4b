-- The file's rows, trimmed and typed. "usable": it was a row, with every required value understood.
CREATE TEMPORARY TABLE {staged} ON COMMIT DROP AS
SELECT raw.line, raw.fault, {columns}, raw.fault = '' AND {usable} AS usable
FROM {raw} AS raw;
