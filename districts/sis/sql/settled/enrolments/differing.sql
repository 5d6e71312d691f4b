-- People in classes, held against ours both ways. Only what differs is kept: rows that say
-- something else, and ours that no row names. Of a night's rows that is next to nothing.
--
-- A row means a settled student, or somebody of the staff whom the package has, in a class that it
-- has. Without a school it means nothing here: that is not kept, but has to be there.
CREATE OR REPLACE FUNCTION pg_temp.meant_enrolments(source uuid)
RETURNS TABLE (line bigint, class_id uuid, person_id uuid) STABLE LANGUAGE sql AS
$$
    SELECT
        named.line,
        CASE
            WHEN named.school_code <> '' AND btrim(named.school_code) = named.school_code
                AND length(named.school_code) <= 64
            THEN course.class_group_id
        END,
        CASE lower(named.role)
            WHEN 'student' THEN student.student_id
            WHEN 'teacher' THEN teacher.staff_id
        END
    FROM raw_enrolments AS named
    LEFT JOIN settled_students AS student ON student.external = named.user_id
    LEFT JOIN (
        SELECT value, staff_id
        FROM districts_externalid
        WHERE connection_id = source
            AND kind = 'staff'
            AND value IN (SELECT user_id FROM staged_staff)
    ) AS teacher ON teacher.value = named.user_id
    LEFT JOIN (
        SELECT value, class_group_id
        FROM districts_externalid
        WHERE connection_id = source
            AND kind = 'class'
            AND value IN (SELECT class_id FROM staged_classes)
    ) AS course ON course.value = named.class_id
$$;

INSERT INTO differing_enrolments (line, enrolment_id)
SELECT meant.line, ours.id
FROM pg_temp.meant_enrolments(%(connection)s) AS meant
FULL JOIN (
    SELECT id, class_group_id AS class_id, COALESCE(student_id, staff_id) AS person_id
    FROM districts_enrolment
    WHERE district_id = %(district)s AND ended_at IS NULL
) AS ours USING (class_id, person_id)
WHERE meant.line IS NULL OR ours.id IS NULL;
