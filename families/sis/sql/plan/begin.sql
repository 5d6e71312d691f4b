-- Who the adults of the package are, and whose they are. An adult is known by the id the source
-- gives them, else by the case-folded address, whoever told us of that first.

-- "who" is what the package calls an adult: an id behind a sign that no address has, or the
-- address. The name is the first in the alphabet where rows differ, so that their order does not
-- matter.
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

ANALYZE incoming_adult;

-- An address that another adult is giving up in this very package is theirs until that is done:
-- whoever has it now is taken in with the next one, and not for somebody else.
WITH early AS (
    DELETE FROM incoming_adult AS adult
    WHERE adult.adult <> '' AND NOT adult.by_id
        AND EXISTS (
            SELECT FROM incoming_adult AS holder
            WHERE holder.contact_id = adult.contact_id AND holder.by_id
        )
        AND NOT EXISTS (
            SELECT FROM incoming_adult AS staying
            WHERE staying.contact_id = adult.contact_id
                AND staying.by_id
                AND staying.email_key = adult.email_key
        )
    RETURNING adult.adult
)
INSERT INTO incoming_problem (file, line, "column", code)
SELECT 'users.csv', min(row.line), 'email', 'address_later'
FROM early
JOIN incoming_family AS row ON row.good AND row.adult = early.adult
GROUP BY early.adult;

-- Two ids with one new address are one adult. New rows are made in the order of their addresses:
-- their index then grows at its end, page by page.
UPDATE incoming_adult AS adult
SET contact_id = fresh.id
FROM (
    SELECT email_key, uuidv7() AS id
    FROM (
        SELECT DISTINCT email_key FROM incoming_adult WHERE contact_id IS NULL ORDER BY email_key
    ) AS address
) AS fresh
WHERE adult.contact_id IS NULL AND adult.email_key = fresh.email_key;

-- All ids of one adult say the same then: the name that stands first, and enabled if one of them
-- is.
WITH several AS (
    SELECT contact_id FROM incoming_adult WHERE adult <> '' GROUP BY contact_id HAVING count(*) > 1
), one AS (
    SELECT DISTINCT ON (contact_id)
        contact_id, first_name, last_name,
        bool_or(enabled) OVER (PARTITION BY contact_id) AS enabled
    FROM incoming_adult
    JOIN several USING (contact_id)
    ORDER BY contact_id, who
)
UPDATE incoming_adult AS adult
SET first_name = one.first_name, last_name = one.last_name, enabled = one.enabled, names = true
FROM one
WHERE adult.contact_id = one.contact_id;

-- Adults whose address has changed under the same id, where nobody else has the new one. It moves
-- once, if all of their ids say so. Where one says something else or nothing, gone or unreadable, it
-- stays: what they share is the old one, and two ids at one address may have been two people.
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
) AND NOT EXISTS (
    SELECT
    FROM families_siscontactid AS own
    JOIN districts_sisconnection AS source ON source.id = own.connection_id
    WHERE own.contact_id = adult.contact_id
        AND source.ended_at IS NULL
        AND (own.connection_id = %(connection)s OR %(scope)s::uuid[] IS NULL)
        AND NOT EXISTS (
            SELECT FROM incoming_adult AS heard
            WHERE own.connection_id = %(connection)s
                AND heard.adult = own.value
                AND heard.contact_id = own.contact_id
        )
);

-- Of two adults who now have one address, both keep the one they had.
DELETE FROM moved_adult AS row
USING moved_adult AS other
WHERE row.email_key = other.email_key AND row.contact_id <> other.contact_id;

INSERT INTO incoming_problem (file, line, "column", code)
SELECT
    'users.csv', min(row.line), 'email',
    CASE
        WHEN EXISTS (SELECT FROM moved_adult WHERE old_key = min(adult.email_key))
            THEN 'address_later'
        WHEN (
            SELECT count(*) > 1 FROM families_siscontactid AS own
            WHERE own.contact_id = any_value(adult.contact_id)
        ) THEN 'address_shared'
        ELSE 'address_taken'
    END
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
