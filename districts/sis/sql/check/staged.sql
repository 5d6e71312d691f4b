-- The file's rows, trimmed and typed. "usable": it was a row, with every required value understood.
CREATE TEMPORARY TABLE {staged} ON COMMIT DROP AS
SELECT line, fault, {columns}, fault = '' AND {usable} AS usable
FROM {raw};
