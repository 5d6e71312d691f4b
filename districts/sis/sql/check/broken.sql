-- Files with rows that could not be told into fields, or into signs.
SELECT DISTINCT file
FROM incoming_problem
WHERE code IN ('ragged_row', 'bad_encoding');
