-- Rows that lack a required value: one problem a column.
INSERT INTO incoming_problem (file, line, "column", code)
SELECT {file}, row.line, value.header, 'missing_value'
FROM {staged} AS row
CROSS JOIN LATERAL (VALUES {values}) AS value (header, text)
WHERE row.fault = '' AND NOT row.usable AND value.text = '';
