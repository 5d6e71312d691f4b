-- People in classes: they are there or not, nothing else changes.
CREATE TEMPORARY TABLE standing_enrolment ON COMMIT DROP AS
SELECT
    enrolment.id, enrolment.class_group_id AS class_id,
    COALESCE(enrolment.student_id, enrolment.staff_id) AS person_id,
    CASE WHEN enrolment.staff_id IS NULL THEN 'student' ELSE 'teacher' END AS role,
    enrolment.ended_at
FROM districts_enrolment AS enrolment
WHERE enrolment.district_id = %(district)s
    AND enrolment.class_group_id IN (
        SELECT class_group_id
        FROM districts_externalid
        WHERE connection_id = %(connection)s AND kind = 'class'
    );

ANALYZE standing_enrolment;

WITH named AS (
    SELECT
        row.class || ' / ' || row.person || ' / ' || row.role AS key,
        row.class_id, row.person_id, row.role, standing.id, standing.ended_at
    FROM incoming_enrolment AS row
    LEFT JOIN standing_enrolment AS standing
        ON standing.class_id = row.class_id
        AND standing.person_id = row.person_id
        AND standing.role = row.role
    WHERE row.good
), planned AS (
    SELECT
        key, COALESCE(id, uuidv7()) AS subject_id, class_id,
        CASE WHEN id IS NULL THEN 'create' WHEN ended_at IS NOT NULL THEN 'revive' END AS action,
        CASE WHEN id IS NOT NULL THEN jsonb_build_object('ended_at', ended_at) END AS before,
        CASE
            WHEN id IS NOT NULL THEN jsonb_build_object('ended_at', NULL)
            WHEN role = 'teacher' THEN
                jsonb_build_object('class_group_id', class_id, 'staff_id', person_id)
            ELSE jsonb_build_object('class_group_id', class_id, 'student_id', person_id)
        END AS after,
        CASE WHEN ended_at IS NOT NULL THEN 'returned' ELSE '' END AS reason
    FROM named
    UNION ALL
    SELECT
        class.value || ' / ' || person.value || ' / ' || standing.role, standing.id,
        standing.class_id, 'end',
        jsonb_build_object('ended_at', NULL), jsonb_build_object('ended_at', %(now)s), 'absent'
    FROM standing_enrolment AS standing
    JOIN districts_externalid AS class
        ON class.class_group_id = standing.class_id AND class.connection_id = %(connection)s
    JOIN districts_externalid AS person
        ON person.connection_id = %(connection)s
        AND COALESCE(person.student_id, person.staff_id) = standing.person_id
    WHERE %(has_enrolments)s
        AND standing.ended_at IS NULL
        AND NOT EXISTS (
            SELECT FROM incoming_enrolment AS row
            WHERE row.class = class.value AND row.person = person.value AND row.role = standing.role
        )
        -- A row that says too little speaks for everything it may have meant.
        AND NOT EXISTS (
            SELECT FROM incoming_enrolment AS row
            WHERE '' IN (row.class, row.person, row.role)
                AND row.class IN ('', class.value)
                AND row.person IN ('', person.value)
                AND row.role IN ('', standing.role)
        )
        AND NOT EXISTS (SELECT FROM claimed_elsewhere WHERE subject_id = standing.class_id)
), noted AS (
    INSERT INTO districts_plannedchange (
        district_id, run_id, kind, action, key, subject_id, school_id, before, after, reason, held
    )
    SELECT DISTINCT ON (planned.subject_id)
        %(district)s, %(run)s, 'enrolments', planned.action, planned.key, planned.subject_id,
        class.school_id, planned.before, planned.after, planned.reason, false
    FROM planned
    LEFT JOIN districts_classgroup AS class ON class.id = planned.class_id
    WHERE planned.action IS NOT NULL
)
INSERT INTO plan_unchanged (kind, rows)
SELECT 'enrolments', count(*) FILTER (WHERE action IS NULL) FROM planned;
