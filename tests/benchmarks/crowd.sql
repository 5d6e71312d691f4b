-- A district as large as the largest page has to bear: parameters are the district, the names and the sizes.

-- schools
INSERT INTO districts_school (district_id, code, name)
SELECT %(district)s, n::text, 'School ' || n FROM generate_series(0, %(schools)s - 1) AS n;

-- students
INSERT INTO districts_student (district_id, student_number, first_name, last_name,
            preferred_first_name, preferred_last_name, email)
        SELECT %(district)s, n::text, given, family, '', '', '' FROM (
SELECT n,
    (%(given)s::text[])[1 + n %% 16] || chr(97 + n / 16 %% 26) AS given,
    (%(family)s::text[])[1 + n / 7 %% 13] || chr(97 + n / 91 %% 26) || chr(97 + n / 2366 %% 26)
        AS family
FROM generate_series(0, %(count)s - 1) AS n
) AS people;

-- memberships
INSERT INTO districts_schoolmembership (district_id, student_id, school_id, grade, raw_grade)
SELECT student.district_id, student.id, school.id,
    lpad((1 + student.student_number::int %% 12)::text, 2, '0'), ''
FROM districts_student AS student
JOIN districts_school AS school ON school.district_id = student.district_id
    AND school.code = (student.student_number::int %% %(schools)s)::text
WHERE student.district_id = %(district)s;

-- classes
INSERT INTO districts_classgroup (district_id, school_id, name, grade)
SELECT school.district_id, school.id, 'Class ' || n, ''
FROM generate_series(0, %(classes)s - 1) AS n
JOIN districts_school AS school ON school.district_id = %(district)s
    AND school.code = (n %% %(schools)s)::text;

-- staff
INSERT INTO districts_staffmember (district_id, first_name, last_name, email)
        SELECT %(district)s, given, family, 't' || n || '@bench.example'
        FROM (
SELECT n,
    (%(given)s::text[])[1 + n %% 16] || chr(97 + n / 16 %% 26) AS given,
    (%(family)s::text[])[1 + n / 7 %% 13] || chr(97 + n / 91 %% 26) || chr(97 + n / 2366 %% 26)
        AS family
FROM generate_series(0, %(staff)s - 1) AS n
) AS people;

-- roles
INSERT INTO districts_staffrole (district_id, staff_id, school_id, role, "full", from_sis,
    approved_at)
SELECT staff.district_id, staff.id, school.id, 'teacher', false, true, now()
FROM (
    SELECT *, row_number() OVER (ORDER BY id) AS n FROM districts_staffmember
    WHERE district_id = %(district)s
) AS staff
JOIN districts_school AS school ON school.district_id = staff.district_id
    AND school.code = (staff.n %% %(schools)s)::text;

-- enrolments
INSERT INTO districts_enrolment (district_id, class_group_id, student_id)
SELECT student.district_id, taught.id, student.id
FROM districts_student AS student
JOIN (
    SELECT *, row_number() OVER (ORDER BY id) - 1 AS n FROM districts_classgroup
    WHERE district_id = %(district)s
) AS taught ON taught.n = student.student_number::int %% %(classes)s
WHERE student.district_id = %(district)s;

-- events
INSERT INTO districts_auditevent (at, district_id, actor_label, actor_role, verb,
    subject_type, subject_id, detail)
SELECT now() - n * interval '1 minute', %(district)s, 'bench', 'system', 'student.renamed',
    'districts.student', gen_random_uuid()::text, '{}'
FROM generate_series(1, %(count)s) AS n;
