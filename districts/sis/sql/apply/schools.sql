INSERT INTO districts_school (id, district_id, code, name)
SELECT subject_id, %(district)s, after ->> 'code', ''
FROM districts_plannedchange
WHERE district_id = %(district)s
    AND run_id = %(run)s
    AND kind = 'schools'
    AND action = 'create';
