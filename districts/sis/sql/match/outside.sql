-- What the package says of schools outside the connection's scope is left out, and with it people
-- of whom it says nothing else.
DELETE FROM incoming_student AS row
WHERE EXISTS (SELECT FROM incoming_membership WHERE student = row.external)
    AND NOT EXISTS (
        SELECT
        FROM incoming_membership AS place
        JOIN identity AS school ON school.kind = 'school' AND school.external = place.school
        WHERE place.student = row.external
    );

DELETE FROM incoming_staff AS row
WHERE EXISTS (SELECT FROM incoming_staff_role WHERE staff = row.external)
    AND NOT EXISTS (
        SELECT
        FROM incoming_staff_role AS place
        JOIN identity AS school ON school.kind = 'school' AND school.external = place.school
        WHERE place.staff = row.external
    );

DELETE FROM incoming_membership AS row
WHERE NOT EXISTS (SELECT FROM identity WHERE kind = 'school' AND external = row.school);

DELETE FROM incoming_staff_role AS row
WHERE NOT EXISTS (SELECT FROM identity WHERE kind = 'school' AND external = row.school);

DELETE FROM incoming_class AS row
WHERE row.school <> ''
    AND NOT EXISTS (SELECT FROM identity WHERE kind = 'school' AND external = row.school);
