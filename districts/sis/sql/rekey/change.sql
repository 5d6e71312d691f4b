-- The same people under their new ids.
UPDATE districts_externalid AS known
SET value = meant.new
FROM rekey_meant AS meant
WHERE known.id = meant.id;
