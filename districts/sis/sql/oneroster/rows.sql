-- What a file's rows look like; a row that could not be read as one tells nothing of the others.
-- A row without its id, or with signs in it that could not be read, may be anybody's.
SELECT
    count(*) FILTER (WHERE fault = ''),
    count(*) FILTER (WHERE fault = '' AND (status <> '' OR modified <> '')),
    count(*) FILTER (WHERE source_id = '' OR (fault = 'bad_encoding' AND source_id ~ '[?�]')),
    count(*) FILTER (WHERE {with_role})
FROM {staged};
