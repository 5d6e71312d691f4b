-- New people of a plan who look like missing ones, told apart by how: by number, or by address
-- together with the name. Only where both sides have just one candidate: a guess between two is no
-- offer.
WITH fresh AS (
    SELECT
        kind, key AS new, NULLIF(after ->> 'student_number', '') AS number,
        NULLIF(lower(after ->> 'email'), '') AS email,
        lower(after ->> 'first_name') AS first_name, lower(after ->> 'last_name') AS last_name
    FROM districts_plannedchange
    WHERE district_id = %(district)s AND run_id = %(run)s
        AND kind IN ('students', 'staff') AND action = 'create'
), missing AS (
    SELECT
        change.kind, change.key AS old, NULLIF(student.student_number, '') AS number,
        NULLIF(lower(COALESCE(student.email, member.email)), '') AS email,
        lower(COALESCE(student.first_name, member.first_name)) AS first_name,
        lower(COALESCE(student.last_name, member.last_name)) AS last_name
    FROM districts_plannedchange AS change
    LEFT JOIN districts_student AS student
        ON change.kind = 'students' AND student.id = change.subject_id
    LEFT JOIN districts_staffmember AS member
        ON change.kind = 'staff' AND member.id = change.subject_id
    WHERE change.district_id = %(district)s AND change.run_id = %(run)s
        AND change.kind IN ('students', 'staff') AND change.reason = 'absent'
), pair AS (
    SELECT missing.kind, missing.old, fresh.new
    FROM missing
    JOIN fresh
        ON fresh.kind = missing.kind
        AND fresh.number = missing.number
        AND fresh.last_name = missing.last_name
    UNION
    SELECT missing.kind, missing.old, fresh.new
    FROM missing
    JOIN fresh
        ON fresh.kind = missing.kind
        AND fresh.email = missing.email
        AND (fresh.first_name, fresh.last_name) = (missing.first_name, missing.last_name)
)
SELECT kind, old, new
FROM (
    SELECT
        *,
        count(*) OVER (PARTITION BY kind, old) AS news,
        count(*) OVER (PARTITION BY kind, new) AS olds
    FROM pair
) AS counted
WHERE news = 1 AND olds = 1
ORDER BY kind, old;
