-- Active students who are as their row says: name, number, address, school and grade. OFFSET 0 joins
-- by ids first: so many equal columns look to PostgreSQL as if hardly a row could have them.
INSERT INTO settled_students (line, external, student_number, student_id, membership_id, school_id)
SELECT
    row.line, row.user_id, row.student_number, row.student_id, row.membership_id, row.school_id
FROM (
    SELECT
        named.line, named.user_id, named.student_number, named.first_name, named.last_name,
        named.preferred_first_name, named.preferred_last_name, named.email, named.grade,
        named.enroll_status, named.school_code,
        known.student_id, student.student_number AS our_number,
        student.first_name AS our_first_name, student.last_name AS our_last_name,
        student.preferred_first_name AS our_preferred_first_name,
        student.preferred_last_name AS our_preferred_last_name, student.email AS our_email,
        student.left_at, student.disabled_since,
        membership.id AS membership_id, membership.school_id, membership.grade AS our_grade,
        membership.raw_grade AS our_raw_grade, school.code AS our_code
    FROM raw_students AS named
    JOIN districts_externalid AS known ON known.value = named.user_id
    JOIN districts_student AS student ON student.id = known.student_id
    JOIN districts_schoolmembership AS membership ON membership.student_id = known.student_id
    JOIN districts_school AS school ON school.id = membership.school_id
    WHERE known.connection_id = %(connection)s
        AND known.kind = 'student'
        AND known.absent_since IS NULL
        AND membership.ended_at IS NULL
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
    AND row.left_at IS NULL
    AND row.disabled_since IS NULL
    -- What is missing or not understood is told each time.
    AND row.user_id <> '' AND row.student_number <> ''
    AND row.first_name <> '' AND row.last_name <> ''
    AND (row.grade = '' OR row.our_grade <> '')
    -- A school that goes by another name in this source is looked up in the proper place.
    AND row.school_code NOT IN (
        SELECT value FROM districts_externalid
        WHERE connection_id = %(connection)s AND kind = 'school'
    );
