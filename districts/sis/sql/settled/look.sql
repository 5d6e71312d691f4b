-- How many rows there are; PostgreSQL guesses a quarter of them, and joins the wrong way round.
-- A glance is enough for that.
SET LOCAL default_statistics_target = 1;
ANALYZE {raw} (line);

-- All of a file is held against all that stands: never row by row, however few PostgreSQL expects to
-- be equal in every column.
SET LOCAL enable_nestloop = off;
