-- Rows that could not be read as rows; the tolerant way has marked them.
INSERT INTO incoming_problem (file, line, code)
SELECT {file}, line, fault
FROM {staged}
WHERE fault <> '';
