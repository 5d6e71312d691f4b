-- What ends although the package is not the whole truth: it says so, or a side takes its word back.

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

-- In a package of changes a record that came is the whole record: a side that named the other and
-- does so no more has taken its word back.
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
    FROM incoming_record AS student
    JOIN identity AS who ON who.kind = 'student' AND who.external = student.external
    JOIN standing AS link ON link.student_id = who.subject_id AND link.by_student
    JOIN families_familycontact AS contact ON contact.id = link.contact_id
    WHERE student.kind = 'student'
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
        SELECT contact_id FROM incoming_pair WHERE by_adult
        UNION
        SELECT own.contact_id
        FROM incoming_record AS record
        JOIN families_siscontactid AS own
            ON own.connection_id = %(connection)s AND own.value = record.external
        WHERE record.kind = 'adult'
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
