-- Settled students of whom rows that are left speak: who they are is known.
INSERT INTO identity (kind, external, subject_id, how)
SELECT 'student', external, student_id, 'known'
FROM settled_students
WHERE external IN (
        SELECT user_id FROM staged_enrolments UNION ALL SELECT student FROM staged_families
    );
