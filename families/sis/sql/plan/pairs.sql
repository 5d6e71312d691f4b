-- Which adult and student the package names together, and which links it names no more.

-- Every good adult and student of the package, as rows of ours. Among changes somebody's record may
-- name an adult whose own record did not come: the id says who that is.
CREATE TEMPORARY TABLE incoming_pair ON COMMIT DROP AS
SELECT
    any_value(row.student) || ' / ' || min(row.email_key) AS key, row.contact_id, row.student_id,
    bool_or(row.by_student) AS by_student, bool_or(row.by_adult) AS by_adult,
    bool_or(row.enabled) AS enabled
FROM (
    SELECT
        adult.contact_id, row.student_id, row.student, row.email_key, row.by_student, row.by_adult,
        row.enabled
    FROM incoming_family AS row
    JOIN incoming_adult AS adult
        ON adult.who = CASE row.adult WHEN '' THEN row.email_key ELSE E'\x1f' || row.adult END
    WHERE row.good
    UNION ALL
    SELECT
        own.contact_id, row.student_id, row.student, contact.email_key, row.by_student,
        row.by_adult, contact.disabled_since IS NULL
    FROM incoming_family AS row
    JOIN families_siscontactid AS own
        ON own.district_id = %(district)s
        AND own.connection_id = %(connection)s
        AND own.value = row.adult
    JOIN families_familycontact AS contact ON contact.id = own.contact_id
    WHERE %(tells_changes)s
        AND row.line = 0 AND NOT row.good AND NOT row.gone
        AND row.student_id IS NOT NULL
) AS row
LEFT JOIN outside_student AS outside ON outside.student_id = row.student_id
WHERE outside.student_id IS NULL
GROUP BY row.contact_id, row.student_id;

ANALYZE incoming_pair;

-- Links of this source that it names no more, while it is the whole truth about them. A row that
-- says too little speaks for everything it may have meant: a blank student or adult stands for any.
CREATE TEMPORARY TABLE unnamed_link ON COMMIT DROP AS
WITH candidate AS (
    SELECT link.id, link.contact_id, link.student_id
    FROM families_sisfamilylink AS link
    LEFT JOIN incoming_pair AS pair USING (contact_id, student_id)
    LEFT JOIN resting_student AS resting USING (student_id)
    LEFT JOIN unsure_student AS unsure USING (student_id)
    LEFT JOIN outside_student AS outside USING (student_id)
    LEFT JOIN settled_families AS settled ON settled.link_id = link.id
    WHERE %(has_families)s
        AND link.district_id = %(district)s
        AND link.connection_id = %(connection)s
        AND link.absent_since IS NULL
        AND pair.key IS NULL AND settled.link_id IS NULL
        AND resting.student_id IS NULL AND unsure.student_id IS NULL
        AND outside.student_id IS NULL
), named AS (
    SELECT candidate.*, contact.email_key, known.value AS student
    FROM candidate
    JOIN families_familycontact AS contact ON contact.id = candidate.contact_id
    JOIN districts_externalid AS known
        ON known.student_id = candidate.student_id AND known.connection_id = %(connection)s
), doubt AS (
    SELECT DISTINCT row.student, meant.who
    FROM incoming_family AS row
    CROSS JOIN LATERAL (
        SELECT row.email_key
        WHERE row.email_key <> '' OR row.adult = ''
        UNION ALL
        SELECT E'\x1f' || row.adult
        WHERE row.adult <> ''
    ) AS meant (who)
    WHERE NOT row.good AND NOT row.gone
), seen AS (
    SELECT called.id
    FROM (
        SELECT id, student, email_key AS who FROM named
        UNION ALL
        SELECT named.id, named.student, E'\x1f' || own.value
        FROM named
        JOIN families_siscontactid AS own
            ON own.connection_id = %(connection)s AND own.contact_id = named.contact_id
    ) AS called
    CROSS JOIN LATERAL (
        VALUES (called.student, called.who), (called.student, ''), ('', called.who), ('', '')
    ) AS way (student, who)
    JOIN doubt ON doubt.student = way.student AND doubt.who = way.who
)
SELECT
    id, contact_id, student_id, min(student) || ' / ' || min(email_key) AS key, 'absent' AS reason
FROM named
WHERE id NOT IN (SELECT id FROM seen)
GROUP BY id, contact_id, student_id;

ANALYZE unnamed_link;
