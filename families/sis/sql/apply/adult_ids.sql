INSERT INTO families_siscontactid (id, district_id, connection_id, value, contact_id)
SELECT
    subject_id, %(district)s, %(connection)s, after ->> 'value', (after ->> 'contact_id')::uuid
FROM districts_plannedchange
WHERE district_id = %(district)s
    AND run_id = %(run)s
    AND kind = 'adult_ids'
    AND action = 'create'
    AND NOT held;
