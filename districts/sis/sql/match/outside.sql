-- Students who have gone to other schools: an old file must not bring them back, nor tell what they
-- are called there. Whoever speaks of those schools, too, may.
CREATE TEMPORARY TABLE gone_elsewhere ON COMMIT DROP AS
SELECT row.external
FROM incoming_student AS row
JOIN districts_externalid AS known
    ON known.connection_id = %(connection)s
    AND known.kind = 'student'
    AND known.value = row.external
JOIN districts_schoolmembership AS place
    ON place.student_id = known.student_id AND place.ended_at IS NULL
WHERE row.active
GROUP BY row.external
HAVING NOT bool_or(place.school_id = ANY (%(scope)s::uuid[]));

INSERT INTO incoming_problem (file, code, detail)
SELECT '', 'at_another_school', external
FROM gone_elsewhere;

DELETE FROM incoming_membership WHERE student IN (SELECT external FROM gone_elsewhere);

DELETE FROM incoming_student WHERE external IN (SELECT external FROM gone_elsewhere);

-- What the package says of schools outside the connection's scope is left out, and with it people
-- of whom it says nothing else. Somebody without any school is taken only if they are known.
DELETE FROM incoming_student AS row
WHERE NOT EXISTS (
        SELECT
        FROM incoming_membership AS place
        JOIN identity AS school ON school.kind = 'school' AND school.external = place.school
        WHERE place.student = row.external
    )
    AND (
        EXISTS (SELECT FROM incoming_membership WHERE student = row.external)
        OR NOT EXISTS (
            SELECT
            FROM districts_externalid AS known
            WHERE known.district_id = %(district)s
                AND known.connection_id = %(connection)s
                AND known.kind = 'student'
                AND known.value = row.external
        )
    );

DELETE FROM incoming_staff AS row
WHERE NOT EXISTS (
        SELECT
        FROM incoming_staff_role AS place
        JOIN identity AS school ON school.kind = 'school' AND school.external = place.school
        WHERE place.staff = row.external
    )
    AND (
        EXISTS (SELECT FROM incoming_staff_role WHERE staff = row.external)
        OR NOT EXISTS (
            SELECT
            FROM districts_externalid AS known
            WHERE known.district_id = %(district)s
                AND known.connection_id = %(connection)s
                AND known.kind = 'staff'
                AND known.value = row.external
        )
    );

DELETE FROM incoming_membership AS row
WHERE NOT EXISTS (SELECT FROM identity WHERE kind = 'school' AND external = row.school);

DELETE FROM incoming_staff_role AS row
WHERE NOT EXISTS (SELECT FROM identity WHERE kind = 'school' AND external = row.school);

DELETE FROM incoming_class AS row
WHERE row.school <> ''
    AND NOT EXISTS (SELECT FROM identity WHERE kind = 'school' AND external = row.school);
