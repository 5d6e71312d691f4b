-- People in classes: they are there or not, nothing else changes. What another source may have
-- said, one that claims both the class and the person, does not end.
WITH named AS (
    SELECT class, person, role, class_id, person_id
    FROM incoming_enrolment
    WHERE good
), unnamed AS (
    -- Held against the file before, all that it does not name are known; else all may be meant.
    SELECT enrolment.*
    FROM differing_enrolments AS differing
    JOIN districts_enrolment AS enrolment ON enrolment.id = differing.enrolment_id
    UNION ALL
    SELECT *
    FROM districts_enrolment
    WHERE district_id = %(district)s
        AND ended_at IS NULL
        AND NOT EXISTS (SELECT FROM settled_rows WHERE part = 'enrolments')
), differing AS (
    -- Both ways: what the package names, and what it does not.
    SELECT
        named.class, named.person, named.role, standing.id, named.class_id, named.person_id,
        standing.ended_at
    FROM named
    LEFT JOIN districts_enrolment AS standing
        ON standing.district_id = %(district)s
        AND standing.class_group_id = named.class_id
        AND COALESCE(standing.student_id, standing.staff_id) = named.person_id
    WHERE standing.id IS NULL OR standing.ended_at IS NOT NULL
    UNION ALL
    SELECT
        NULL, NULL, CASE WHEN staff_id IS NULL THEN 'student' ELSE 'teacher' END, id,
        class_group_id, COALESCE(student_id, staff_id), NULL
    FROM unnamed
    WHERE NOT EXISTS (
        SELECT
        FROM named
        WHERE named.class_id = unnamed.class_group_id
            AND named.person_id = COALESCE(unnamed.student_id, unnamed.staff_id)
    )
), doubtful AS (
    SELECT class, person, role
    FROM incoming_enrolment
    WHERE NOT good AND NOT gone
), unsaid AS (
    SELECT
        row.id, row.class_id, class.school_id, row.person_id,
        min(course.value || ' / ' || person.value || ' / ' || row.role) AS key,
        bool_or(withdrawn.line IS NOT NULL) AS withdrawn
    FROM differing AS row
    JOIN districts_classgroup AS class ON class.id = row.class_id
    JOIN districts_externalid AS course
        ON course.class_group_id = row.class_id AND course.connection_id = %(connection)s
    JOIN districts_externalid AS person
        ON person.connection_id = %(connection)s
        AND COALESCE(person.student_id, person.staff_id) = row.person_id
    LEFT JOIN incoming_enrolment AS withdrawn
        ON withdrawn.gone
        AND withdrawn.class = course.value
        AND withdrawn.person = person.value
        AND withdrawn.role = row.role
    WHERE row.class IS NULL
        AND (%(has_enrolments)s OR withdrawn.line IS NOT NULL)
        AND (%(scope)s::uuid[] IS NULL OR class.school_id = ANY (%(scope)s::uuid[]))
        AND NOT EXISTS (
            SELECT FROM doubtful
            WHERE doubtful.class = course.value
                AND doubtful.person = person.value
                AND doubtful.role = row.role
        )
        -- A row that says too little speaks for everything it may have meant.
        AND NOT EXISTS (
            SELECT FROM doubtful
            WHERE '' IN (doubtful.class, doubtful.person, doubtful.role)
                AND doubtful.class IN ('', course.value)
                AND doubtful.person IN ('', person.value)
                AND doubtful.role IN ('', row.role)
        )
    GROUP BY row.id, row.class_id, class.school_id, row.person_id
), planned AS (
    SELECT
        class || ' / ' || person || ' / ' || role AS key, id, class_id, person_id,
        (SELECT school_id FROM districts_classgroup WHERE id = class_id) AS school_id,
        CASE WHEN id IS NULL THEN 'create' ELSE 'revive' END AS action,
        CASE WHEN id IS NOT NULL THEN jsonb_build_object('ended_at', ended_at) END AS before,
        CASE
            WHEN id IS NOT NULL THEN jsonb_build_object('ended_at', NULL)
            WHEN role = 'teacher' THEN
                jsonb_build_object('class_group_id', class_id, 'staff_id', person_id)
            ELSE jsonb_build_object('class_group_id', class_id, 'student_id', person_id)
        END AS after,
        CASE WHEN id IS NOT NULL THEN 'returned' ELSE '' END AS reason
    FROM differing
    WHERE class IS NOT NULL
    UNION ALL
    SELECT
        key, id, class_id, person_id, school_id, 'end',
        jsonb_build_object('ended_at', NULL), jsonb_build_object('ended_at', %(now)s),
        CASE WHEN withdrawn THEN 'withdrawn' ELSE 'absent' END
    FROM unsaid
    WHERE NOT EXISTS (
        SELECT
        FROM claim AS course
        JOIN claim AS person USING (source_id)
        WHERE course.subject_id = unsaid.class_id
            AND person.subject_id = unsaid.person_id
            AND (course.schools IS NULL OR unsaid.school_id = ANY (course.schools))
    )
), noted AS (
    INSERT INTO districts_plannedchange (
        district_id, run_id, kind, action, key, subject_id, school_id, before, after, reason, held
    )
    SELECT
        %(district)s, %(run)s, 'enrolments', action, key, COALESCE(id, uuidv7()), school_id, before,
        after, reason, false
    FROM planned
    -- New rows class by class: joining both ways has shuffled them.
    ORDER BY class_id, person_id
    RETURNING reason
)
INSERT INTO plan_unchanged (kind, rows)
SELECT
    'enrolments',
    (SELECT count(*) FROM incoming_enrolment WHERE good)
        + COALESCE((SELECT rows FROM settled_rows WHERE part = 'enrolments'), 0)
        - (SELECT count(*) FROM noted WHERE reason NOT IN ('absent', 'withdrawn'));
