-- Students with several rows, and those of whom a row that is left speaks, too: by their id, or
-- without one by their number.
INSERT INTO unsettled (line)
SELECT row.line
FROM settled_students AS row
JOIN (
    SELECT student_id FROM settled_students GROUP BY student_id HAVING count(*) > 1
) AS twice USING (student_id)
UNION
SELECT row.line
FROM settled_students AS row
JOIN rest_students AS other ON pg_temp.clean(other.user_id) = row.external
UNION
SELECT row.line
FROM settled_students AS row
JOIN rest_students AS other ON pg_temp.clean(other.student_number) = row.student_number
WHERE pg_temp.clean(other.user_id) = '';
