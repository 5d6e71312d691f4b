-- How many rows of each kind stand in each school before the run: what losses are measured by.
WITH home_school AS (
    -- Where each student's rows are counted: the first of the schools they are at.
    SELECT DISTINCT ON (student_id) student_id, school_id
    FROM districts_schoolmembership
    WHERE district_id = %(district)s AND ended_at IS NULL
    ORDER BY student_id, school_id
)
SELECT sort.name, home.school_id, count(*)
FROM districts_student AS student
LEFT JOIN home_school AS home ON home.student_id = student.id
CROSS JOIN LATERAL (
    SELECT 'students' AS name
    UNION ALL
    SELECT 'disabled_students' WHERE student.disabled_since IS NULL
) AS sort
WHERE student.district_id = %(district)s AND student.left_at IS NULL
GROUP BY sort.name, home.school_id
UNION ALL
-- Of a school that has grown all at once, those who were there a week ago: a muddle must not grow
-- first and then remove everybody as a small part of it.
SELECT
    'memberships', school_id,
    COALESCE(
        NULLIF(
            count(*) FILTER (
                WHERE uuid_extract_timestamp(id) < %(now)s::timestamptz - interval '7 days'
            ),
            0
        ),
        count(*)
    )
FROM districts_schoolmembership
WHERE district_id = %(district)s AND ended_at IS NULL
GROUP BY school_id
UNION ALL
SELECT sort.name, home.school_id, count(*)
FROM (
    SELECT DISTINCT ON (staff_id) staff_id, school_id
    FROM districts_staffrole
    WHERE district_id = %(district)s AND ended_at IS NULL AND from_sis
    ORDER BY staff_id, school_id
) AS home
JOIN districts_staffmember AS member ON member.id = home.staff_id
CROSS JOIN LATERAL (
    SELECT 'staff' AS name
    UNION ALL
    SELECT 'disabled_staff' WHERE member.disabled_since IS NULL
) AS sort
GROUP BY sort.name, home.school_id
UNION ALL
SELECT 'roles', school_id, count(*)
FROM districts_staffrole
WHERE district_id = %(district)s AND ended_at IS NULL AND from_sis
GROUP BY school_id
UNION ALL
SELECT 'classes', school_id, count(*)
FROM districts_classgroup
WHERE district_id = %(district)s AND ended_at IS NULL
GROUP BY school_id
UNION ALL
SELECT
    CASE WHEN enrolment.staff_id IS NULL THEN 'enrolments' ELSE 'enrolments/teacher' END AS sort,
    class.school_id, count(*)
FROM districts_enrolment AS enrolment
JOIN districts_classgroup AS class ON class.id = enrolment.class_group_id
WHERE enrolment.district_id = %(district)s AND enrolment.ended_at IS NULL
GROUP BY sort, class.school_id;
