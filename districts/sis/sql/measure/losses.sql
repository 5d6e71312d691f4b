-- How many rows each school would lose, by kind.
SELECT kind, school_id, count(*)
FROM districts_plannedchange
WHERE district_id = %(district)s AND run_id = %(run)s AND action = 'end'
GROUP BY kind, school_id;
