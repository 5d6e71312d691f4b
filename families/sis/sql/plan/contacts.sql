-- Adults: new ones, other names, another address, and whether the source lets them sign in.
-- Somebody named differently in several rows keeps the name we have if it is one of them.
WITH named AS (
    SELECT
        adult.who, adult.contact_id, adult.is_new, adult.email, adult.email_key,
        adult.first_name, adult.last_name, adult.names, adult.enabled,
        contact.first_name AS old_first_name, contact.last_name AS old_last_name,
        contact.disabled_since
    FROM incoming_adult AS adult
    LEFT JOIN families_familycontact AS contact ON contact.id = adult.contact_id
    WHERE adult.is_new
        OR (
            (adult.first_name, adult.last_name)
                IS DISTINCT FROM (contact.first_name, contact.last_name)
            OR adult.enabled <> (contact.disabled_since IS NULL)
        )
        AND NOT EXISTS (
            SELECT FROM shared_adult AS shared WHERE shared.contact_id = adult.contact_id
        )
), once AS (
    -- An adult with two ids is one; both rows say the same.
    SELECT DISTINCT ON (contact_id) * FROM named ORDER BY contact_id, who
), as_before AS (
    SELECT DISTINCT named.contact_id
    FROM named
    JOIN incoming_family AS row
        ON named.who = CASE row.adult WHEN '' THEN row.email_key ELSE E'\x1f' || row.adult END
    WHERE named.names AND NOT named.is_new
        AND row.good
        AND (row.first_name, row.last_name) = (named.old_first_name, named.old_last_name)
), settled AS (
    SELECT
        contact_id, is_new, email, email_key, old_first_name, old_last_name, disabled_since,
        CASE WHEN as_before THEN old_first_name ELSE first_name END AS first_name,
        CASE WHEN as_before THEN old_last_name ELSE last_name END AS last_name,
        CASE WHEN NOT enabled THEN COALESCE(disabled_since, %(now)s) END AS new_disabled_since
    FROM (
        SELECT once.*, as_before.contact_id IS NOT NULL AS as_before
        FROM once
        LEFT JOIN as_before USING (contact_id)
    ) AS asked
), planned AS (
    SELECT
        settled.contact_id, settled.is_new, settled.email_key AS key,
        CASE
            WHEN NOT is_new THEN jsonb_build_object(
                'first_name', old_first_name, 'last_name', old_last_name,
                'disabled_since', disabled_since
            )
        END AS old,
        jsonb_build_object(
            'first_name', first_name, 'last_name', last_name, 'disabled_since', new_disabled_since
        ) || CASE
            WHEN is_new THEN jsonb_build_object('email', email, 'email_key', email_key) ELSE '{}'
        END AS new
    FROM settled
    WHERE is_new
        OR (first_name, last_name, new_disabled_since)
            IS DISTINCT FROM (old_first_name, old_last_name, disabled_since)
), moved AS (
    SELECT
        contact_id, proposed, old_key || ' → ' || email_key AS key,
        jsonb_build_object('email', old_email, 'email_key', old_key) AS old,
        jsonb_build_object('email', email, 'email_key', email_key) AS new
    FROM moved_adult
), noted AS (
    INSERT INTO districts_plannedchange (
        district_id, run_id, kind, action, key, subject_id, before, after, reason, held
    )
    SELECT
        %(district)s, %(run)s, 'contacts', CASE WHEN planned.is_new THEN 'create' ELSE 'change' END,
        COALESCE(moved.key, planned.key), COALESCE(planned.contact_id, moved.contact_id),
        CASE
            WHEN planned.is_new THEN NULL
            ELSE COALESCE(pg_temp.differing(planned.new, planned.old), '{}')
                || COALESCE(moved.old, '{}')
        END,
        CASE
            WHEN planned.is_new THEN planned.new
            ELSE COALESCE(pg_temp.differing(planned.old, planned.new), '{}')
                || COALESCE(moved.new, '{}')
        END,
        CASE WHEN moved.contact_id IS NOT NULL THEN 'email_change' ELSE '' END,
        COALESCE(moved.proposed, false)
    FROM planned
    FULL JOIN moved USING (contact_id)
)
INSERT INTO plan_unchanged (kind, rows)
SELECT
    'contacts',
    (SELECT count(DISTINCT contact_id) FROM incoming_adult WHERE NOT is_new)
        + (SELECT count(DISTINCT contact_id) FROM settled_families)
        - (SELECT count(*) FROM planned WHERE NOT is_new)
        - (
            SELECT count(*) FROM moved
            WHERE contact_id NOT IN (SELECT contact_id FROM planned)
                AND contact_id IN (SELECT contact_id FROM incoming_adult)
        );

-- What the source calls them, so that they stay themselves under another address.
INSERT INTO districts_plannedchange (
    district_id, run_id, kind, action, key, subject_id, after, reason, held
)
SELECT
    %(district)s, %(run)s, 'adult_ids', 'create', adult.adult, uuidv7(),
    jsonb_build_object('value', adult.adult, 'contact_id', adult.contact_id), '', false
FROM incoming_adult AS adult
WHERE adult.adult <> '' AND NOT adult.by_id
ORDER BY adult.adult;
