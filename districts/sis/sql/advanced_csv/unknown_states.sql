-- States of students that are neither known as active nor as inactive: each word once, a few at most.
SELECT min(left(enroll_status, 120))
FROM staged_students
WHERE usable AND lower(enroll_status) NOT IN (
    'active', 'prereg', 'inactive', 'withdrawn', 'transferred', 'graduated', 'retired', 'left',
    'demitted'
)
GROUP BY lower(enroll_status)
ORDER BY count(*) DESC, lower(enroll_status)
LIMIT 10;
