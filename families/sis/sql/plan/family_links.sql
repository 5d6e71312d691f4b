-- What the SIS says of adults and students, and which side's record says it. A link that is no
-- longer named is noted as absent, but not while the student is away: then everything of theirs
-- sleeps and comes back with them.
--
-- A whole package tells of both sides; a package of changes only of the records that came.
WITH named AS (
    SELECT
        pair.key, pair.contact_id, pair.student_id, link.id, link.absent_since,
        link.by_student AS old_by_student, link.by_adult AS old_by_adult,
        pair.by_student
            OR NOT %(has_families)s AND link.by_student AND silent.student_side IS NOT TRUE
            AS by_student,
        pair.by_adult
            OR NOT %(has_families)s AND link.by_adult AND silent.adult_side IS NOT TRUE
            AS by_adult
    FROM incoming_pair AS pair
    LEFT JOIN families_sisfamilylink AS link
        ON link.district_id = %(district)s
        AND link.connection_id = %(connection)s
        AND link.contact_id = pair.contact_id
        AND link.student_id = pair.student_id
    LEFT JOIN silent_side AS silent ON silent.id = link.id
), differing AS (
    -- New rows are made student by student: what they point to then stands together.
    SELECT *
    FROM named
    WHERE id IS NULL
        OR absent_since IS NOT NULL
        OR (by_student, by_adult) <> (old_by_student, old_by_adult)
    ORDER BY student_id, contact_id
), planned AS (
    SELECT
        key, COALESCE(id, uuidv7()) AS subject_id, student_id,
        CASE
            WHEN id IS NULL THEN 'create' WHEN absent_since IS NOT NULL THEN 'revive' ELSE 'change'
        END AS action,
        CASE
            WHEN id IS NOT NULL THEN jsonb_build_object(
                'absent_since', absent_since, 'by_student', old_by_student, 'by_adult', old_by_adult
            )
        END AS before,
        jsonb_build_object(
            'absent_since', NULL, 'by_student', COALESCE(by_student, false),
            'by_adult', COALESCE(by_adult, false)
        ) || CASE
            WHEN id IS NULL THEN
                jsonb_build_object('contact_id', contact_id, 'student_id', student_id)
            ELSE '{}'
        END AS after,
        CASE WHEN absent_since IS NOT NULL THEN 'returned' ELSE '' END AS reason
    FROM differing
    UNION ALL
    -- One side has taken its word back, the other was not asked.
    SELECT
        COALESCE(known.value, '') || ' / ' || contact.email_key, link.id, link.student_id, 'change',
        jsonb_build_object('by_student', link.by_student, 'by_adult', link.by_adult),
        jsonb_build_object(
            'by_student', link.by_student AND NOT silent.student_side,
            'by_adult', link.by_adult AND NOT silent.adult_side
        ),
        ''
    FROM silent_side AS silent
    JOIN families_sisfamilylink AS link USING (id)
    JOIN families_familycontact AS contact ON contact.id = link.contact_id
    LEFT JOIN LATERAL (
        SELECT min(value) AS value
        FROM districts_externalid
        WHERE student_id = link.student_id AND connection_id = %(connection)s
    ) AS known ON true
    WHERE NOT EXISTS (
            SELECT FROM incoming_pair AS pair
            WHERE pair.contact_id = link.contact_id AND pair.student_id = link.student_id
        )
        AND NOT EXISTS (SELECT FROM unnamed_link AS ended WHERE ended.id = link.id)
    UNION ALL
    SELECT
        key, id, student_id, 'end', jsonb_build_object('absent_since', NULL),
        jsonb_build_object('absent_since', %(now)s), reason
    FROM unnamed_link
), home_school AS (
    -- Where each student's rows are counted: the first of the schools they are at.
    SELECT DISTINCT ON (student_id) student_id, school_id
    FROM districts_schoolmembership
    WHERE district_id = %(district)s AND ended_at IS NULL
    ORDER BY student_id, school_id
), noted AS (
    INSERT INTO districts_plannedchange (
        district_id, run_id, kind, action, key, subject_id, school_id, before, after, reason, held
    )
    SELECT
        %(district)s, %(run)s, 'family_links', planned.action, planned.key, planned.subject_id,
        home.school_id, planned.before, planned.after, planned.reason, false
    FROM planned
    LEFT JOIN home_school AS home USING (student_id)
    RETURNING subject_id, action
)
INSERT INTO plan_unchanged (kind, rows)
SELECT
    'family_links',
    (SELECT count(*) FROM incoming_pair)
        + COALESCE((SELECT rows FROM settled_rows WHERE part = 'families'), 0)
        - (
            SELECT count(*)
            FROM noted
            WHERE action <> 'end'
                AND subject_id NOT IN (
                    SELECT silent.id
                    FROM silent_side AS silent
                    JOIN families_sisfamilylink AS link USING (id)
                    LEFT JOIN incoming_pair AS pair USING (contact_id, student_id)
                    WHERE pair.student_id IS NULL
                )
        );
