-- Whose adult is whose: a student's row may name the adult, the adult's row the student, or both.
-- An adult is who has such a role and is neither student nor staff: a teacher among a student's
-- agents is no family.
CREATE TEMPORARY TABLE or_adult ON COMMIT DROP AS
SELECT
    line, source_id, email_key, email, given_name, family_name, agents, enabled, state,
    good AND family AS good,
    good AND sure AND NOT family AND NOT roles_told AS untold
FROM or_person
WHERE (SELECT filled FROM or_term WHERE part = 'families')
    AND NOT studies AND NOT works
    -- Of whom the package does not tell for sure what they are may be an adult, too: seen.
    AND (family OR state <> 'here' OR NOT (sure AND roles_told));

ANALYZE or_adult;

CREATE TEMPORARY TABLE or_pair ON COMMIT DROP AS
SELECT student, adult, bool_or(by_student) AS by_student, bool_or(by_adult) AS by_adult
FROM (
    SELECT
        person.source_id AS student, named.source_id AS adult, true AS by_student,
        false AS by_adult
    FROM or_person AS person
    CROSS JOIN LATERAL pg_temp.or_list(person.agents) AS named (source_id)
    WHERE person.state = 'here'
        AND EXISTS (SELECT FROM incoming_student WHERE external = person.source_id)
    UNION ALL
    SELECT named.source_id, adult.source_id, false, true
    FROM or_adult AS adult
    CROSS JOIN LATERAL pg_temp.or_list(adult.agents) AS named (source_id)
    WHERE adult.state <> 'gone'
) AS direction
GROUP BY student, adult;

ANALYZE or_pair;

INSERT INTO incoming_family (
    line, student, email_key, email, first_name, last_name, student_id, good,
    adult, by_student, by_adult, enabled
)
SELECT
    -- Line 0: changes of somebody whose roles did not come, as if only their id had.
    CASE WHEN adult.untold THEN 0 ELSE adult.line END,
    pair.student, adult.email_key, adult.email, adult.given_name, adult.family_name,
    student.subject_id,
    adult.good AND adult.email_key <> '' AND student.subject_id IS NOT NULL,
    pair.adult, pair.by_student, pair.by_adult, adult.enabled
FROM or_pair AS pair
JOIN or_adult AS adult ON adult.source_id = pair.adult AND adult.state <> 'gone'
LEFT JOIN identity AS student ON student.kind = 'student' AND student.external = pair.student
WHERE student.subject_id IS NOT NULL OR NOT adult.good;

-- A student names an adult this package does not tell of, as a list of changes may: seen.
INSERT INTO incoming_family (
    line, student, email_key, email, first_name, last_name, student_id, good, adult
)
SELECT 0, pair.student, '', '', '', '', student.subject_id, false, pair.adult
FROM or_pair AS pair
JOIN identity AS student ON student.kind = 'student' AND student.external = pair.student
WHERE (SELECT filled FROM or_term WHERE part = 'families')
    AND NOT EXISTS (SELECT FROM or_person AS person WHERE source_id = pair.adult);

-- What a row in doubt may have meant.
INSERT INTO incoming_family (
    line, student, email_key, email, first_name, last_name, good, adult
)
SELECT person.line, person.source_id, '', '', '', '', false, ''
FROM or_person AS person
WHERE (SELECT filled FROM or_term WHERE part = 'families')
    AND person.state <> 'gone' AND NOT person.good
    AND EXISTS (SELECT FROM incoming_student WHERE external = person.source_id)
UNION ALL
SELECT line, '', email_key, '', '', '', false, source_id
FROM or_adult AS adult
WHERE state <> 'gone' AND NOT good;

INSERT INTO incoming_record (kind, external)
SELECT 'student', row.external
FROM incoming_student AS row
JOIN or_person AS person ON person.source_id = row.external
WHERE row.good AND row.complete AND row.active
    AND (SELECT filled FROM or_term WHERE part = 'relatives')
UNION ALL
SELECT 'adult', source_id
FROM or_adult
WHERE good AND (SELECT filled FROM or_term WHERE part = 'relatives');

-- An adult who has ended has ended for every student.
INSERT INTO incoming_family (
    line, student, email_key, email, first_name, last_name, good, adult, gone
)
SELECT line, '', email_key, email, given_name, family_name, false, source_id, true
FROM or_adult AS adult
WHERE state = 'gone';

INSERT INTO incoming_problem (file, line, "column", code)
SELECT DISTINCT 'users.csv', adult.line, 'email', 'adult_without_email'
FROM or_adult AS adult
JOIN or_pair AS pair ON pair.adult = adult.source_id
WHERE adult.good AND adult.email_key = '';

ANALYZE incoming_family;
