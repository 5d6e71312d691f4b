-- How many rows a file has.
SELECT count(*) FROM {raw};
