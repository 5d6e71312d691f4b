-- How many rows a file has, and how many of them could not be told into fields.
SELECT count(*), count(*) FILTER (WHERE fault <> '') FROM {raw};
