ANALYZE differing_enrolments, rest_enrolments;

SET LOCAL default_statistics_target = 10;

-- Those of whom a row says the same again, or something else. More rows alike than ours they name:
-- only then is it worth asking which stand twice.
INSERT INTO unsettled (line)
SELECT unnest(array_agg(line))
FROM pg_temp.meant_enrolments(%(connection)s)
WHERE class_id IS NOT NULL
    AND person_id IS NOT NULL
    AND (
        SELECT %(rows)s - count(line) > ours.count - count(enrolment_id)
        FROM differing_enrolments
        CROSS JOIN (
            SELECT count(*)
            FROM districts_enrolment
            WHERE district_id = %(district)s AND ended_at IS NULL
        ) AS ours
        GROUP BY ours.count
    )
GROUP BY class_id, person_id
HAVING count(*) > 1
UNION
SELECT row.line
FROM rest_enrolments AS other
JOIN raw_enrolments AS row
    ON row.class_id = pg_temp.clean(other.class_id) AND row.user_id = pg_temp.clean(other.user_id)
EXCEPT
SELECT line FROM differing_enrolments;
