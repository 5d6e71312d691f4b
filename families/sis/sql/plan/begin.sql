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

-- Students at none of whose schools, once this run is applied, the associations are on: nobody is
-- invited for them. Support may have limited the associations to schools, the district again.
CREATE TEMPORARY TABLE unlinked_student ON COMMIT DROP AS
WITH limited AS (
    SELECT school_ids
    FROM districts_featureapproval
    WHERE district_id = %(district)s AND feature = 'associations' AND ended_at IS NULL
        AND school_ids IS NOT NULL
    UNION ALL
    SELECT school_ids
    FROM districts_featurenarrowing
    WHERE district_id = %(district)s AND feature = 'associations' AND ended_at IS NULL
        AND school_ids IS NOT NULL
), place AS (
    SELECT membership.student_id, membership.school_id
    FROM districts_schoolmembership AS membership
    LEFT JOIN districts_plannedchange AS change
        ON change.district_id = %(district)s AND change.run_id = %(run)s
        AND change.kind = 'memberships' AND change.subject_id = membership.id
    WHERE membership.district_id = %(district)s
        AND CASE
            WHEN change.after ? 'ended_at' THEN change.after ->> 'ended_at' IS NULL
            ELSE membership.ended_at IS NULL
        END
    UNION ALL
    SELECT (after ->> 'student_id')::uuid, (after ->> 'school_id')::uuid
    FROM districts_plannedchange
    WHERE district_id = %(district)s
        AND run_id = %(run)s
        AND kind = 'memberships'
        AND action = 'create'
        AND after ->> 'ended_at' IS NULL
)
SELECT student_id
FROM place
WHERE EXISTS (SELECT FROM limited)
GROUP BY student_id
HAVING NOT bool_or(
    NOT EXISTS (SELECT FROM limited WHERE NOT place.school_id = ANY (limited.school_ids))
);

CREATE UNIQUE INDEX ON unlinked_student (student_id);

-- Every good adult and student of the package, as rows of ours, and whether the adult may be
-- invited for the student.
CREATE TEMPORARY TABLE incoming_pair ON COMMIT DROP AS
SELECT
    row.student || ' / ' || row.email_key AS key, adult.subject_id AS contact_id, row.student_id,
    active.student_id IS NOT NULL AND unlinked.student_id IS NULL AS welcome
FROM incoming_family AS row
JOIN identity AS adult ON adult.kind = 'contact' AND adult.external = row.email_key
LEFT JOIN active_student AS active ON active.student_id = row.student_id
LEFT JOIN unlinked_student AS unlinked ON unlinked.student_id = row.student_id
WHERE row.good;

CREATE UNIQUE INDEX ON incoming_pair (contact_id, student_id);
ANALYZE active_student, unlinked_student, identity, incoming_pair;
