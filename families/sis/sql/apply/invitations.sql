-- An invitation ends with the last of its students: asked again here, where some ends may be held.
-- Taken back, it is open again.
UPDATE families_familyinvitation AS invitation
SET ended_by_run_id = (change.after ->> 'ended_by_run_id')::uuid
FROM districts_plannedchange AS change
WHERE change.district_id = %(district)s
    AND change.run_id = %(run)s
    AND change.kind = 'invitations'
    AND change.action IN ('end', 'revive')
    AND NOT change.held
    AND invitation.id = change.subject_id
    AND (
        change.action = 'revive'
        OR NOT EXISTS (
            SELECT FROM families_schoolassociation AS other
            WHERE other.contact_id = invitation.contact_id
                AND other.ended_at IS NULL AND other.started_at IS NULL
        )
    );

UPDATE families_familyinvitation AS invitation
SET queued_at = (change.after ->> 'queued_at')::timestamptz,
    sent_at = (change.after ->> 'sent_at')::timestamptz,
    bounced_at = (change.after ->> 'bounced_at')::timestamptz,
    expires_at = (change.after ->> 'expires_at')::timestamptz
FROM districts_plannedchange AS change
WHERE change.district_id = %(district)s
    AND change.run_id = %(run)s
    AND change.kind = 'invitations'
    AND change.action = 'change'
    AND NOT change.held
    AND invitation.id = change.subject_id;

-- Handle and nonce are drawn here, never planned: a stored plan must not hold half a token.
-- gen_random_uuid() has 122 strong random bits; two of them, hashed, fill 24 bytes.
WITH fresh AS MATERIALIZED (
    SELECT
        subject_id, after,
        sha256(uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid())) AS random
    FROM districts_plannedchange
    WHERE district_id = %(district)s
        AND run_id = %(run)s
        AND kind = 'invitations'
        AND action = 'create'
        AND NOT held
)
INSERT INTO families_familyinvitation (
    id, district_id, contact_id, kid, handle, nonce, queued_at, expires_at
)
SELECT
    subject_id, %(district)s, (after ->> 'contact_id')::uuid, %(kid)s,
    substring(random FROM 1 FOR 8), substring(random FROM 9 FOR 16),
    %(now)s, (after ->> 'expires_at')::timestamptz
FROM fresh;

-- Another address: what was sent to the one before opens nothing any more, unless a person takes
-- the run back, which sees to the links itself.
WITH readdressed AS MATERIALIZED (
    SELECT
        invitation.*, sha256(uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid())) AS random
    FROM districts_plannedchange AS moved
    JOIN families_familyinvitation AS invitation ON invitation.contact_id = moved.subject_id
    WHERE moved.district_id = %(district)s
        AND moved.run_id = %(run)s
        AND moved.kind = 'contacts'
        AND moved.action = 'change'
        AND moved.after ? 'email_key'
        AND moved.reason <> 'undo'
        AND NOT moved.held
        AND invitation.accepted_at IS NULL AND invitation.declined_at IS NULL
        AND invitation.disowned_at IS NULL AND invitation.revoked_at IS NULL
        AND invitation.ended_by_run_id IS NULL
), set_aside AS (
    INSERT INTO families_formerlink (
        district_id, run_id, invitation_id, kid, handle, nonce, opened_at
    )
    SELECT district_id, %(run)s, id, kid, handle, nonce, opened_at
    FROM readdressed
)
UPDATE families_familyinvitation AS invitation
SET kid = %(kid)s,
    handle = substring(random FROM 1 FOR 8),
    nonce = substring(random FROM 9 FOR 16),
    opened_at = NULL
FROM readdressed
WHERE invitation.id = readdressed.id;

-- One e-mail a person, in the same transaction; it leaves after the commit. Sent again, it is
-- another message about the same invitation, unless one still waits to go to the same address: those
-- to another are never sent. What is taken back is written to nobody.
WITH waiting AS (
    SELECT mail.subject_id
    FROM districts_plannedchange AS change
    JOIN districts_outboundemail AS mail
        ON mail.purpose = 'family_invitation' AND mail.subject_id = change.subject_id
    JOIN families_familyinvitation AS invitation ON invitation.id = change.subject_id
    JOIN families_familycontact AS contact ON contact.id = invitation.contact_id
    WHERE change.district_id = %(district)s
        AND change.run_id = %(run)s
        AND change.kind = 'invitations'
        AND change.action = 'change'
        AND NOT change.held
        AND mail.sent_at IS NULL AND mail.dead_at IS NULL AND mail.cancelled_at IS NULL
        AND lower(mail.recipient) = contact.email_key
), queued AS (
    INSERT INTO districts_outboundemail (
        district_id, purpose, subject_id, recipient, dedupe_key, created_at, due_at, attempts,
        dead_reason, cancel_reason
    )
    SELECT
        %(district)s, 'family_invitation', invitation.id, contact.email,
        'family_invitation:' || invitation.id
            || CASE change.action WHEN 'create' THEN '' ELSE ':' || %(now)s::text END,
        %(now)s, %(mail_due)s, 0, '', ''
    FROM districts_plannedchange AS change
    JOIN families_familyinvitation AS invitation ON invitation.id = change.subject_id
    JOIN families_familycontact AS contact ON contact.id = invitation.contact_id
    WHERE change.district_id = %(district)s
        AND change.run_id = %(run)s
        AND change.kind = 'invitations'
        AND change.action IN ('create', 'change')
        AND change.reason <> 'undo'
        AND NOT change.held
        AND invitation.expires_at > %(now)s
        AND (
            change.action = 'create'
            -- A set, asked once: the table grows while this statement writes to it.
            OR invitation.id NOT IN (SELECT subject_id FROM waiting)
        )
    ON CONFLICT (dedupe_key) DO NOTHING
    RETURNING id
)
UPDATE districts_importrun
SET emails_queued = emails_queued + (SELECT count(*) FROM queued)
WHERE id = %(run)s;
