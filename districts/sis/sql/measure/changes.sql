-- The plan in numbers: kind, action, how many; held ones apart. Ids are not counted: nobody's row
-- differs because of them.
SELECT kind, action, count(*) FILTER (WHERE NOT held), count(*) FILTER (WHERE held)
FROM districts_plannedchange
WHERE district_id = %(district)s AND run_id = %(run)s AND kind NOT IN ('identities', 'adult_ids')
GROUP BY kind, action;
