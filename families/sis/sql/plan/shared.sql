-- With a scope: adults who also belong to students of other schools, for as long. Their name, their
-- address and whether they may sign in are not this connection's affair: whoever answers its plans
-- may not know them, and an invitation must not follow an address to somebody else's child.
CREATE TEMPORARY TABLE shared_adult ON COMMIT DROP AS
SELECT association.contact_id
FROM families_schoolassociation AS association
JOIN outside_student USING (student_id)
WHERE association.district_id = %(district)s AND association.ended_at IS NULL
UNION
SELECT association.contact_id
FROM families_classassociation AS association
JOIN outside_student USING (student_id)
WHERE association.district_id = %(district)s AND association.ended_at IS NULL
UNION
SELECT link.contact_id
FROM families_sisfamilylink AS link
JOIN outside_student USING (student_id)
WHERE link.district_id = %(district)s AND link.absent_since IS NULL;

CREATE UNIQUE INDEX ON shared_adult (contact_id);

ANALYZE shared_adult;

WITH stays AS (
    DELETE FROM moved_adult AS moved
    USING shared_adult AS shared
    WHERE moved.contact_id = shared.contact_id
    RETURNING moved.contact_id
)
INSERT INTO incoming_problem (file, line, "column", code)
SELECT 'users.csv', min(row.line), 'email', 'address_elsewhere'
FROM stays
JOIN incoming_adult AS adult USING (contact_id)
JOIN incoming_family AS row ON row.good AND row.adult = adult.adult
WHERE adult.adult <> ''
GROUP BY adult.adult;
