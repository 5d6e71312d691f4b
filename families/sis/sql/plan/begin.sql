-- Who the adults of the package are, and whose they are. An adult is known by the id the source gives
-- them, else by the case-folded address, whoever told us of that first.

-- "who" is what the package calls an adult: an id behind a sign that no address has, or the address.
-- The name is the first in the alphabet where rows differ, so that their order does not matter.
CREATE TEMPORARY TABLE incoming_adult ON COMMIT DROP AS
WITH adult AS (
    SELECT
        CASE adult WHEN '' THEN email_key ELSE E'\x1f' || adult END AS who,
        any_value(adult) AS adult, min(email_key) AS email_key, min(email) AS email,
        bool_and(enabled) AS enabled,
        min(first_name || E'\x1f' || last_name) AS name,
        min(first_name || E'\x1f' || last_name) <> max(first_name || E'\x1f' || last_name) AS names
    FROM incoming_family
    WHERE good
    GROUP BY who
)
SELECT
    adult.who, adult.adult, adult.email_key, adult.email, adult.enabled, adult.names,
    split_part(adult.name, E'\x1f', 1) AS first_name,
    split_part(adult.name, E'\x1f', 2) AS last_name,
    COALESCE(known.contact_id, same.id) AS contact_id,
    known.contact_id IS NOT NULL AS by_id, COALESCE(known.contact_id, same.id) IS NULL AS is_new,
    same.id AS has_address
FROM adult
LEFT JOIN families_siscontactid AS known
    ON known.district_id = %(district)s
    AND known.connection_id = %(connection)s
    AND known.value = adult.adult
    AND adult.adult <> ''
LEFT JOIN families_familycontact AS same
    ON same.district_id = %(district)s AND same.email_key = adult.email_key;

-- Two ids with one new address are one adult.
UPDATE incoming_adult AS adult
SET contact_id = fresh.id
FROM (
    SELECT email_key, uuidv7() AS id
    FROM (SELECT DISTINCT email_key FROM incoming_adult WHERE contact_id IS NULL) AS address
) AS fresh
WHERE adult.contact_id IS NULL AND adult.email_key = fresh.email_key;

-- Adults whose address has changed under the same id, where nobody else has the new one. It moves
-- once, however many of their ids say so; where two ids of one adult disagree, it stays.
CREATE TEMPORARY TABLE moved_adult ON COMMIT DROP AS
SELECT
    adult.contact_id, any_value(contact.email) AS old_email,
    any_value(contact.email_key) AS old_key, any_value(adult.email) AS email,
    any_value(adult.email_key) AS email_key, false AS proposed
FROM incoming_adult AS adult
JOIN families_familycontact AS contact ON contact.id = adult.contact_id
WHERE adult.by_id AND adult.has_address IS NULL
GROUP BY adult.contact_id
HAVING count(DISTINCT adult.email_key) = 1 AND any_value(contact.email_key) NOT IN (
    SELECT other.email_key FROM incoming_adult AS other WHERE other.contact_id = adult.contact_id
);

-- Of two adults who now have one address, both keep the one they had.
DELETE FROM moved_adult AS row
USING moved_adult AS other
WHERE row.email_key = other.email_key AND row.contact_id <> other.contact_id;

INSERT INTO incoming_problem (file, line, "column", code)
SELECT 'users.csv', min(row.line), 'email', 'address_taken'
FROM incoming_adult AS adult
JOIN families_familycontact AS contact ON contact.id = adult.contact_id
JOIN incoming_family AS row ON row.good AND row.adult = adult.adult
WHERE adult.by_id
    AND adult.email_key <> contact.email_key
    AND NOT EXISTS (SELECT FROM moved_adult WHERE contact_id = adult.contact_id)
GROUP BY adult.adult;

INSERT INTO incoming_problem (file, line, "column", code)
SELECT 'users.csv', min(row.line), 'email', 'address_shared'
FROM (
    SELECT adult, count(*) OVER (PARTITION BY contact_id) AS ids
    FROM incoming_adult
    WHERE adult <> ''
) AS adult
JOIN incoming_family AS row ON row.good AND row.adult = adult.adult
WHERE adult.ids > 1
GROUP BY adult.adult;

ANALYZE incoming_adult, moved_adult;

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

-- Every good adult and student of the package, as rows of ours.
CREATE TEMPORARY TABLE incoming_pair ON COMMIT DROP AS
SELECT
    any_value(row.student) || ' / ' || min(row.email_key) AS key, adult.contact_id, row.student_id,
    bool_or(row.by_student) AS by_student, bool_or(row.by_adult) AS by_adult,
    bool_or(row.enabled) AS enabled
FROM incoming_family AS row
JOIN incoming_adult AS adult
    ON adult.who = CASE row.adult WHEN '' THEN row.email_key ELSE E'\x1f' || row.adult END
LEFT JOIN outside_student AS outside ON outside.student_id = row.student_id
WHERE row.good AND outside.student_id IS NULL
GROUP BY adult.contact_id, row.student_id;

ANALYZE resting_student, unlinked_student, incoming_pair;

