-- A source for some schools knows nobody and nothing of others: who has left its schools is nobody
-- it may put into a class, nor is a class of theirs one to put anybody into. Known are those who
-- stand inside, and those whom the package names there and who stand nowhere.
DELETE FROM identity AS who
USING districts_classgroup AS class
WHERE who.kind = 'class'
    AND class.id = who.subject_id
    AND NOT class.school_id = ANY (%(scope)s::uuid[]);

WITH named AS (
    SELECT 'student' AS kind, row.student AS external
    FROM incoming_membership AS row
    JOIN identity AS school ON school.kind = 'school' AND school.external = row.school
    WHERE row.active
    UNION
    SELECT 'staff', row.staff
    FROM incoming_staff_role AS row
    JOIN identity AS school ON school.kind = 'school' AND school.external = row.school
    WHERE NOT row.gone
), standing AS (
    SELECT 'student' AS kind, student_id AS subject_id, school_id
    FROM districts_schoolmembership
    WHERE district_id = %(district)s AND ended_at IS NULL
    UNION ALL
    SELECT 'staff', staff_id, school_id
    FROM districts_staffrole
    WHERE district_id = %(district)s AND ended_at IS NULL
)
DELETE FROM identity AS who
WHERE who.kind IN ('student', 'staff')
    AND who.how <> 'new'
    AND NOT EXISTS (
        SELECT FROM standing
        WHERE standing.kind = who.kind
            AND standing.subject_id = who.subject_id
            AND standing.school_id = ANY (%(scope)s::uuid[])
    )
    AND NOT EXISTS (
        SELECT FROM named WHERE named.kind = who.kind AND named.external = who.external
    );
