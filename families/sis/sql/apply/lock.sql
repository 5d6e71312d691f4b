-- Adults whose ties are about to end: an acceptance of the same instant waits, or is seen.
SELECT count(*)
FROM (
    SELECT contact.id
    FROM districts_plannedchange AS change
    JOIN families_schoolassociation AS association ON association.id = change.subject_id
    JOIN families_familycontact AS contact ON contact.id = association.contact_id
    WHERE change.district_id = %(district)s
        AND change.run_id = %(run)s
        AND change.kind = 'associations'
        AND NOT change.held
    ORDER BY contact.id
    FOR UPDATE OF contact
) AS locked;
