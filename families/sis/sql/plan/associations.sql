-- School associations that follow from the links.
--
-- Created: for a pair of the package that has none, where the district invites, the student is
-- active, the adult may sign in and the associations are on at one of the student's schools, unless
-- a person has said no: a bar, or an end that was not an import's. An adult whose access an import
-- had ended, and who has an account, gets it back as it was.
-- Ended, or flagged: what an import once created and the source stopped naming. What a person
-- added, an import never ends.
WITH standing AS (
    SELECT id, contact_id, student_id, missing_since, started_at, origin, end_reason
    FROM families_schoolassociation
    WHERE district_id = %(district)s AND ended_at IS NULL
), welcome AS (
    SELECT pair.key, pair.contact_id, pair.student_id
    FROM incoming_pair AS pair
    LEFT JOIN standing USING (contact_id, student_id)
    WHERE %(invites)s
        AND standing.id IS NULL
        AND pair.enabled
        AND NOT EXISTS (SELECT FROM resting_student AS r WHERE r.student_id = pair.student_id)
        AND NOT EXISTS (SELECT FROM unlinked_student AS u WHERE u.student_id = pair.student_id)
        AND NOT EXISTS (
            SELECT FROM families_bar AS bar
            WHERE bar.contact_id = pair.contact_id
                AND bar.student_id = pair.student_id
                AND bar.lifted_at IS NULL
        )
), last_end AS (
    SELECT DISTINCT ON (ended.contact_id, ended.student_id)
        ended.contact_id, ended.student_id, ended.end_reason, ended.started_at, ended.ended_at
    FROM welcome
    JOIN families_schoolassociation AS ended
        ON ended.contact_id = welcome.contact_id
        AND ended.student_id = welcome.student_id
        AND ended.ended_at IS NOT NULL
    ORDER BY ended.contact_id, ended.student_id, ended.ended_at DESC, ended.id DESC
), created AS (
    SELECT
        welcome.key, welcome.contact_id, welcome.student_id,
        last_end.started_at IS NOT NULL AND contact.user_id IS NOT NULL AS starts_again
    FROM welcome
    LEFT JOIN last_end USING (contact_id, student_id)
    LEFT JOIN families_familycontact AS contact ON contact.id = welcome.contact_id
    WHERE last_end.contact_id IS NULL
        OR last_end.end_reason = 'import'
        OR EXISTS (
            SELECT FROM families_bar AS bar
            WHERE bar.contact_id = welcome.contact_id
                AND bar.student_id = welcome.student_id
                AND bar.lifted_at >= last_end.ended_at
        )
    ORDER BY welcome.student_id, welcome.contact_id
), unsaid AS (
    -- What this source once said and does not say any more; another one may.
    SELECT link.contact_id, link.student_id
    FROM families_sisfamilylink AS link
    WHERE link.district_id = %(district)s
        AND link.connection_id = %(connection)s
        AND link.absent_since IS NOT NULL
        AND %(has_families)s
        AND NOT EXISTS (SELECT FROM resting_student AS r WHERE r.student_id = link.student_id)
        AND NOT EXISTS (SELECT FROM unsure_student AS u WHERE u.student_id = link.student_id)
        AND NOT EXISTS (SELECT FROM outside_student AS o WHERE o.student_id = link.student_id)
        AND NOT EXISTS (
            SELECT FROM incoming_pair AS pair
            WHERE pair.contact_id = link.contact_id AND pair.student_id = link.student_id
        )
        AND NOT EXISTS (
            SELECT FROM moved_adult AS moved
            WHERE moved.contact_id = link.contact_id AND moved.proposed
        )
    UNION
    SELECT contact_id, student_id FROM unnamed_link
), lost AS (
    SELECT
        standing.id, standing.student_id, standing.missing_since,
        COALESCE(known.value, '') || ' / ' || contact.email_key AS key
    FROM unsaid
    JOIN standing USING (contact_id, student_id)
    JOIN families_familycontact AS contact ON contact.id = standing.contact_id
    LEFT JOIN LATERAL (
        SELECT min(value) AS value
        FROM districts_externalid
        WHERE student_id = standing.student_id AND connection_id = %(connection)s
    ) AS known ON true
    WHERE CASE
            WHEN %(removes)s THEN standing.origin = 'sis'
            ELSE standing.started_at IS NOT NULL AND standing.missing_since IS NULL
        END
        AND NOT EXISTS (
            SELECT
            FROM families_sisfamilylink AS elsewhere
            JOIN districts_sisconnection AS other ON other.id = elsewhere.connection_id
            WHERE elsewhere.contact_id = standing.contact_id
                AND elsewhere.student_id = standing.student_id
                AND elsewhere.connection_id <> %(connection)s
                AND elsewhere.absent_since IS NULL
                AND other.ended_at IS NULL
        )
), planned AS (
    SELECT
        key, uuidv7() AS subject_id, student_id, 'create' AS action, NULL::jsonb AS before,
        jsonb_build_object(
            'contact_id', contact_id, 'student_id', student_id,
            'started_at', CASE WHEN starts_again THEN %(now)s END
        ) AS after,
        CASE WHEN starts_again THEN 'returned' ELSE '' END AS reason
    FROM created
    UNION ALL
    SELECT
        pair.key, standing.id, standing.student_id, 'change',
        jsonb_build_object('missing_since', standing.missing_since),
        jsonb_build_object('missing_since', NULL), ''
    FROM incoming_pair AS pair
    JOIN standing USING (contact_id, student_id)
    WHERE standing.missing_since IS NOT NULL
    UNION ALL
    SELECT
        key, id, student_id, CASE WHEN %(removes)s THEN 'end' ELSE 'change' END,
        CASE
            WHEN %(removes)s THEN jsonb_build_object('ended_at', NULL, 'end_reason', '')
            ELSE jsonb_build_object('missing_since', missing_since)
        END,
        CASE
            WHEN %(removes)s THEN jsonb_build_object('ended_at', %(now)s, 'end_reason', 'import')
            ELSE jsonb_build_object('missing_since', %(now)s)
        END,
        'absent'
    FROM lost
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
        %(district)s, %(run)s, 'associations', planned.action, planned.key, planned.subject_id,
        home.school_id, planned.before, planned.after, planned.reason, false
    FROM planned
    LEFT JOIN home_school AS home USING (student_id)
    RETURNING action, reason
)
INSERT INTO plan_unchanged (kind, rows)
SELECT
    'associations',
    (SELECT count(*) FROM incoming_pair JOIN standing USING (contact_id, student_id))
        + (SELECT count(*) FROM settled_families WHERE tied)
        - (SELECT count(*) FROM noted WHERE action = 'change' AND reason = '');
