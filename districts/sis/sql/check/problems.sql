-- What was found, with a sentence each, kept with the run.
INSERT INTO districts_importproblem (
    district_id, run_id, file, line, "column", code, detail, message
)
SELECT
    %(district)s, %(run)s, found.file, found.line, found.column, found.code,
    left(found.detail, 200), replace(message.text, '{detail}', left(found.detail, 200))
FROM incoming_problem AS found
JOIN (SELECT * FROM unnest(%(codes)s::text[], %(messages)s::text[])) AS message (code, text)
    USING (code)
ORDER BY found.file, found.line, found.column;
