-- The plan in numbers: kind, action, how many; held ones apart.
SELECT kind, action, count(*) FILTER (WHERE NOT held), count(*) FILTER (WHERE held)
FROM districts_plannedchange
WHERE district_id = %(district)s AND run_id = %(run)s
GROUP BY kind, action;
