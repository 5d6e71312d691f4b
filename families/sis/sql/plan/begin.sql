-- Who is active once this run is applied: nobody is invited for the others, nothing of theirs ends.
CREATE TEMPORARY TABLE active_student ON COMMIT DROP AS
SELECT student.id AS student_id
FROM districts_student AS student
LEFT JOIN districts_plannedchange AS change
    ON change.district_id = %(district)s AND change.run_id = %(run)s
    AND change.kind = 'students' AND change.subject_id = student.id
WHERE student.district_id = %(district)s
    AND student.deactivated_at IS NULL
    AND CASE
        WHEN change.after ? 'left_at' THEN change.after ->> 'left_at' IS NULL
        ELSE student.left_at IS NULL
    END
UNION ALL
SELECT subject_id
FROM districts_plannedchange
WHERE district_id = %(district)s
    AND run_id = %(run)s
    AND kind = 'students'
    AND action = 'create'
    AND after ->> 'left_at' IS NULL;

CREATE UNIQUE INDEX ON active_student (student_id);

-- The adult is the case-folded address, whoever told us of it first.
INSERT INTO identity (kind, external, subject_id, how)
SELECT DISTINCT 'contact', row.email_key, contact.id, 'known'
FROM incoming_family AS row
JOIN families_familycontact AS contact
    ON contact.district_id = %(district)s AND contact.email_key = row.email_key
WHERE row.good;

INSERT INTO identity (kind, external, subject_id, how)
SELECT 'contact', email_key, uuidv7(), 'new'
FROM (SELECT DISTINCT email_key FROM incoming_family WHERE good) AS adult
ON CONFLICT (kind, external) DO NOTHING;

-- Every good adult and student of the package, as rows of ours.
CREATE TEMPORARY TABLE incoming_pair ON COMMIT DROP AS
SELECT
    row.student || ' / ' || row.email_key AS key, adult.subject_id AS contact_id, row.student_id,
    active.student_id IS NOT NULL AS active
FROM incoming_family AS row
JOIN identity AS adult ON adult.kind = 'contact' AND adult.external = row.email_key
LEFT JOIN active_student AS active ON active.student_id = row.student_id
WHERE row.good;

CREATE UNIQUE INDEX ON incoming_pair (contact_id, student_id);
ANALYZE active_student, identity, incoming_pair;
