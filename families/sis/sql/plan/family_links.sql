-- What the SIS says of adults and students. A link that is no longer named is noted as absent, but
-- not while the student is away: then everything of theirs sleeps and comes back with them.
WITH planned AS (
    SELECT
        pair.key, COALESCE(link.id, uuidv7()) AS subject_id, pair.student_id,
        CASE WHEN link.id IS NULL THEN 'create' WHEN link.absent_since IS NOT NULL THEN 'revive' END
            AS action,
        CASE WHEN link.id IS NOT NULL THEN jsonb_build_object('absent_since', link.absent_since) END
            AS before,
        CASE
            WHEN link.id IS NOT NULL THEN jsonb_build_object('absent_since', NULL)
            ELSE jsonb_build_object('contact_id', pair.contact_id, 'student_id', pair.student_id)
        END AS after,
        CASE WHEN link.absent_since IS NOT NULL THEN 'returned' ELSE '' END AS reason
    FROM incoming_pair AS pair
    LEFT JOIN families_sisfamilylink AS link
        ON link.district_id = %(district)s
        AND link.connection_id = %(connection)s
        AND link.contact_id = pair.contact_id
        AND link.student_id = pair.student_id
    UNION ALL
    SELECT
        known.value || ' / ' || contact.email_key, link.id, link.student_id, 'end',
        jsonb_build_object('absent_since', NULL), jsonb_build_object('absent_since', %(now)s),
        'absent'
    FROM families_sisfamilylink AS link
    JOIN active_student USING (student_id)
    JOIN families_familycontact AS contact ON contact.id = link.contact_id
    JOIN districts_externalid AS known
        ON known.student_id = link.student_id AND known.connection_id = %(connection)s
    WHERE %(has_families)s
        AND link.district_id = %(district)s
        AND link.connection_id = %(connection)s
        AND link.absent_since IS NULL
        AND NOT EXISTS (
            SELECT FROM incoming_family AS row
            WHERE row.student = known.value AND row.email_key = contact.email_key
        )
        -- A row that says too little speaks for everything it may have meant.
        AND NOT EXISTS (
            SELECT FROM incoming_family AS row
            WHERE row.student = known.value AND row.email_key = ''
        )
        AND NOT EXISTS (
            SELECT FROM incoming_family AS row
            WHERE row.student = '' AND row.email_key = contact.email_key
        )
), noted AS (
    INSERT INTO districts_plannedchange (
        district_id, run_id, kind, action, key, subject_id, school_id, before, after, reason, held
    )
    SELECT DISTINCT ON (planned.subject_id)
        %(district)s, %(run)s, 'family_links', planned.action, planned.key, planned.subject_id,
        home.school_id, planned.before, planned.after, planned.reason, false
    FROM planned
    LEFT JOIN home_school AS home USING (student_id)
    WHERE planned.action IS NOT NULL
)
INSERT INTO plan_unchanged (kind, rows)
SELECT 'family_links', count(*) FILTER (WHERE action IS NULL) FROM planned;
