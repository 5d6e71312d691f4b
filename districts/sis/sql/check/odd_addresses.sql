-- Addresses with letters beyond ASCII become what mail is sent to; what Python refused stays.
UPDATE {raw} AS raw
SET {field} = odd.address
FROM odd_address AS odd
WHERE odd.raw = pg_temp.clean(raw.{field});

TRUNCATE odd_address;
