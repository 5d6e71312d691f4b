-- A connection that speaks of some schools only: what its files say of others is left out, with a
-- note. Without a scope there is nothing to do.
CREATE TEMPORARY TABLE school_inside ON COMMIT DROP AS
SELECT code
FROM districts_school
WHERE district_id = %(district)s AND id = ANY (%(scope)s::uuid[])
UNION
SELECT value
FROM districts_externalid
WHERE connection_id = %(connection)s AND kind = 'school' AND school_id = ANY (%(scope)s::uuid[]);

CREATE TEMPORARY TABLE left_out (
    file text NOT NULL, line bigint NOT NULL, "column" text NOT NULL, code text NOT NULL,
    person text NOT NULL
) ON COMMIT DROP;

INSERT INTO left_out (file, line, "column", code, person)
SELECT row.file, row.line, row.column, row.code, row.person
FROM (
    SELECT 'Students.csv' AS file, line, 'SchoolCode' AS "column", school_code AS code,
        user_id AS person
    FROM staged_students
    UNION ALL
    SELECT 'Staff.csv', line, 'School ID', school_code, user_id FROM staged_staff
    UNION ALL
    SELECT 'Classes.csv', line, 'School ID', school_code, '' FROM staged_classes
    UNION ALL
    SELECT 'Enrollments.csv', line, 'School ID', school_code, '' FROM staged_enrolments
) AS row
WHERE %(scope)s::uuid[] IS NOT NULL
    AND row.code <> ''
    AND NOT EXISTS (SELECT FROM school_inside WHERE code = row.code);

DELETE FROM staged_students
WHERE line IN (SELECT line FROM left_out WHERE file = 'Students.csv');

DELETE FROM staged_staff
WHERE line IN (SELECT line FROM left_out WHERE file = 'Staff.csv');

DELETE FROM staged_classes
WHERE line IN (SELECT line FROM left_out WHERE file = 'Classes.csv');

DELETE FROM staged_enrolments
WHERE line IN (SELECT line FROM left_out WHERE file = 'Enrollments.csv');

INSERT INTO incoming_problem (file, line, "column", code, detail)
SELECT file, line, "column", 'outside_scope', code
FROM left_out;
