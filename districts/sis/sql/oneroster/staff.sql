-- Staff: teachers; administrators, principals and site administrators, who become School Admins
-- (limited) once a District Admin has approved it; and those for whom there is no such role, such
-- as aides and counsellors: a person gives them one where they need it.
INSERT INTO incoming_staff (external, first_name, last_name, email, good, complete, enabled, gone)
SELECT DISTINCT ON (person.source_id)
    person.source_id, person.given_name, person.family_name, person.email,
    person.good, person.good AND person.sure AND person.roles_told,
    person.enabled, person.state = 'gone'
FROM person
LEFT JOIN districts_externalid AS known
    ON known.connection_id = %(connection)s
    AND known.kind = 'staff'
    AND known.value = person.source_id
WHERE person.works
    OR (known.id IS NOT NULL AND (person.state <> 'here' OR NOT person.good))
    OR (known.id IS NOT NULL AND NOT (person.roles_told AND person.sure))
ORDER BY person.source_id, person.good DESC, person.line;

-- Of whom only roles are told, while users.csv tells of changes: they keep the names they have.
INSERT INTO incoming_staff (external, first_name, last_name, email, good, enabled)
SELECT DISTINCT
    known.value, member.first_name, member.last_name, member.email, true,
    member.disabled_since IS NULL
FROM place
JOIN districts_externalid AS known
    ON known.connection_id = %(connection)s
    AND known.kind = 'staff'
    AND known.value = place.person
JOIN districts_staffmember AS member ON member.id = known.staff_id
WHERE place.what IN ('teacher', 'school_admin', 'staff')
    AND NOT (SELECT whole FROM term WHERE part = 'users')
ON CONFLICT (external) DO NOTHING;

INSERT INTO incoming_staff_role (staff, role, school)
SELECT DISTINCT person, what, org
FROM place
WHERE active AND what IN ('teacher', 'school_admin') AND at_school;
