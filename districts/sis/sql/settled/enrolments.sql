-- People in the class their row names: settled students, and staff whom the package has, as it has
-- the class. OFFSET 0 looks them up by their ids in the package first, with nothing carried along.
INSERT INTO settled_enrolments (line, enrolment_id)
SELECT meant.line, enrolment.id
FROM (
    SELECT named.line, person.person_id, course.class_group_id
    FROM raw_enrolments AS named
    JOIN (
        SELECT external, student_id AS person_id, 'student' AS role
        FROM settled_students
        UNION ALL
        SELECT known.value, known.staff_id, 'teacher'
        FROM districts_externalid AS known
        WHERE known.connection_id = %(connection)s
            AND known.kind = 'staff'
            AND known.value IN (SELECT user_id FROM staged_staff)
    ) AS person ON person.external = named.user_id
    JOIN districts_externalid AS course ON course.value = named.class_id
    WHERE course.connection_id = %(connection)s
        AND course.kind = 'class'
        AND course.value IN (SELECT class_id FROM staged_classes)
        AND lower(named.role) = person.role
        -- Not kept, but it has to be there.
        AND named.school_code <> '' AND btrim(named.school_code) = named.school_code
        AND length(named.school_code) <= 64
    OFFSET 0
) AS meant
JOIN districts_enrolment AS enrolment
    ON enrolment.class_group_id = meant.class_group_id
    AND COALESCE(enrolment.student_id, enrolment.staff_id) = meant.person_id
WHERE enrolment.district_id = %(district)s AND enrolment.ended_at IS NULL;
