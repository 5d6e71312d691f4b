-- All rows of an adult are read where one of them is, where one stands twice, where a new student
-- has that address, and where names have to be weighed: nobody calls them as we do, or several call
-- them otherwise.
INSERT INTO unsettled (line)
SELECT row.line
FROM settled_families AS row
JOIN (
    SELECT contact_id
    FROM settled_families
    WHERE contact_id IN (SELECT contact_id FROM settled_families WHERE NOT named)
    GROUP BY contact_id
    HAVING NOT bool_or(named) OR count(*) FILTER (WHERE NOT named) > 1
) AS renamed USING (contact_id)
UNION
SELECT row.line
FROM settled_families AS row
JOIN (
    SELECT DISTINCT ON (contact_id) contact_id
    FROM (
        SELECT any_value(contact_id) AS contact_id
        FROM settled_families
        GROUP BY link_id
        HAVING count(*) > 1
    ) AS link
) AS twice USING (contact_id)
UNION
SELECT row.line
FROM settled_families AS row
JOIN (
    SELECT lower(pg_temp.clean(email)) AS email_key FROM rest_families
    UNION
    SELECT email_key FROM staged_students
) AS other USING (email_key);
