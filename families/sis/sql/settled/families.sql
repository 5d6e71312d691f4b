-- Adults who are linked to a settled student as their row says; associated, too, where whoever is
-- linked is invited. "named": by the name we have. OFFSET 0 as with students.
INSERT INTO settled_families (line, email_key, contact_id, link_id, named, tied)
SELECT row.line, row.email_key, row.contact_id, row.link_id, row.named, row.tied
FROM (
    SELECT
        said.line, said.first_name, said.last_name, contact.email_key, contact.id AS contact_id,
        link.id AS link_id, contact.disabled_since,
        (said.first_name, said.last_name) = (contact.first_name, contact.last_name) AS named,
        association.id IS NOT NULL AS tied, association.missing_since
    FROM raw_families AS said
    JOIN settled_students AS student ON student.external = said.student
    JOIN families_familycontact AS contact ON contact.email_key = lower(said.email)
    JOIN families_sisfamilylink AS link
        ON link.contact_id = contact.id AND link.student_id = student.student_id
    LEFT JOIN families_schoolassociation AS association
        ON association.contact_id = contact.id
        AND association.student_id = student.student_id
        AND association.ended_at IS NULL
    WHERE contact.district_id = %(district)s
        AND link.connection_id = %(connection)s
        AND link.absent_since IS NULL
        AND link.by_student AND NOT link.by_adult
    OFFSET 0
) AS row
WHERE row.first_name <> '' AND row.last_name <> ''
    -- What we have ourselves is not looked through letter by letter.
    AND (
        row.named
        OR pg_temp.words(row.first_name) <> '' AND length(row.first_name) <= 255
        AND pg_temp.words(row.last_name) <> '' AND length(row.last_name) <= 255
    )
    AND row.disabled_since IS NULL
    AND row.missing_since IS NULL
    AND (row.tied OR NOT %(invites)s)
    -- A student is nobody's family; that is told each time.
    AND row.email_key NOT IN (
        SELECT lower(email) FROM districts_student
        WHERE district_id = %(district)s AND left_at IS NULL AND email <> ''
    );
