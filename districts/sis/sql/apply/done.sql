UPDATE districts_plannedchange
SET applied_at = %(now)s
WHERE run_id = %(run)s AND NOT held;
