-- School associations that follow from the links.
--
-- Created: for a pair of the package that has none, where the district invites, the student is
-- active and the associations are on at one of their schools, unless a person has said no: a bar,
-- or an end that was not an import's. An adult whose access an import had ended, and who has an
-- account, gets it back as it was.
-- Ended, or flagged: what an import once created and the source stopped naming. What a person
-- added, an import never ends.
WITH named AS (
    SELECT
        pair.key, pair.contact_id, pair.student_id, standing.id, standing.missing_since,
        last_end.started_at IS NOT NULL AND contact.user_id IS NOT NULL AS starts_again,
        standing.id IS NULL
            AND %(invites)s
            AND pair.welcome
            AND NOT EXISTS (
                SELECT FROM families_bar AS bar
                WHERE bar.contact_id = pair.contact_id
                    AND bar.student_id = pair.student_id
                    AND bar.lifted_at IS NULL
            )
            AND (
                last_end.id IS NULL
                OR last_end.end_reason = 'import'
                OR EXISTS (
                    SELECT FROM families_bar AS bar
                    WHERE bar.contact_id = pair.contact_id
                        AND bar.student_id = pair.student_id
                        AND bar.lifted_at >= last_end.ended_at
                )
            ) AS is_new
    FROM incoming_pair AS pair
    LEFT JOIN families_familycontact AS contact ON contact.id = pair.contact_id
    LEFT JOIN families_schoolassociation AS standing
        ON standing.contact_id = pair.contact_id
        AND standing.student_id = pair.student_id
        AND standing.ended_at IS NULL
    LEFT JOIN LATERAL (
        SELECT ended.id, ended.end_reason, ended.started_at, ended.ended_at
        FROM families_schoolassociation AS ended
        WHERE ended.contact_id = pair.contact_id
            AND ended.student_id = pair.student_id
            AND ended.ended_at IS NOT NULL
        ORDER BY ended.ended_at DESC, ended.id DESC
        LIMIT 1
    ) AS last_end ON true
), planned AS (
    SELECT
        key, COALESCE(id, uuidv7()) AS subject_id, student_id,
        CASE WHEN id IS NULL THEN 'create' WHEN missing_since IS NOT NULL THEN 'change' END
            AS action,
        CASE WHEN id IS NOT NULL THEN jsonb_build_object('missing_since', missing_since) END
            AS before,
        CASE
            WHEN id IS NOT NULL THEN jsonb_build_object('missing_since', NULL)
            ELSE jsonb_build_object(
                'contact_id', contact_id,
                'student_id', student_id,
                'started_at', CASE WHEN starts_again THEN %(now)s END
            )
        END AS after,
        CASE WHEN id IS NULL AND starts_again THEN 'returned' ELSE '' END AS reason
    FROM named
    WHERE id IS NOT NULL OR is_new
    UNION ALL
    SELECT
        known.value || ' / ' || contact.email_key, standing.id, standing.student_id,
        CASE WHEN %(removes)s THEN 'end' ELSE 'change' END,
        jsonb_build_object('ended_at', NULL, 'missing_since', standing.missing_since),
        CASE
            WHEN %(removes)s THEN jsonb_build_object('ended_at', %(now)s, 'end_reason', 'import')
            ELSE jsonb_build_object('missing_since', %(now)s)
        END,
        'absent'
    FROM families_schoolassociation AS standing
    JOIN active_student USING (student_id)
    JOIN families_familycontact AS contact ON contact.id = standing.contact_id
    JOIN districts_externalid AS known
        ON known.student_id = standing.student_id AND known.connection_id = %(connection)s
    JOIN families_sisfamilylink AS link
        ON link.connection_id = %(connection)s
        AND link.contact_id = standing.contact_id
        AND link.student_id = standing.student_id
    LEFT JOIN districts_plannedchange AS change
        ON change.district_id = %(district)s AND change.run_id = %(run)s
        AND change.kind = 'family_links' AND change.subject_id = link.id
    WHERE %(has_families)s
        AND standing.district_id = %(district)s
        AND standing.ended_at IS NULL
        AND CASE
            WHEN change.after ? 'absent_since' THEN change.after ->> 'absent_since' IS NOT NULL
            ELSE link.absent_since IS NOT NULL
        END
        AND CASE
            WHEN %(removes)s THEN standing.origin = 'sis'
            ELSE standing.started_at IS NOT NULL AND standing.missing_since IS NULL
        END
        -- Another source may still name the pair.
        AND NOT EXISTS (
            SELECT FROM families_sisfamilylink AS elsewhere
            WHERE elsewhere.contact_id = standing.contact_id
                AND elsewhere.student_id = standing.student_id
                AND elsewhere.connection_id <> %(connection)s
                AND elsewhere.absent_since IS NULL
        )
), noted AS (
    INSERT INTO districts_plannedchange (
        district_id, run_id, kind, action, key, subject_id, school_id, before, after, reason, held
    )
    SELECT DISTINCT ON (planned.subject_id)
        %(district)s, %(run)s, 'associations', planned.action, planned.key, planned.subject_id,
        home.school_id, planned.before, planned.after, planned.reason, false
    FROM planned
    LEFT JOIN home_school AS home USING (student_id)
    WHERE planned.action IS NOT NULL
)
INSERT INTO plan_unchanged (kind, rows)
SELECT 'associations', count(*) FILTER (WHERE action IS NULL) FROM planned;
