-- In these schools removals wait for a person.
UPDATE districts_plannedchange
SET held = true
WHERE district_id = %(district)s AND run_id = %(run)s
    AND action = 'end'
    AND COALESCE(school_id, %(nowhere)s) = ANY (%(schools)s);
