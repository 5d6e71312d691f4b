-- Values longer than they may be.
INSERT INTO incoming_problem (file, line, "column", code)
SELECT {file}, row.line, value.header, 'too_long'
FROM {staged} AS row
CROSS JOIN LATERAL (VALUES {values}) AS value (header, text, longest)
WHERE row.fault = '' AND NOT row.usable AND length(value.text) > value.longest;
