-- The latest change a file tells of.
SELECT max(pg_temp.or_moment(modified, day_first))
FROM {staged}
CROSS JOIN or_written_day
WHERE fault = '';
