-- Staff: teachers; administrators, principals and site administrators, who become School Admins
-- (limited) once a District Admin has approved it; and those for whom there is no such role, such
-- as aides and counsellors: a person gives them one where they need it.
CREATE UNIQUE INDEX ON incoming_staff (external);
CREATE UNIQUE INDEX ON incoming_staff_role (staff, role, school);

INSERT INTO incoming_staff (external, first_name, last_name, email, good, complete, enabled, gone)
SELECT
    person.source_id, person.given_name, person.family_name, person.email,
    person.good, person.good AND person.sure AND person.roles_told,
    person.enabled, person.state = 'gone'
FROM or_person AS person
LEFT JOIN districts_externalid AS known
    ON known.connection_id = %(connection)s
    AND known.kind = 'staff'
    AND known.value = person.source_id
WHERE person.works
    OR (known.id IS NOT NULL AND (person.state <> 'here' OR NOT person.good))
    OR (known.id IS NOT NULL AND NOT (person.roles_told AND person.sure));

-- Of whom only roles are told, while users.csv tells of changes: they keep the names they have.
INSERT INTO incoming_staff (external, first_name, last_name, email, good, enabled)
SELECT DISTINCT
    known.value, member.first_name, member.last_name, member.email, true,
    member.disabled_since IS NULL
FROM or_place AS place
JOIN districts_externalid AS known
    ON known.connection_id = %(connection)s
    AND known.kind = 'staff'
    AND known.value = place.person
JOIN districts_staffmember AS member ON member.id = known.staff_id
WHERE place.what IN ('teacher', 'school_admin', 'staff')
    AND NOT (SELECT whole FROM or_term WHERE part = 'users')
ON CONFLICT (external) DO NOTHING;

-- A role whose last day is over has ended, as one that is marked so.
INSERT INTO incoming_staff_role (staff, role, school, gone)
SELECT place.person, place.what, place.org, NOT bool_or(place.active)
FROM or_place AS place
WHERE place.what IN ('teacher', 'school_admin')
    AND place.at_school
    AND place.sure
    AND NOT (place.later AND NOT place.active)
GROUP BY place.person, place.what, place.org;

-- A user's own row names their role and all their schools: in a list of changes, other roles of
-- this source have ended.
INSERT INTO incoming_staff_role (staff, role, school, gone)
SELECT DISTINCT person.source_id, standing.role, school.source_id, true
FROM or_person AS person
JOIN districts_externalid AS known
    ON known.connection_id = %(connection)s
    AND known.kind = 'staff'
    AND known.value = person.source_id
JOIN districts_staffrole AS standing
    ON standing.staff_id = known.staff_id AND standing.ended_at IS NULL AND standing.from_sis
JOIN or_called AS school ON school.school_id = standing.school_id
WHERE person.good AND person.works AND person.roles_told AND person.sure
    AND (SELECT delta FROM or_term WHERE part = 'users')
    AND NOT EXISTS (
        SELECT FROM districts_externalid AS elsewhere
        WHERE elsewhere.staff_id = known.staff_id
            AND elsewhere.connection_id <> %(connection)s
            AND elsewhere.absent_since IS NULL
    )
ON CONFLICT (staff, role, school) DO NOTHING;

ANALYZE incoming_staff, incoming_staff_role;
