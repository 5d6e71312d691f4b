-- What was found, with a sentence each, kept with the run. A file may be nothing but faults: of each
-- sort in a column the first ten thousand are listed, and one row more says how many others are not.
WITH numbered AS (
    SELECT
        found.*, message.text,
        row_number() OVER (of_a_sort ORDER BY found.line) AS place,
        count(*) OVER of_a_sort AS number
    FROM incoming_problem AS found
    JOIN (SELECT * FROM unnest(%(codes)s::text[], %(messages)s::text[])) AS message (code, text)
        USING (code)
    WINDOW of_a_sort AS (PARTITION BY found.file, found.column, found.code)
), listed AS (
    SELECT file, line, "column", code, left(detail, 200) AS detail, text, left(detail, 200) AS said
    FROM numbered
    WHERE place <= 10000
    UNION ALL
    -- Number and code, so that it can be said in any language; and how it is said in this one.
    SELECT
        kind.file, NULL, kind.column, message.code, concat(kind.number - 10000, ' ', kind.code),
        message.text,
        concat(
            to_char(kind.number - 10000, 'FM999,999,999'),
            ' × “', replace(kind.text, '{detail}', '…'), '”'
        )
    FROM numbered AS kind
    JOIN (SELECT * FROM unnest(%(codes)s::text[], %(messages)s::text[])) AS message (code, text)
        ON message.code = 'more_alike'
    WHERE kind.place = 1 AND kind.number > 10000
)
INSERT INTO districts_importproblem (
    district_id, run_id, file, line, "column", code, detail, message
)
SELECT
    %(district)s, %(run)s, file, line, "column", code, detail, replace(text, '{detail}', said)
FROM listed
ORDER BY file, line, "column";
