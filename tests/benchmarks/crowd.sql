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

-- accounts of the staff
INSERT INTO districts_user (password, is_superuser, email, name, language, is_support, is_active,
    date_joined)
SELECT '', false, staff.email, staff.first_name || ' ' || staff.last_name, '', false, true, now()
FROM districts_staffmember AS staff
WHERE staff.district_id = %(district)s;

UPDATE districts_staffmember AS staff SET user_id = account.id
FROM districts_user AS account
WHERE staff.district_id = %(district)s AND account.email = staff.email;

-- events: half of them by people, four kinds in turn
INSERT INTO districts_auditevent (at, district_id, actor_user_id, actor_label, actor_role, verb,
    subject_type, subject_id, detail)
SELECT now() - n * interval '1 minute', %(district)s, by_one.user_id, 'bench',
    CASE WHEN by_one.user_id IS NULL THEN 'system' ELSE 'teacher' END,
    (ARRAY['student.display_name_set', 'post.added', 'share_link.made', 'family.invited'])
        [1 + n / 2 %% 4],
    'districts.student', gen_random_uuid()::text, '{}'
FROM generate_series(1, %(count)s) AS n
LEFT JOIN (
    SELECT user_id, row_number() OVER (ORDER BY id) AS place FROM districts_staffmember
    WHERE district_id = %(district)s
) AS by_one ON n %% 2 = 0 AND by_one.place = 1 + n / 2 %% %(staff)s;

-- family: an adult for every two students, a quarter of them still invited
INSERT INTO families_familycontact (district_id, email, email_key, first_name, last_name,
    language, created_at)
SELECT %(district)s, 'p' || n || '@bench.example', 'p' || n || '@bench.example', given, family,
    '', now()
FROM (
SELECT n,
    (%(given)s::text[])[1 + n %% 16] || chr(97 + n / 16 %% 26) AS given,
    (%(family)s::text[])[1 + n / 7 %% 13] || chr(97 + n / 91 %% 26) || chr(97 + n / 2366 %% 26)
        AS family
FROM generate_series(0, %(count)s / 2 - 1) AS n
) AS people;

-- their invitations, those of the quarter still open
INSERT INTO families_familyinvitation (district_id, contact_id, kid, handle, nonce, queued_at,
    sent_at, expires_at, accepted_at)
SELECT %(district)s, contact.id, 'bench', decode(left(md5(contact.email), 16), 'hex'),
    decode(md5(contact.email), 'hex'), now(), now(), now() + interval '30 days',
    CASE WHEN n %% 4 > 0 THEN now() END
FROM (
    SELECT *, substr(email, 2, strpos(email, '@') - 2)::int AS n FROM families_familycontact
    WHERE district_id = %(district)s
) AS contact;

-- Without figures of the new tables the next joins go row by row.
ANALYZE;

-- the school's ties, two children an adult; and those of the children's classes
INSERT INTO families_schoolassociation (district_id, contact_id, student_id, origin, relationship,
    invited_at, started_at, end_reason)
SELECT %(district)s, contact.id, student.id, 'person', '', now(), invitation.accepted_at, ''
FROM families_familycontact AS contact
JOIN families_familyinvitation AS invitation ON invitation.contact_id = contact.id
JOIN districts_student AS student ON student.district_id = contact.district_id
    AND contact.email = 'p' || student.student_number::int / 2 || '@bench.example'
WHERE contact.district_id = %(district)s;

INSERT INTO families_classassociation (district_id, contact_id, student_id, class_group_id, origin,
    relationship, invited_at, started_at, end_reason)
SELECT tie.district_id, tie.contact_id, tie.student_id, enrolment.class_group_id, 'person', '',
    now(), tie.started_at, ''
FROM families_schoolassociation AS tie
JOIN districts_enrolment AS enrolment ON enrolment.student_id = tie.student_id
WHERE tie.district_id = %(district)s;
