-- Values that stand in the file and could not be understood as what their column holds.
INSERT INTO incoming_problem (file, line, "column", code, detail)
SELECT {file}, line, {header}, {code}, {detail}
FROM {raw}
WHERE fault = '' AND pg_temp.clean({field}) <> '' AND {misread};
