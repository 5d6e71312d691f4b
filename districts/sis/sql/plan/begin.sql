-- What other sources of the district claim, and at which schools; NULL is all of them. A source
-- that has ended, and an id that its source stopped naming, claim nothing. "leads": the other has
-- named them first; then names and numbers are its affair, so that two files a night do not take
-- turns.
CREATE TEMPORARY TABLE claim ON COMMIT DROP AS
WITH source AS (
    SELECT other.id, array_agg(scope.school_id) FILTER (WHERE scope.id IS NOT NULL) AS schools
    FROM districts_sisconnection AS other
    LEFT JOIN districts_connectionschool AS scope ON scope.connection_id = other.id
    WHERE other.district_id = %(district)s
        AND other.id <> %(connection)s
        AND other.ended_at IS NULL
    GROUP BY other.id
), theirs AS (
    SELECT
        known.id, known.kind, source.id AS source_id, source.schools,
        COALESCE(known.student_id, known.staff_id, known.class_group_id) AS subject_id
    FROM source
    JOIN districts_externalid AS known ON known.connection_id = source.id
    WHERE known.kind <> 'school' AND known.absent_since IS NULL
), ours_is_older AS (
    SELECT DISTINCT theirs.id
    FROM theirs
    JOIN districts_externalid AS own
        ON own.connection_id = %(connection)s
        AND own.kind = theirs.kind
        AND COALESCE(own.student_id, own.staff_id, own.class_group_id) = theirs.subject_id
    WHERE own.id < theirs.id
)
SELECT
    theirs.subject_id, theirs.source_id, theirs.schools, ours_is_older.id IS NULL AS leads
FROM theirs
LEFT JOIN ours_is_older USING (id);

CREATE INDEX ON claim (subject_id);

-- Where everybody and every class is, to be held against the scopes; only where there are any.
CREATE TEMPORARY TABLE place ON COMMIT DROP AS
WITH asked AS (
    SELECT %(scope)s::uuid[] IS NOT NULL OR EXISTS (SELECT FROM claim) AS at_all
)
SELECT student_id AS subject_id, school_id
FROM districts_schoolmembership
WHERE (SELECT at_all FROM asked) AND district_id = %(district)s AND ended_at IS NULL
UNION ALL
SELECT staff_id, school_id
FROM districts_staffrole
WHERE (SELECT at_all FROM asked) AND district_id = %(district)s AND ended_at IS NULL AND from_sis
UNION ALL
SELECT id, school_id
FROM districts_classgroup
WHERE (SELECT at_all FROM asked) AND district_id = %(district)s AND ended_at IS NULL;

-- Who stays although this source stops naming them: another source claims them and they lie inside
-- its scope, or they are also at schools outside of this one's. Of these the others lead: what
-- somebody is called there is not for one school to change.
CREATE TEMPORARY TABLE claimed_elsewhere ON COMMIT DROP AS
SELECT subject_id, bool_or(leads) AS leads
FROM (
    SELECT subject_id, leads
    FROM claim
    WHERE schools IS NULL
    UNION ALL
    SELECT claim.subject_id, claim.leads
    FROM claim
    JOIN place USING (subject_id)
    WHERE place.school_id = ANY (claim.schools)
    UNION ALL
    SELECT subject_id, true
    FROM place
    WHERE NOT school_id = ANY (%(scope)s::uuid[])
) AS stays
GROUP BY subject_id;

CREATE UNIQUE INDEX ON claimed_elsewhere (subject_id);

-- Ids of this source that the package names no more where it is the whole truth, and those of which
-- it says that they have ended. "alone": the same one is not named by another id, either.
CREATE TEMPORARY TABLE unnamed ON COMMIT DROP AS
SELECT
    known.id, known.kind, known.value, known.absent_since, 'absent' AS reason, true AS alone,
    COALESCE(known.student_id, known.staff_id, known.class_group_id) AS subject_id
FROM districts_externalid AS known
WHERE known.connection_id = %(connection)s
    AND CASE known.kind
        WHEN 'student' THEN %(has_students)s
        WHEN 'staff' THEN %(has_staff)s
        WHEN 'class' THEN %(has_classes)s
        ELSE false
    END
    AND NOT EXISTS (
        SELECT FROM identity WHERE identity.kind = known.kind AND identity.external = known.value
    )
    AND NOT EXISTS (
        SELECT FROM settled_students AS settled
        WHERE known.kind = 'student' AND settled.external = known.value
    )
UNION ALL
SELECT known.id, known.kind, known.value, known.absent_since, 'withdrawn', true, who.subject_id
FROM (
    SELECT 'student' AS kind, external FROM incoming_student WHERE gone
    UNION ALL
    SELECT 'staff', external FROM incoming_staff WHERE gone
    UNION ALL
    SELECT 'class', external FROM incoming_class WHERE gone
) AS row
JOIN identity AS who USING (kind, external)
JOIN districts_externalid AS known
    ON known.district_id = %(district)s
    AND known.connection_id = %(connection)s
    AND known.kind = row.kind
    AND known.value = row.external;

UPDATE unnamed AS row
SET alone = false
FROM identity AS other
WHERE other.kind = row.kind
    AND other.subject_id = row.subject_id
    AND NOT EXISTS (
        SELECT FROM unnamed AS gone WHERE gone.kind = other.kind AND gone.value = other.external
    );

UPDATE unnamed AS row
SET alone = false
FROM settled_students AS other
WHERE row.kind = 'student' AND other.student_id = row.subject_id;

-- With a scope, only what lies inside it can be absent.
DELETE FROM unnamed AS row
WHERE %(scope)s::uuid[] IS NOT NULL
    AND row.reason = 'absent'
    AND NOT EXISTS (
        SELECT
        FROM place
        WHERE place.subject_id = row.subject_id AND place.school_id = ANY (%(scope)s::uuid[])
    );

ANALYZE claim, place, claimed_elsewhere, unnamed;
