-- From here on the file is what is left of it, and the others are a number.
INSERT INTO rest_enrolments
SELECT row.*
FROM raw_enrolments AS row
JOIN unsettled USING (line);

INSERT INTO settled_rows (part, rows)
SELECT 'enrolments', %(rows)s - count(*)
FROM rest_enrolments;

TRUNCATE unsettled;

DROP TABLE raw_enrolments;

ALTER TABLE rest_enrolments RENAME TO raw_enrolments;
