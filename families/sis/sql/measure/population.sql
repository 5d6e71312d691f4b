-- How many of this source's links, of the associations, and of the adults whom an invitation waits
-- for stand in each school before the run.
WITH home_school AS (
    -- Where each student's rows are counted: the first of the schools they are at.
    SELECT DISTINCT ON (student_id) student_id, school_id
    FROM districts_schoolmembership
    WHERE district_id = %(district)s AND ended_at IS NULL
    ORDER BY student_id, school_id
)
SELECT 'family_links', home.school_id, count(*)
FROM families_sisfamilylink AS link
LEFT JOIN home_school AS home USING (student_id)
WHERE link.district_id = %(district)s
    AND link.connection_id = %(connection)s
    AND link.absent_since IS NULL
GROUP BY home.school_id
UNION ALL
SELECT 'associations', home.school_id, count(*)
FROM families_schoolassociation AS association
LEFT JOIN home_school AS home USING (student_id)
WHERE association.district_id = %(district)s AND association.ended_at IS NULL
GROUP BY home.school_id
UNION ALL
SELECT 'invitations', home.school_id, count(DISTINCT association.contact_id)
FROM families_schoolassociation AS association
LEFT JOIN home_school AS home USING (student_id)
WHERE association.district_id = %(district)s
    AND association.ended_at IS NULL AND association.started_at IS NULL
GROUP BY home.school_id
UNION ALL
SELECT sort.name, NULL, count(*)
FROM families_familycontact
CROSS JOIN (VALUES ('disabled_contacts'), ('moved_addresses')) AS sort (name)
WHERE district_id = %(district)s AND disabled_since IS NULL
GROUP BY sort.name;
