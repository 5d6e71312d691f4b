-- Schools are known by their code, classes by the id the source gave them.
ANALYZE incoming_student, incoming_membership, incoming_staff, incoming_staff_role, incoming_class;

INSERT INTO identity (kind, external, subject_id, how)
SELECT 'school', school.code, school.id, 'known'
FROM districts_school AS school
WHERE school.district_id = %(district)s;

INSERT INTO identity (kind, external, subject_id, how)
SELECT 'school', external, uuidv7(), 'new'
FROM incoming_school
WHERE good
ON CONFLICT (kind, external) DO NOTHING;
