-- Whoever was asked anew in between was asked at the address that is taken back: that link opens
-- nothing any more, and counts as expired until it is sent once more. An invitation that had ended,
-- and is open again by this very undo, was sent to the address before.
WITH meant_elsewhere AS MATERIALIZED (
    SELECT
        invitation.id, sha256(uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid())) AS random
    FROM districts_plannedchange AS moved
    JOIN families_familyinvitation AS invitation ON invitation.contact_id = moved.subject_id
    WHERE moved.district_id = %(district)s
        AND moved.run_id = %(run)s
        AND moved.kind = 'contacts'
        AND moved.after ? 'email_key'
        AND invitation.accepted_at IS NULL AND invitation.declined_at IS NULL
        AND invitation.disowned_at IS NULL AND invitation.revoked_at IS NULL
        AND invitation.ended_by_run_id IS NULL
        AND NOT EXISTS (
            SELECT FROM families_formerlink AS former
            WHERE former.run_id = %(undone)s AND former.invitation_id = invitation.id
        )
        AND NOT EXISTS (
            SELECT FROM districts_plannedchange AS reopened
            WHERE reopened.district_id = %(district)s
                AND reopened.run_id = %(run)s
                AND reopened.kind = 'invitations'
                AND reopened.subject_id = invitation.id
        )
)
UPDATE families_familyinvitation AS invitation
SET handle = substring(random FROM 1 FOR 8),
    nonce = substring(random FROM 9 FOR 16),
    opened_at = NULL,
    expires_at = LEAST(invitation.expires_at, %(now)s)
FROM meant_elsewhere
WHERE invitation.id = meant_elsewhere.id;

-- An address that is as it was before has its own link again: what was sent to the other one opens
-- nothing any more, whether or not it was sent once more in between.
WITH restored AS MATERIALIZED (
    DELETE FROM families_formerlink AS former
    USING families_familyinvitation AS invitation, districts_plannedchange AS moved
    WHERE former.run_id = %(undone)s
        AND invitation.id = former.invitation_id
        AND moved.district_id = %(district)s
        AND moved.run_id = %(run)s
        AND moved.kind = 'contacts'
        AND moved.subject_id = invitation.contact_id
        AND moved.after ? 'email_key'
    RETURNING former.invitation_id, former.kid, former.handle, former.nonce, former.opened_at
)
UPDATE families_familyinvitation AS invitation
SET kid = restored.kid,
    handle = restored.handle,
    nonce = restored.nonce,
    opened_at = restored.opened_at
FROM restored
WHERE invitation.id = restored.invitation_id;
