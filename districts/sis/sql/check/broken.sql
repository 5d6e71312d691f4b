-- Files with rows that could not be told into fields, or into signs, or name nobody for certain.
SELECT DISTINCT file
FROM incoming_problem
WHERE code IN ('ragged_row', 'bad_encoding', 'rounded_id', 'error_as_id', 'unnamed_row')
UNION
SELECT file FROM contested_file;
