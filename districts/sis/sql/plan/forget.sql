-- What an earlier attempt at this run had planned and found.
DELETE FROM districts_plannedchange WHERE district_id = %(district)s AND run_id = %(run)s;
DELETE FROM districts_importproblem WHERE district_id = %(district)s AND run_id = %(run)s;
