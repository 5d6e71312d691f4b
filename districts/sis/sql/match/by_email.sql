-- An e-mail only proposes: somebody of the same kind, in this district, without an id from this
-- source yet, and nobody else with that address on either side. A connection for some schools never
-- reaches for people of others: whoever answers its plans may not even see them.
WITH candidate AS (
    SELECT lower(person.email) AS email, (array_agg(person.id))[1] AS id
    FROM {table} AS person
    WHERE person.district_id = %(district)s
        AND lower(person.email) IN (SELECT email FROM stranger WHERE email <> '')
        AND NOT EXISTS (
            SELECT FROM districts_externalid AS known
            WHERE known.{subject} = person.id AND known.connection_id = %(connection)s
        )
        AND (
            %(scope)s::uuid[] IS NULL
            OR EXISTS (
                SELECT FROM {place} AS place
                WHERE place.{subject} = person.id
                    AND place.ended_at IS NULL
                    AND place.school_id = ANY (%(scope)s::uuid[])
            )
        )
    GROUP BY lower(person.email)
    HAVING count(*) = 1
)
INSERT INTO identity (kind, external, subject_id, how)
SELECT %(kind)s, min(stranger.external), (array_agg(candidate.id))[1], 'email'
FROM stranger
JOIN candidate USING (email)
GROUP BY email
HAVING count(*) = 1;
