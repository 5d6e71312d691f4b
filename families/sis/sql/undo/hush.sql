-- Invitations of an import that somebody wants undone do not leave meanwhile: a worker may have a
-- thousand other letters to send before it comes to the undo.
UPDATE districts_outboundemail AS mail
SET due_at = %(later)s
FROM districts_plannedchange AS change
WHERE change.district_id = %(district)s
    AND change.run_id = %(undone)s
    AND change.kind = 'invitations'
    AND mail.purpose = 'family_invitation'
    AND mail.subject_id = change.subject_id
    AND mail.sent_at IS NULL AND mail.dead_at IS NULL AND mail.cancelled_at IS NULL
    AND mail.due_at < %(later)s;
