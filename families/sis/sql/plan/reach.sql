-- For whom nobody is invited, and whose ties are not this run's affair.

-- Students who are not active once this run is applied: nobody is invited for them, and nothing of
-- theirs ends.
CREATE TEMPORARY TABLE resting_student ON COMMIT DROP AS
SELECT student.id AS student_id
FROM districts_student AS student
WHERE student.district_id = %(district)s
    AND (student.left_at IS NOT NULL OR student.deactivated_at IS NOT NULL)
    AND NOT EXISTS (
        SELECT FROM districts_plannedchange AS change
        WHERE change.district_id = %(district)s AND change.run_id = %(run)s
            AND change.kind = 'students' AND change.subject_id = student.id
            AND change.action = 'revive' AND student.deactivated_at IS NULL
    )
UNION
SELECT subject_id
FROM districts_plannedchange
WHERE district_id = %(district)s
    AND run_id = %(run)s
    AND kind = 'students'
    AND after ->> 'left_at' IS NOT NULL;

-- Students who may not be active, for all the package can tell: not all of their rows could be
-- taken, or it has none of theirs and is not the whole truth. Nothing of theirs ends.
CREATE TEMPORARY TABLE unsure_student ON COMMIT DROP AS
SELECT who.subject_id AS student_id
FROM incoming_student AS row
JOIN identity AS who ON who.kind = 'student' AND who.external = row.external
WHERE %(has_families)s AND NOT (row.good AND row.complete)
UNION
SELECT student.id
FROM districts_student AS student
WHERE %(has_families)s AND NOT %(has_students)s
    AND student.district_id = %(district)s
    AND EXISTS (SELECT FROM incoming_student)
    AND NOT EXISTS (
        SELECT FROM identity AS who
        JOIN incoming_student AS row ON row.external = who.external
        WHERE who.kind = 'student' AND who.subject_id = student.id
    );

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
    WHERE EXISTS (SELECT FROM limited)
        AND membership.district_id = %(district)s
        AND CASE
            WHEN change.after ? 'ended_at' THEN change.after ->> 'ended_at' IS NULL
            ELSE membership.ended_at IS NULL
        END
    UNION ALL
    SELECT (after ->> 'student_id')::uuid, (after ->> 'school_id')::uuid
    FROM districts_plannedchange
    WHERE EXISTS (SELECT FROM limited)
        AND district_id = %(district)s
        AND run_id = %(run)s
        AND kind = 'memberships'
        AND action = 'create'
        AND after ->> 'ended_at' IS NULL
)
SELECT student_id
FROM place
GROUP BY student_id
HAVING NOT bool_or(
    NOT EXISTS (SELECT FROM limited WHERE NOT place.school_id = ANY (limited.school_ids))
);

-- Students of other schools than this connection speaks of: their families are not its affair.
CREATE TEMPORARY TABLE outside_student ON COMMIT DROP AS
SELECT student.id AS student_id
FROM districts_student AS student
WHERE %(scope)s::uuid[] IS NOT NULL
    AND student.district_id = %(district)s
    AND NOT EXISTS (
        SELECT FROM districts_schoolmembership AS membership
        WHERE membership.district_id = %(district)s
            AND membership.student_id = student.id
            AND membership.ended_at IS NULL
            AND membership.school_id = ANY (%(scope)s::uuid[])
    )
    AND NOT EXISTS (
        SELECT FROM districts_plannedchange AS change
        WHERE change.district_id = %(district)s AND change.run_id = %(run)s
            AND change.kind = 'memberships' AND change.action IN ('create', 'revive')
            AND change.after ->> 'ended_at' IS NULL
            AND change.school_id = ANY (%(scope)s::uuid[])
            AND change.after ->> 'student_id' = student.id::text
    );

ANALYZE resting_student, unsure_student, unlinked_student, outside_student;
