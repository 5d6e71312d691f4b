-- What a file's rows look like; a row that could not be read as one tells nothing of the others.
-- Where its fields are shifted, or the id of somebody has signs that could not be read, or there is
-- none, it may be anybody's.
SELECT
    count(*) FILTER (WHERE fault = ''),
    count(*) FILTER (WHERE fault = '' AND (status <> '' OR modified <> '')),
    count(*) FILTER (
        WHERE fault = 'ragged_row'
            OR {name} = ''
            OR (fault = 'bad_encoding' AND concat({ids}) ~ '[?�]')
    ),
    count(*) FILTER (WHERE {with_role})
FROM {staged};
