-- Ids this source gave before, compared exactly. Where the package is the whole truth about a kind,
-- only those it names; else all of them are still there to be referred to.
INSERT INTO identity (kind, external, subject_id, how)
SELECT known.kind, known.value, known.{subject}, 'known'
FROM districts_externalid AS known
{named}
WHERE known.connection_id = %(connection)s AND known.kind = %(kind)s;

ANALYZE identity;
