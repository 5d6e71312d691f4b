-- Whom the package names, and no id tells who that is.
INSERT INTO stranger (external, email)
SELECT external, {email}
FROM {incoming} AS row
WHERE good
    AND NOT EXISTS (SELECT FROM identity WHERE kind = %(kind)s AND external = row.external);
