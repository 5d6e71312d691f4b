-- One invitation a person, however many children. A new child joins the invitation that is still
-- open; one that has expired starts its days anew, with an e-mail; else there is a new one. Where
-- the address has changed the pending invitation goes to the new one, under another link. One whose
-- e-mail never left because the adult was disabled goes once they are enabled again.
WITH asked AS (
    SELECT
        contact_id, bool_or(invited) AS invited, bool_or(moved) AS moved,
        bool_or(enabled) AS enabled, bool_or(held) AS held
    FROM (
        SELECT (after ->> 'contact_id')::uuid, true, false, false, false
        FROM districts_plannedchange
        WHERE district_id = %(district)s
            AND run_id = %(run)s
            AND kind = 'associations'
            AND action = 'create'
            AND after ->> 'started_at' IS NULL
        UNION ALL
        SELECT contact_id, false, true, false, proposed FROM moved_adult
        UNION ALL
        SELECT subject_id, false, false, true, false
        FROM districts_plannedchange
        WHERE district_id = %(district)s
            AND run_id = %(run)s
            AND kind = 'contacts'
            AND action = 'change'
            AND after @> '{"disabled_since": null}'
    ) AS one (contact_id, invited, moved, enabled, held)
    GROUP BY contact_id
    ORDER BY contact_id
), losing AS (
    SELECT
        association.contact_id,
        (array_agg(change.school_id ORDER BY change.school_id))[1] AS school_id
    FROM districts_plannedchange AS change
    JOIN families_schoolassociation AS association ON association.id = change.subject_id
    WHERE change.district_id = %(district)s
        AND change.run_id = %(run)s
        AND change.kind = 'associations'
        AND change.action = 'end'
        AND association.started_at IS NULL
    GROUP BY association.contact_id
), pending AS (
    SELECT
        id, contact_id, queued_at, sent_at, bounced_at, expires_at,
        expires_at <= %(now)s AS expired
    FROM families_familyinvitation
    WHERE district_id = %(district)s
        AND accepted_at IS NULL AND declined_at IS NULL AND disowned_at IS NULL
        AND revoked_at IS NULL AND ended_by_run_id IS NULL
), planned AS (
    SELECT
        asked.contact_id, COALESCE(pending.id, uuidv7()) AS subject_id, NULL::uuid AS school_id,
        CASE
            WHEN pending.id IS NOT NULL THEN 'change' WHEN asked.invited THEN 'create'
        END AS action,
        CASE
            WHEN pending.id IS NOT NULL THEN jsonb_build_object(
                'queued_at', pending.queued_at,
                'sent_at', pending.sent_at,
                'bounced_at', pending.bounced_at,
                'expires_at', pending.expires_at
            )
        END AS before,
        CASE
            WHEN pending.id IS NULL THEN
                jsonb_build_object('contact_id', asked.contact_id, 'expires_at', %(expires)s)
            -- Nobody is written to once more because of an address: it had expired.
            WHEN pending.expired AND NOT asked.invited THEN jsonb_build_object(
                'queued_at', pending.queued_at,
                'sent_at', pending.sent_at,
                'bounced_at', pending.bounced_at,
                'expires_at', pending.expires_at
            )
            ELSE jsonb_build_object(
                'queued_at', %(now)s,
                'sent_at', NULL,
                'bounced_at', NULL,
                'expires_at', %(expires)s
            )
        END AS after,
        CASE WHEN asked.moved AND pending.id IS NOT NULL THEN 'readdressed' ELSE '' END AS reason,
        asked.held
    FROM asked
    LEFT JOIN pending USING (contact_id)
    WHERE pending.id IS NULL
        OR asked.moved
        OR asked.invited AND pending.expired
        OR asked.enabled AND NOT pending.expired
            AND pending.sent_at IS NULL AND pending.bounced_at IS NULL
    UNION ALL
    -- An invitation ends with the last of its students.
    SELECT
        losing.contact_id, pending.id, losing.school_id, 'end',
        jsonb_build_object('ended_by_run_id', NULL),
        jsonb_build_object('ended_by_run_id', %(run)s), 'absent', false
    FROM losing
    JOIN pending USING (contact_id)
    WHERE NOT EXISTS (SELECT FROM asked WHERE asked.contact_id = losing.contact_id)
        AND NOT EXISTS (
            SELECT FROM families_schoolassociation AS other
            WHERE other.contact_id = losing.contact_id
                AND other.ended_at IS NULL AND other.started_at IS NULL
                AND NOT EXISTS (
                    SELECT FROM districts_plannedchange AS change
                    WHERE change.district_id = %(district)s
                        AND change.run_id = %(run)s
                        AND change.kind = 'associations' AND change.subject_id = other.id
                        AND change.action = 'end'
                )
        )
), noted AS (
    INSERT INTO districts_plannedchange (
        district_id, run_id, kind, action, key, subject_id, school_id, before, after, reason, held
    )
    SELECT
        %(district)s, %(run)s, 'invitations', planned.action,
        COALESCE(contact.email_key, adult.email_key), planned.subject_id, planned.school_id,
        planned.before, planned.after, planned.reason, planned.held
    FROM planned
    LEFT JOIN families_familycontact AS contact ON contact.id = planned.contact_id
    LEFT JOIN (
        SELECT DISTINCT contact_id, email_key FROM incoming_adult WHERE is_new
    ) AS adult ON adult.contact_id = planned.contact_id
    WHERE planned.action IS NOT NULL
    RETURNING subject_id, action, after
), told AS (
    UPDATE districts_importrun
    SET emails_planned = (
        SELECT count(*)
        FROM noted
        WHERE action IN ('create', 'change') AND (after ->> 'expires_at')::timestamptz > %(now)s
    )
    WHERE id = %(run)s
)
INSERT INTO plan_unchanged (kind, rows)
SELECT 'invitations', count(*)
FROM pending
WHERE contact_id IN (
        SELECT contact_id FROM incoming_pair UNION ALL SELECT contact_id FROM settled_families
    )
    AND id NOT IN (SELECT subject_id FROM noted);
