-- Classes.csv: one row a class.
INSERT INTO incoming_class (external, school, name, grade, start_date, end_date, good, whole)
SELECT DISTINCT ON (class_id)
    class_id, school_code, name, grade, start_date, end_date, usable, whole
FROM staged_classes
WHERE class_id <> ''
ORDER BY class_id, usable DESC, line;

INSERT INTO incoming_school (external, code, good)
SELECT school_code, school_code, bool_or(usable)
FROM staged_classes
WHERE school_code <> ''
GROUP BY school_code
ON CONFLICT (external) DO UPDATE SET good = incoming_school.good OR excluded.good;
