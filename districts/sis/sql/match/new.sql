-- Everybody else is new; their id is decided here, so that the plan can speak of them.
INSERT INTO identity (kind, external, subject_id, how)
SELECT %(kind)s, external, uuidv7(), 'new'
FROM {incoming}
WHERE good
ON CONFLICT (kind, external) DO NOTHING;

ANALYZE identity;
