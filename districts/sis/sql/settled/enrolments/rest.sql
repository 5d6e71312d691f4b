-- What is left to read of the file.
CREATE TEMPORARY TABLE rest_enrolments ON COMMIT DROP AS
SELECT *
FROM raw_enrolments
WHERE line IN (SELECT line FROM differing_enrolments);
