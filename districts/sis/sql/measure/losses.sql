-- How many rows each school would lose, by kind. Ids that are no longer named are no loss of rows.
SELECT kind, school_id, count(*)
FROM districts_plannedchange
WHERE district_id = %(district)s AND run_id = %(run)s AND action = 'end' AND kind <> 'identities'
GROUP BY kind, school_id;
