-- Ids this source gave before, compared exactly. Where the package has no such file, all of them
-- are still there to be referred to; where it has one, only those it names.
INSERT INTO identity (kind, external, subject_id, how)
SELECT known.kind, known.value, known.{subject}, 'known'
FROM districts_externalid AS known
WHERE known.connection_id = %(connection)s
    AND known.kind = %(kind)s
    AND (NOT %(present)s OR EXISTS (SELECT FROM {incoming} WHERE external = known.value));
