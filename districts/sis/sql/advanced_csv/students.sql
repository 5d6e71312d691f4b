-- Students.csv: one row a student and school. Active and PreReg count, everything else is inactive.
INSERT INTO incoming_student (
    external, student_number, first_name, last_name, preferred_first_name, preferred_last_name,
    email, active, good, complete, whole
)
SELECT
    user_id,
    COALESCE(any_value(student_number) FILTER (WHERE usable), ''),
    COALESCE(any_value(first_name) FILTER (WHERE usable), ''),
    COALESCE(any_value(last_name) FILTER (WHERE usable), ''),
    COALESCE(any_value(preferred_first_name) FILTER (WHERE usable), ''),
    COALESCE(any_value(preferred_last_name) FILTER (WHERE usable), ''),
    COALESCE(any_value(email) FILTER (WHERE usable), ''),
    COALESCE(bool_or(lower(enroll_status) IN ('active', 'prereg')) FILTER (WHERE usable), false),
    bool_or(usable),
    bool_and(usable),
    bool_and(whole)
FROM staged_students
WHERE user_id <> ''
GROUP BY user_id;

-- A row without its User ID still tells of the student whose number it has: seen, not removed.
INSERT INTO incoming_student (external)
SELECT DISTINCT known.value
FROM staged_students AS row
JOIN districts_student AS student
    ON student.district_id = %(district)s AND student.student_number = row.student_number
JOIN districts_externalid AS known
    ON known.student_id = student.id AND known.connection_id = %(connection)s
WHERE row.user_id = '' AND row.student_number <> ''
    AND NOT EXISTS (SELECT FROM incoming_student AS seen WHERE seen.external = known.value);

-- One with a number that nobody has may be anybody's: whoever is not named may be meant.
INSERT INTO incoming_student (external)
SELECT known.value
FROM districts_externalid AS known
WHERE known.connection_id = %(connection)s
    AND known.kind = 'student'
    AND EXISTS (
        SELECT
        FROM staged_students AS row
        WHERE row.user_id = '' AND row.student_number <> ''
            AND row.student_number NOT IN (
                SELECT student_number FROM districts_student WHERE district_id = %(district)s
            )
    )
    AND known.value NOT IN (
        SELECT external FROM incoming_student UNION ALL SELECT external FROM settled_students
    );

INSERT INTO incoming_membership (student, school, grade, raw_grade, active)
SELECT user_id, school_code, grade, raw_grade, lower(enroll_status) IN ('active', 'prereg')
FROM staged_students
WHERE usable;

INSERT INTO incoming_school (external, code, good)
SELECT school_code, school_code, bool_or(usable)
FROM staged_students
WHERE school_code <> ''
GROUP BY school_code
ON CONFLICT (external) DO UPDATE SET good = incoming_school.good OR excluded.good;

-- Schools of which everything is settled are named all the same.
INSERT INTO incoming_school (external, code, good)
SELECT code, code, true
FROM districts_school
WHERE id IN (SELECT school_id FROM settled_students)
ON CONFLICT (external) DO UPDATE SET good = true;
