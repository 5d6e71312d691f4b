-- Those of whom a row says the same again, or something else.
INSERT INTO unsettled (line)
SELECT row.line
FROM settled_enrolments AS row
JOIN (
    SELECT enrolment_id FROM settled_enrolments GROUP BY enrolment_id HAVING count(*) > 1
) AS twice USING (enrolment_id)
UNION
SELECT settled.line
FROM rest_enrolments AS other
JOIN raw_enrolments AS row
    ON row.class_id = pg_temp.clean(other.class_id) AND row.user_id = pg_temp.clean(other.user_id)
JOIN settled_enrolments AS settled ON settled.line = row.line;
