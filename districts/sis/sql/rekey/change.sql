-- The same people under their new ids.
UPDATE districts_externalid AS known
SET value = pair.new
FROM unnest(%(old)s::text[], %(new)s::text[]) AS pair (old, new)
WHERE known.connection_id = %(connection)s AND known.value = pair.old;
