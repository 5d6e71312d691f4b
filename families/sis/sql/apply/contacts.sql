MERGE INTO families_familycontact AS contact
USING (
    SELECT subject_id, after
    FROM districts_plannedchange
    WHERE district_id = %(district)s
        AND run_id = %(run)s
        AND kind = 'contacts'
        AND NOT held
) AS change
ON contact.id = change.subject_id
WHEN MATCHED THEN UPDATE SET
    first_name = COALESCE(after ->> 'first_name', contact.first_name),
    last_name = COALESCE(after ->> 'last_name', contact.last_name),
    email = COALESCE(after ->> 'email', contact.email),
    email_key = COALESCE(after ->> 'email_key', contact.email_key),
    disabled_since = CASE
        WHEN after ? 'disabled_since' THEN (after ->> 'disabled_since')::timestamptz
        ELSE contact.disabled_since
    END
WHEN NOT MATCHED THEN INSERT (
    id, district_id, email, email_key, first_name, last_name, language, disabled_since, created_at
) VALUES (
    subject_id, %(district)s, after ->> 'email', after ->> 'email_key', after ->> 'first_name',
    after ->> 'last_name', '', (after ->> 'disabled_since')::timestamptz, %(now)s
);
