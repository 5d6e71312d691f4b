UPDATE districts_plannedchange
SET applied_at = %(now)s
WHERE district_id = %(district)s AND run_id = %(run)s AND NOT held;