-- Links of this source that it names no more, while it is the whole truth about them or says so in
-- so many words. A row that says too little speaks for everything it may have meant.
CREATE TEMPORARY TABLE unnamed_link ON COMMIT DROP AS
WITH candidate AS (
    SELECT link.id, link.contact_id, link.student_id
    FROM families_sisfamilylink AS link
    LEFT JOIN incoming_pair AS pair USING (contact_id, student_id)
    WHERE %(has_families)s
        AND link.district_id = %(district)s
        AND link.connection_id = %(connection)s
        AND link.absent_since IS NULL
        AND pair.student_id IS NULL
), named AS (
    SELECT
        candidate.*, contact.email_key, known.value AS student,
        ARRAY(
            SELECT value FROM families_siscontactid AS own
            WHERE own.connection_id = %(connection)s AND own.contact_id = candidate.contact_id
        ) AS adults
    FROM candidate
    JOIN families_familycontact AS contact ON contact.id = candidate.contact_id
    JOIN districts_externalid AS known
        ON known.student_id = candidate.student_id AND known.connection_id = %(connection)s
), doubt AS (
    SELECT student, email_key, adult FROM incoming_family WHERE NOT good AND NOT gone
)
SELECT id, contact_id, student_id, min(student) || ' / ' || min(email_key) AS key, 'absent' AS reason
FROM named
WHERE NOT EXISTS (
        SELECT FROM doubt
        WHERE doubt.student IN ('', named.student)
            AND (
                doubt.email_key = '' AND doubt.adult = ''
                OR doubt.email_key = named.email_key
                OR doubt.adult <> '' AND doubt.adult = ANY (named.adults)
            )
    )
    AND NOT EXISTS (SELECT FROM resting_student AS r WHERE r.student_id = named.student_id)
    AND NOT EXISTS (SELECT FROM outside_student AS o WHERE o.student_id = named.student_id)
GROUP BY id, contact_id, student_id;

-- Adults of whom the source says that they have ended, all their ids together.
INSERT INTO unnamed_link (id, contact_id, student_id, key, reason)
SELECT
    link.id, link.contact_id, link.student_id,
    COALESCE(min(known.value), '') || ' / ' || min(contact.email_key), 'withdrawn'
FROM incoming_family AS row
JOIN families_siscontactid AS own
    ON own.connection_id = %(connection)s AND own.value = row.adult
JOIN families_sisfamilylink AS link
    ON link.connection_id = %(connection)s
    AND link.contact_id = own.contact_id
    AND link.absent_since IS NULL
JOIN families_familycontact AS contact ON contact.id = link.contact_id
LEFT JOIN districts_externalid AS known
    ON known.student_id = link.student_id AND known.connection_id = %(connection)s
WHERE row.gone AND row.adult <> ''
    AND NOT EXISTS (SELECT FROM incoming_pair AS pair WHERE pair.contact_id = link.contact_id)
    AND NOT EXISTS (SELECT FROM unnamed_link AS already WHERE already.id = link.id)
    AND NOT EXISTS (SELECT FROM outside_student AS o WHERE o.student_id = link.student_id)
GROUP BY link.id, link.contact_id, link.student_id;

-- In a package of changes a record that came is the whole record: a side that named the other and does
-- so no more has taken its word back. Where no student's record names anybody, they never do.
CREATE TEMPORARY TABLE silent_side ON COMMIT DROP AS
WITH standing AS (
    SELECT link.*
    FROM families_sisfamilylink AS link
    WHERE %(tells_changes)s
        AND link.district_id = %(district)s
        AND link.connection_id = %(connection)s
        AND link.absent_since IS NULL
), silent AS (
    SELECT link.id, true AS student_side, false AS adult_side
    FROM incoming_student AS student
    JOIN identity AS who ON who.kind = 'student' AND who.external = student.external
    JOIN standing AS link ON link.student_id = who.subject_id AND link.by_student
    JOIN families_familycontact AS contact ON contact.id = link.contact_id
    WHERE student.good AND student.complete AND student.active
        AND EXISTS (SELECT FROM incoming_family WHERE by_student AND adult <> '')
        AND NOT EXISTS (
            SELECT FROM incoming_family AS row
            WHERE row.student = student.external
                AND (
                    row.adult = '' AND row.email_key = ''
                    OR row.email_key = contact.email_key
                    OR row.adult IN (
                        SELECT value FROM families_siscontactid AS own
                        WHERE own.connection_id = %(connection)s
                            AND own.contact_id = link.contact_id
                    )
                )
        )
    UNION ALL
    SELECT link.id, false, true
    FROM (
        SELECT DISTINCT contact_id FROM incoming_pair WHERE by_adult
    ) AS adult
    JOIN standing AS link ON link.contact_id = adult.contact_id AND link.by_adult
    LEFT JOIN incoming_pair AS pair
        ON pair.contact_id = link.contact_id
        AND pair.student_id = link.student_id
        AND pair.by_adult
    WHERE pair.student_id IS NULL
)
SELECT id, bool_or(student_side) AS student_side, bool_or(adult_side) AS adult_side
FROM silent
GROUP BY id;

INSERT INTO unnamed_link (id, contact_id, student_id, key, reason)
SELECT
    link.id, link.contact_id, link.student_id,
    COALESCE(min(known.value), '') || ' / ' || min(contact.email_key), 'absent'
FROM silent_side AS silent
JOIN families_sisfamilylink AS link USING (id)
JOIN families_familycontact AS contact ON contact.id = link.contact_id
LEFT JOIN incoming_pair AS pair USING (contact_id, student_id)
LEFT JOIN districts_externalid AS known
    ON known.student_id = link.student_id AND known.connection_id = %(connection)s
WHERE pair.student_id IS NULL
    AND NOT (link.by_student AND NOT silent.student_side)
    AND NOT (link.by_adult AND NOT silent.adult_side)
    AND NOT EXISTS (SELECT FROM unnamed_link AS already WHERE already.id = link.id)
    AND NOT EXISTS (SELECT FROM outside_student AS o WHERE o.student_id = link.student_id)
GROUP BY link.id, link.contact_id, link.student_id;

ANALYZE unnamed_link;
