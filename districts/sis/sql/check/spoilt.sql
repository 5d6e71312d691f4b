-- Values that are missing, too long, or not what their column holds: one pass over the file.
INSERT INTO incoming_problem (file, line, "column", code, detail)
SELECT {file}, raw.line, reason.header, reason.code, reason.detail
FROM {raw} AS raw
CROSS JOIN LATERAL (VALUES {reasons}) AS reason (header, code, detail, holds)
WHERE raw.fault = '' AND ({any}) AND reason.holds;
