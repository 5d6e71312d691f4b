-- People in the class their row names: settled students, and staff whom the package has, as it has
-- the class.
INSERT INTO settled_enrolments (line, enrolment_id)
SELECT row.line, row.enrolment_id
FROM (
    SELECT
        meant.line, meant.role, meant.school_code, enrolment.id AS enrolment_id,
        enrolment.staff_id IS NOT NULL AS teaches
    FROM (
        SELECT named.line, named.role, named.school_code, person.person_id, course.class_group_id
        FROM raw_enrolments AS named
        JOIN (
            SELECT external, student_id AS person_id
            FROM settled_students
            UNION ALL
            SELECT known.value, known.staff_id
            FROM districts_externalid AS known
            WHERE known.connection_id = %(connection)s
                AND known.kind = 'staff'
                AND known.value IN (SELECT user_id FROM staged_staff)
        ) AS person ON person.external = named.user_id
        JOIN districts_externalid AS course ON course.value = named.class_id
        WHERE course.connection_id = %(connection)s
            AND course.kind = 'class'
            AND course.value IN (SELECT class_id FROM staged_classes)
        OFFSET 0
    ) AS meant
    JOIN districts_enrolment AS enrolment
        ON enrolment.class_group_id = meant.class_group_id
        AND COALESCE(enrolment.student_id, enrolment.staff_id) = meant.person_id
    WHERE enrolment.district_id = %(district)s AND enrolment.ended_at IS NULL
    OFFSET 0
) AS row
WHERE lower(row.role) = CASE WHEN row.teaches THEN 'teacher' ELSE 'student' END
    -- Not kept, but it has to be there.
    AND row.school_code <> '' AND btrim(row.school_code) = row.school_code
    AND length(row.school_code) <= 64;
