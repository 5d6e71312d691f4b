-- One full comparison: every row of the five files, as COPY left it, beside what the district has,
-- both ways, column by column. Nothing is checked, planned or written.
SELECT count(*)
FROM bench_students AS row
FULL JOIN (
    SELECT known.value, school.code, student.*, membership.grade, membership.raw_grade
    FROM districts_externalid AS known
    JOIN districts_student AS student ON student.id = known.student_id
    JOIN districts_schoolmembership AS membership ON membership.student_id = student.id
    JOIN districts_school AS school ON school.id = membership.school_id
    WHERE known.connection_id = %(connection)s
) AS known ON known.value = row.user_id AND known.code = row.school_code
WHERE (
    row.user_id, row.student_number, row.first_name, row.last_name, row.preferred_first_name,
    row.preferred_last_name, row.email, row.grade
) IS DISTINCT FROM (
    known.value, known.student_number, known.first_name, known.last_name,
    known.preferred_first_name, known.preferred_last_name, known.email, known.raw_grade
);

SELECT count(*)
FROM bench_staff AS row
FULL JOIN (
    SELECT known.value, school.code, role.role, member.*
    FROM districts_externalid AS known
    JOIN districts_staffmember AS member ON member.id = known.staff_id
    JOIN districts_staffrole AS role ON role.staff_id = member.id
    JOIN districts_school AS school ON school.id = role.school_id
    WHERE known.connection_id = %(connection)s
) AS known
    ON known.value = row.user_id AND known.code = row.school_code AND known.role = row.role
WHERE (row.user_id, row.first_name, row.last_name, row.email)
    IS DISTINCT FROM (known.value, known.first_name, known.last_name, known.email);

SELECT count(*)
FROM bench_classes AS row
FULL JOIN (
    SELECT known.value, school.code, class.*
    FROM districts_externalid AS known
    JOIN districts_classgroup AS class ON class.id = known.class_group_id
    JOIN districts_school AS school ON school.id = class.school_id
    WHERE known.connection_id = %(connection)s
) AS known ON known.value = row.class_id
WHERE (row.class_id, row.school_code, row.name, row.grade, row.start_date, row.end_date)
    IS DISTINCT FROM (
        known.value, known.code, known.name, known.grade, known.start_date::text,
        known.end_date::text
    );

SELECT count(*)
FROM bench_enrolments AS row
FULL JOIN (
    SELECT
        class.value AS class_id, person.value AS user_id,
        CASE WHEN enrolment.staff_id IS NULL THEN 'student' ELSE 'teacher' END AS role
    FROM districts_enrolment AS enrolment
    JOIN districts_externalid AS class
        ON class.class_group_id = enrolment.class_group_id
        AND class.connection_id = %(connection)s
    JOIN districts_externalid AS person
        ON COALESCE(person.student_id, person.staff_id)
            = COALESCE(enrolment.student_id, enrolment.staff_id)
        AND person.connection_id = %(connection)s
) AS known USING (class_id, user_id, role)
WHERE row IS NULL OR known IS NULL;

SELECT count(*)
FROM bench_families AS row
FULL JOIN (
    SELECT known.value, contact.email, contact.first_name, contact.last_name
    FROM families_sisfamilylink AS link
    JOIN families_familycontact AS contact ON contact.id = link.contact_id
    JOIN districts_externalid AS known
        ON known.student_id = link.student_id AND known.connection_id = %(connection)s
    WHERE link.connection_id = %(connection)s
) AS known ON known.value = row.student AND known.email = row.email
WHERE (row.student, row.first_name, row.last_name)
    IS DISTINCT FROM (known.value, known.first_name, known.last_name);
