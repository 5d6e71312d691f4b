-- An invitation ends with the last of its students: asked again here, where some ends may be held.
UPDATE families_familyinvitation AS invitation
SET ended_by_run_id = %(run)s
FROM districts_plannedchange AS change
WHERE change.district_id = %(district)s
    AND change.run_id = %(run)s
    AND change.kind = 'invitations'
    AND change.action = 'end'
    AND NOT change.held
    AND invitation.id = change.subject_id
    AND NOT EXISTS (
        SELECT FROM families_schoolassociation AS other
        WHERE other.contact_id = invitation.contact_id
            AND other.ended_at IS NULL AND other.started_at IS NULL
    );

UPDATE families_familyinvitation AS invitation
SET queued_at = (change.after ->> 'queued_at')::timestamptz,
    sent_at = NULL,
    bounced_at = NULL,
    expires_at = (change.after ->> 'expires_at')::timestamptz
FROM districts_plannedchange AS change
WHERE change.district_id = %(district)s
    AND change.run_id = %(run)s
    AND change.kind = 'invitations'
    AND change.action = 'change'
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
)
INSERT INTO families_familyinvitation (
    id, district_id, contact_id, kid, handle, nonce, queued_at, expires_at
)
SELECT
    subject_id, %(district)s, (after ->> 'contact_id')::uuid, %(kid)s,
    substring(random FROM 1 FOR 8), substring(random FROM 9 FOR 16),
    %(now)s, (after ->> 'expires_at')::timestamptz
FROM fresh;

-- One e-mail a person, in the same transaction; it leaves after the commit. Sent again, it is
-- another message about the same invitation.
WITH queued AS (
    INSERT INTO districts_outboundemail (
        district_id, purpose, subject_id, recipient, dedupe_key, created_at, due_at, attempts,
        dead_reason, cancel_reason
    )
    SELECT
        %(district)s, 'family_invitation', invitation.id, contact.email,
        'family_invitation:' || invitation.id
            || CASE change.action WHEN 'create' THEN '' ELSE ':' || %(now)s::text END,
        %(now)s, %(now)s, 0, '', ''
    FROM districts_plannedchange AS change
    JOIN families_familyinvitation AS invitation ON invitation.id = change.subject_id
    JOIN families_familycontact AS contact ON contact.id = invitation.contact_id
    WHERE change.district_id = %(district)s
        AND change.run_id = %(run)s
        AND change.kind = 'invitations'
        AND change.action IN ('create', 'change')
    ON CONFLICT (dedupe_key) DO NOTHING
    RETURNING id
)
UPDATE districts_importrun
SET emails_queued = emails_queued + (SELECT count(*) FROM queued)
WHERE id = %(run)s;
