-- Rows that do not say whom they mean: they may have been anybody's.
INSERT INTO incoming_problem (file, line, code)
SELECT {file}, line, 'unnamed_row'
FROM {staged}
WHERE fault = '' AND {blank};
