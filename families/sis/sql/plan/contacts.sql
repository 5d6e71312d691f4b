-- Adults. One who is named differently in two rows keeps the name we have if it is one of them;
-- else it is the first in the alphabet, so that the order of rows does not matter.
WITH adult AS (
    SELECT
        row.email_key, min(row.email) AS email, min(ARRAY[row.first_name, row.last_name]) AS name,
        who.subject_id, who.how, contact.first_name, contact.last_name,
        COALESCE(
            bool_or(
                row.first_name = contact.first_name AND row.last_name = contact.last_name
            ), false
        ) AS known_so
    FROM incoming_family AS row
    JOIN identity AS who ON who.kind = 'contact' AND who.external = row.email_key
    LEFT JOIN families_familycontact AS contact ON contact.id = who.subject_id
    WHERE row.good
    GROUP BY row.email_key, who.subject_id, who.how, contact.first_name, contact.last_name
), planned AS (
    SELECT
        email_key AS key, subject_id,
        CASE WHEN how = 'new' THEN 'create' WHEN NOT known_so THEN 'change' END AS action,
        jsonb_build_object('first_name', first_name, 'last_name', last_name) AS old,
        jsonb_build_object('first_name', name[1], 'last_name', name[2]) AS new,
        jsonb_build_object('email', email, 'email_key', email_key) AS address
    FROM adult
), noted AS (
    INSERT INTO districts_plannedchange (
        district_id, run_id, kind, action, key, subject_id, before, after, reason, held
    )
    SELECT
        %(district)s, %(run)s, 'contacts', action, key, subject_id,
        CASE WHEN action <> 'create' THEN pg_temp.differing(new, old) END,
        CASE WHEN action = 'create' THEN new || address ELSE pg_temp.differing(old, new) END,
        '', false
    FROM planned
    WHERE action IS NOT NULL
)
INSERT INTO plan_unchanged (kind, rows)
SELECT 'contacts', count(*) FILTER (WHERE action IS NULL) FROM planned;
