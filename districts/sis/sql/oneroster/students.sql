-- Students: whoever has such a role. Where the package does not tell all roles, whoever is known as
-- a student stays one.
CREATE UNIQUE INDEX ON incoming_student (external);
CREATE UNIQUE INDEX ON incoming_membership (student, school);

-- The schools a known student is at, as this source calls them. What another source claims, too, is
-- not this one's to end. A package that is the whole truth needs none of it: what it does not name
-- has ended.
CREATE TEMPORARY TABLE or_known_place ON COMMIT DROP AS
WITH called AS (
    SELECT school_id, min(source_id) AS source_id
    FROM or_called
    GROUP BY school_id
)
SELECT
    id.value AS student, called.source_id AS school, membership.grade, membership.raw_grade,
    EXISTS (
        SELECT FROM districts_externalid AS elsewhere
        WHERE elsewhere.student_id = id.student_id
            AND elsewhere.connection_id <> %(connection)s
            AND elsewhere.absent_since IS NULL
    ) AS claimed
FROM districts_externalid AS id
JOIN districts_schoolmembership AS membership
    ON membership.student_id = id.student_id AND membership.ended_at IS NULL
JOIN called ON called.school_id = membership.school_id
WHERE id.connection_id = %(connection)s
    AND id.kind = 'student'
    AND (
        EXISTS (SELECT FROM or_term WHERE part IN ('users', 'roles') AND filled AND NOT whole)
        OR EXISTS (SELECT FROM or_person WHERE NOT roles_told)
    );

ANALYZE or_known_place;

INSERT INTO incoming_membership (student, school, grade, raw_grade, active)
SELECT
    place.person, place.org,
    CASE
        WHEN person.grades IS NULL THEN COALESCE(known.grade, latest.grade, '')
        ELSE COALESCE(pg_temp.sis_grade(person.grades), '')
    END,
    COALESCE(person.grades, known.raw_grade, latest.raw_grade, ''),
    bool_or(place.active)
FROM or_place AS place
LEFT JOIN or_person AS person ON person.source_id = place.person
LEFT JOIN or_known_place AS known ON known.student = place.person AND known.school = place.org
-- A role tells no grade; without the user's own row it is the one we have.
LEFT JOIN LATERAL (
    SELECT membership.grade, membership.raw_grade
    FROM districts_externalid AS id
    JOIN districts_schoolmembership AS membership ON membership.student_id = id.student_id
    WHERE person.source_id IS NULL
        AND id.connection_id = %(connection)s
        AND id.kind = 'student'
        AND id.value = place.person
    ORDER BY membership.ended_at DESC NULLS FIRST, membership.id DESC
    LIMIT 1
) AS latest ON true
WHERE place.what = 'student'
    AND place.at_school
    AND place.sure
    -- Ended before it came to us, or not begun: as if it were not there.
    AND (place.active OR (known.student IS NOT NULL AND NOT known.claimed AND NOT place.later))
GROUP BY
    place.person, place.org, person.grades, known.grade, known.raw_grade, latest.grade,
    latest.raw_grade;

INSERT INTO incoming_problem (file, line, "column", code, detail)
SELECT 'users.csv', line, 'grades', 'unknown_grade', grades
FROM or_person
WHERE good AND studies AND grades <> '' AND pg_temp.sis_grade(grades) IS NULL;

-- A user's own row names all their schools: in a list of changes, those it leaves out have ended.
INSERT INTO incoming_membership (student, school, grade, raw_grade, active)
SELECT person.source_id, known.school, known.grade, known.raw_grade, false
FROM or_person AS person
JOIN or_known_place AS known ON known.student = person.source_id AND NOT known.claimed
WHERE person.good AND person.studies AND person.roles_told AND person.sure
    AND (SELECT delta FROM or_term WHERE part = 'users')
ON CONFLICT (student, school) DO NOTHING;

-- A row that tells no roles tells the grade all the same.
INSERT INTO incoming_membership (student, school, grade, raw_grade, active)
SELECT
    person.source_id, known.school, COALESCE(pg_temp.sis_grade(person.grades), ''), person.grades,
    true
FROM or_person AS person
JOIN or_known_place AS known ON known.student = person.source_id
WHERE person.good AND NOT person.roles_told
    AND NOT EXISTS (
        SELECT FROM or_place AS place
        WHERE place.person = person.source_id AND place.org = known.school
    )
ON CONFLICT (student, school) DO NOTHING;

INSERT INTO incoming_student (
    external, student_number, first_name, last_name, preferred_first_name, preferred_last_name,
    email, active, good, complete, enabled, gone
)
SELECT
    person.source_id, person.identifier, person.given_name, person.family_name,
    person.preferred_given_name, person.preferred_family_name, person.email,
    person.studies, person.good, person.good AND person.sure AND person.roles_told,
    person.enabled, person.state = 'gone'
FROM or_person AS person
LEFT JOIN districts_externalid AS known
    ON known.connection_id = %(connection)s
    AND known.kind = 'student'
    AND known.value = person.source_id
WHERE person.studies
    OR (known.id IS NOT NULL AND (person.state <> 'here' OR NOT person.good))
    OR (known.id IS NOT NULL AND NOT (person.roles_told AND person.sure));

-- Of whom only roles are told, while users.csv tells of changes: they keep the names they have.
INSERT INTO incoming_student (
    external, student_number, first_name, last_name, preferred_first_name, preferred_last_name,
    email, active, good, enabled
)
SELECT
    known.value, student.student_number, student.first_name, student.last_name,
    student.preferred_first_name, student.preferred_last_name, student.email,
    bool_or(place.active), true, student.disabled_since IS NULL
FROM or_place AS place
JOIN districts_externalid AS known
    ON known.connection_id = %(connection)s
    AND known.kind = 'student'
    AND known.value = place.person
JOIN districts_student AS student ON student.id = known.student_id
WHERE place.what = 'student'
    AND NOT (SELECT whole FROM or_term WHERE part = 'users')
GROUP BY known.id, student.id
ON CONFLICT (external) DO NOTHING;

-- A list of changes that ends the last role of a student says that they have left.
UPDATE incoming_student AS row
SET complete = true
WHERE row.good AND NOT row.active AND NOT row.complete
    AND EXISTS (
        SELECT FROM incoming_membership WHERE student = row.external AND NOT active
    )
    AND NOT EXISTS (
        SELECT FROM or_place AS place WHERE person = row.external AND NOT sure
    )
    AND NOT EXISTS (
        SELECT FROM or_known_place AS known
        WHERE known.student = row.external
            AND NOT EXISTS (
                SELECT FROM incoming_membership AS ended
                WHERE ended.student = known.student AND ended.school = known.school
                    AND NOT ended.active
            )
    );
