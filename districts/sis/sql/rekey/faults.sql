-- Pairs that cannot be.
SELECT DISTINCT line, fault, detail, place
FROM rekey_meant
WHERE fault IS NOT NULL
ORDER BY place;
