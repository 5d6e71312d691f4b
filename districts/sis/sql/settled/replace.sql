-- From here on the file is what is left of it.
INSERT INTO {rest}
SELECT row.*
FROM {raw} AS row
JOIN unsettled USING (line);

INSERT INTO settled_rows (part, rows)
SELECT {part}, {found} - count(*)
FROM unsettled;

DELETE FROM {settled} AS settled
USING unsettled
WHERE unsettled.line = settled.line;

TRUNCATE unsettled;

DROP TABLE {raw};

ALTER TABLE {rest} RENAME TO {raw};
