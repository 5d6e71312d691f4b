-- Schools first: by the id this source gave before, else by the code they have in the district.
-- With a scope only its schools are known here, and none is made.
ANALYZE incoming_school, incoming_student, incoming_membership, incoming_staff,
    incoming_staff_role, incoming_class;

INSERT INTO identity (kind, external, subject_id, how)
SELECT 'school', known.value, known.school_id, 'known'
FROM districts_externalid AS known
WHERE known.connection_id = %(connection)s
    AND known.kind = 'school'
    AND (%(scope)s::uuid[] IS NULL OR known.school_id = ANY (%(scope)s::uuid[]));

-- Two of the package that claim one code: the first is taken.
INSERT INTO identity (kind, external, subject_id, how)
SELECT DISTINCT ON (school.id) 'school', row.external, school.id, 'known'
FROM incoming_school AS row
JOIN districts_school AS school ON school.district_id = %(district)s AND school.code = row.code
WHERE (%(scope)s::uuid[] IS NULL OR school.id = ANY (%(scope)s::uuid[]))
    AND NOT EXISTS (SELECT FROM identity WHERE kind = 'school' AND external = row.external)
    AND NOT EXISTS (
        SELECT
        FROM identity AS taken
        JOIN incoming_school AS other USING (external)
        WHERE taken.kind = 'school' AND taken.subject_id = school.id
    )
ORDER BY school.id, row.external;

-- Schools the package does not list may be named by their code all the same.
INSERT INTO identity (kind, external, subject_id, how)
SELECT 'school', school.code, school.id, 'known'
FROM districts_school AS school
WHERE school.district_id = %(district)s
    AND (%(scope)s::uuid[] IS NULL OR school.id = ANY (%(scope)s::uuid[]))
    AND NOT EXISTS (SELECT FROM incoming_school WHERE external = school.code)
    AND NOT EXISTS (SELECT FROM identity WHERE kind = 'school' AND external = school.code);

INSERT INTO identity (kind, external, subject_id, how)
SELECT DISTINCT ON (row.code) 'school', row.external, uuidv7(), 'new'
FROM incoming_school AS row
WHERE row.good
    AND %(scope)s::uuid[] IS NULL
    AND NOT EXISTS (SELECT FROM identity WHERE kind = 'school' AND external = row.external)
    AND NOT EXISTS (
        SELECT FROM districts_school WHERE district_id = %(district)s AND code = row.code
    )
ORDER BY row.code, row.external;

-- People of the package whom no id tells: matched by address or new, one kind after the other.
CREATE TEMPORARY TABLE stranger (external text NOT NULL, email text NOT NULL) ON COMMIT DROP;

