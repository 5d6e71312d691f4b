-- Where each student's rows are counted: the first of the schools they are at.
CREATE TEMPORARY TABLE home_school ON COMMIT DROP AS
SELECT DISTINCT ON (student_id) student_id, school_id
FROM districts_schoolmembership
WHERE district_id = %(district)s AND ended_at IS NULL
ORDER BY student_id, school_id;

CREATE UNIQUE INDEX ON home_school (student_id);

-- What another source claims, too: it does not end because this one stops naming it.
CREATE TEMPORARY TABLE claimed_elsewhere ON COMMIT DROP AS
SELECT DISTINCT COALESCE(student_id, staff_id, class_group_id) AS subject_id
FROM districts_externalid
WHERE district_id = %(district)s AND connection_id <> %(connection)s;

CREATE UNIQUE INDEX ON claimed_elsewhere (subject_id);
ANALYZE home_school, claimed_elsewhere;
