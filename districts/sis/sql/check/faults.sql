-- Rows that could not be read as rows; the tolerant way has marked them.
INSERT INTO incoming_problem (file, line, code, detail)
SELECT {file}, line, split_part(fault, ':', 1), split_part(fault, ':', 2)
FROM {staged}
WHERE fault <> '';
