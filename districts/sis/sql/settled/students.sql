-- Active students who are as their row says: name, number, address, school and grade. Each OFFSET 0
-- keeps what is above it out: first our own by their ids, which are narrow, then the rows, and the
-- columns at last. So many equal ones look to PostgreSQL as if hardly a row could have them.
INSERT INTO settled_students (line, external, student_number, student_id, membership_id, school_id)
SELECT line, user_id, student_number, student_id, membership_id, school_id
FROM (
    SELECT
        named.line, named.user_id, named.student_number, named.first_name, named.last_name,
        named.preferred_first_name, named.preferred_last_name, named.email, named.grade,
        named.enroll_status, named.school_code,
        ours.*
    FROM raw_students AS named
    JOIN (
        SELECT
            known.value, known.student_id, student.student_number AS our_number,
            student.first_name AS our_first_name, student.last_name AS our_last_name,
            student.preferred_first_name AS our_preferred_first_name,
            student.preferred_last_name AS our_preferred_last_name, student.email AS our_email,
            membership.id AS membership_id, membership.school_id, membership.grade AS our_grade,
            membership.raw_grade AS our_raw_grade, school.code AS our_code
        FROM districts_externalid AS known
        JOIN districts_student AS student ON student.id = known.student_id
        JOIN districts_schoolmembership AS membership ON membership.student_id = known.student_id
        JOIN districts_school AS school ON school.id = membership.school_id
        WHERE known.connection_id = %(connection)s
            AND known.kind = 'student'
            AND known.absent_since IS NULL
            AND student.left_at IS NULL
            AND student.disabled_since IS NULL
            AND membership.ended_at IS NULL
        OFFSET 0
    ) AS ours ON ours.value = named.user_id
    OFFSET 0
) AS row
WHERE row.student_number = row.our_number
    AND row.first_name = row.our_first_name
    AND row.last_name = row.our_last_name
    AND row.preferred_first_name = row.our_preferred_first_name
    AND row.preferred_last_name = row.our_preferred_last_name
    AND row.email = row.our_email
    AND row.school_code = row.our_code
    AND row.grade = row.our_raw_grade
    AND row.our_grade = COALESCE(pg_temp.sis_grade(row.grade), '')
    AND lower(row.enroll_status) IN ('active', 'prereg')
    -- What is missing or not understood is told each time.
    AND row.user_id <> '' AND row.student_number <> ''
    AND row.first_name <> '' AND row.last_name <> ''
    AND (row.grade = '' OR row.our_grade <> '')
    -- A school that goes by another name in this source is looked up in the proper place.
    AND row.school_code NOT IN (
        SELECT value FROM districts_externalid
        WHERE connection_id = %(connection)s AND kind = 'school'
    );
