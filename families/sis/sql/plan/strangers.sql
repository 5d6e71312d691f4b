-- Addresses that are nobody's own. One that stands for three adults and more who share no child is
-- a placeholder, like none@none.com: whoever reads that mailbox would be handed all their children.
-- And a student is nobody's family. Such rows are told, and otherwise only seen.
WITH often AS (
    -- First, since few are left then to be looked at more closely.
    SELECT email_key
    FROM incoming_family
    WHERE good
    GROUP BY email_key
    HAVING count(*) > 2
), placeholder AS (
    SELECT email_key
    FROM (
        SELECT email_key, student, lower(first_name || E'\x1f' || last_name) AS name
        FROM incoming_family
        JOIN often USING (email_key)
        WHERE good
    ) AS row
    GROUP BY email_key
    HAVING count(DISTINCT name) > 2
        AND count(DISTINCT student || E'\x1f' || name) = count(DISTINCT student)
), of_student AS (
    SELECT row.email_key
    FROM incoming_family AS row
    JOIN districts_student AS student
        ON student.district_id = %(district)s
        AND lower(student.email) = row.email_key
        AND student.left_at IS NULL
    WHERE row.good
    UNION
    SELECT row.email_key
    FROM incoming_family AS row
    JOIN incoming_student AS student ON lower(student.email) = row.email_key
    WHERE row.good AND student.good AND student.active
), nobodys AS (
    SELECT email_key, 'address_of_many' AS code FROM placeholder
    UNION ALL
    SELECT email_key, 'address_of_student' FROM of_student
), told AS (
    UPDATE incoming_family AS row
    SET good = false
    FROM nobodys
    WHERE row.good AND row.email_key = nobodys.email_key
    RETURNING row.line, row.adult, nobodys.code
)
INSERT INTO incoming_problem (file, line, "column", code)
SELECT DISTINCT
    CASE adult WHEN '' THEN 'Family.csv' ELSE 'users.csv' END, line,
    CASE adult WHEN '' THEN 'Email' ELSE 'email' END, code
FROM told
WHERE line > 0;
