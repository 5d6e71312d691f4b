-- How many rows there are; PostgreSQL guesses a quarter of them, and joins the wrong way round.
ANALYZE {raw} (line);
