-- Everybody else is new; their id is decided here, so that the plan can speak of them. In order:
-- rows that come in millions are found faster where neighbours stand together.
INSERT INTO identity (kind, external, subject_id, how)
SELECT %(kind)s, external, uuidv7(), 'new'
FROM stranger AS row
WHERE NOT EXISTS (SELECT FROM identity WHERE kind = %(kind)s AND external = row.external)
ORDER BY external;

TRUNCATE stranger;
ANALYZE identity;
