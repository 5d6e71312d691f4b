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
