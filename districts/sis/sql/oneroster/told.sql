-- A file's rows, and what each says of its own thing: it is here, it has ended ("gone"), or that
-- cannot be told ("doubt"): then the row still counts as seen.
CREATE TEMPORARY TABLE {told} ON COMMIT DROP AS
SELECT
    row.*,
    CASE
        WHEN NOT row.usable THEN 'doubt'
        WHEN %(mode)s = 'delta'
            AND (row.status = '' OR pg_temp.or_moment(row.modified, day_first) IS NULL)
        THEN 'doubt'
        WHEN lower(row.status) IN ('', 'active') THEN 'here'
        WHEN %(mode)s = 'mixed' THEN 'doubt'
        WHEN lower(row.status) = 'tobedeleted' THEN 'gone'
        WHEN lower(row.status) = 'inactive' AND (%(inactive_ends)s OR %(mode)s = 'bulk') THEN 'gone'
        ELSE 'doubt'
    END AS state
FROM {staged} AS row
CROSS JOIN or_written_day;

ANALYZE {told};

INSERT INTO incoming_problem (file, line, "column", code, detail)
SELECT %(file)s, line, reason.header, reason.code, reason.detail
FROM {told} AS row
CROSS JOIN or_written_day
CROSS JOIN LATERAL (VALUES
    (
        'status', 'delta_without', '',
        %(mode)s = 'delta' AND %(each)s AND row.status = ''
    ),
    (
        'dateLastModified', 'delta_without', '',
        %(mode)s = 'delta' AND %(each)s AND row.modified = ''
    ),
    (
        'dateLastModified', 'bad_moment', row.modified,
        %(mode)s = 'delta' AND row.modified <> ''
            AND pg_temp.or_moment(row.modified, day_first) IS NULL
    ),
    (
        'status', 'unknown_status', row.status,
        lower(row.status) NOT IN ('', 'active', 'tobedeleted')
            AND NOT (
                lower(row.status) = 'inactive' AND (%(inactive_ends)s OR %(mode)s <> 'delta')
            )
    )
) AS reason (header, code, detail, holds)
WHERE row.usable AND row.state = 'doubt' AND reason.holds;
