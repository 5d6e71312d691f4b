-- An address that changed where the source gives adults no ids: the old one is gone, a new one
-- stands with the same name at the same students, and neither could be anybody else's. One change,
-- which waits for a person; until then the old link stays and nobody new is invited.

-- Of so many things that must not be PostgreSQL expects next to nobody to be left, and would look
-- through a million settled rows for each of ten thousand.
SET LOCAL enable_nestloop = off;

WITH gone AS (
    SELECT
        unnamed.contact_id, contact.first_name, contact.last_name,
        array_agg(unnamed.student_id ORDER BY unnamed.student_id) AS students
    FROM unnamed_link AS unnamed
    JOIN families_familycontact AS contact ON contact.id = unnamed.contact_id
    WHERE unnamed.reason = 'absent' AND contact.first_name || contact.last_name <> ''
        AND NOT EXISTS (
            SELECT FROM families_siscontactid AS own
            WHERE own.connection_id = %(connection)s AND own.contact_id = contact.id
        )
        AND NOT EXISTS (
            SELECT FROM incoming_pair AS pair WHERE pair.contact_id = unnamed.contact_id
        )
        AND NOT EXISTS (
            SELECT FROM settled_families AS settled WHERE settled.contact_id = unnamed.contact_id
        )
        AND NOT EXISTS (
            SELECT FROM shared_adult AS shared WHERE shared.contact_id = unnamed.contact_id
        )
    GROUP BY unnamed.contact_id, contact.first_name, contact.last_name
), fresh AS (
    SELECT
        adult.contact_id, adult.email, adult.email_key, adult.first_name, adult.last_name,
        array_agg(pair.student_id ORDER BY pair.student_id) AS students
    FROM incoming_adult AS adult
    JOIN incoming_pair AS pair USING (contact_id)
    WHERE adult.is_new AND adult.adult = '' AND NOT adult.names
        AND EXISTS (SELECT FROM gone)
    GROUP BY adult.contact_id, adult.email, adult.email_key, adult.first_name, adult.last_name
), move AS (
    SELECT
        gone.contact_id AS old_id, fresh.contact_id AS new_id, fresh.email, fresh.email_key,
        count(*) OVER (PARTITION BY gone.contact_id) AS news,
        count(*) OVER (PARTITION BY fresh.contact_id) AS olds
    FROM gone
    JOIN fresh USING (first_name, last_name, students)
), only_one AS (
    SELECT old_id, new_id, email, email_key FROM move WHERE news = 1 AND olds = 1
), kept AS (
    DELETE FROM unnamed_link USING only_one WHERE unnamed_link.contact_id = only_one.old_id
), left_out AS (
    DELETE FROM incoming_pair USING only_one WHERE incoming_pair.contact_id = only_one.new_id
), nobody_new AS (
    DELETE FROM incoming_adult USING only_one WHERE incoming_adult.contact_id = only_one.new_id
)
INSERT INTO moved_adult (contact_id, old_email, old_key, email, email_key, proposed)
SELECT contact.id, contact.email, contact.email_key, only_one.email, only_one.email_key, true
FROM only_one
JOIN families_familycontact AS contact ON contact.id = only_one.old_id;

SET LOCAL enable_nestloop = on;
