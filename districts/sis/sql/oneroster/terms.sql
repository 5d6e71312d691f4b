-- How each file is to be read, for the statements that say what its rows mean. "additive": nothing
-- may end because of it.
CREATE TEMPORARY TABLE or_term (
    part text PRIMARY KEY,
    filled boolean NOT NULL,
    whole boolean NOT NULL,
    delta boolean NOT NULL,
    additive boolean NOT NULL
) ON COMMIT DROP;

INSERT INTO or_term (part, filled, whole, delta, additive)
SELECT *
FROM unnest(
    %(parts)s::text[], %(filled)s::boolean[], %(whole)s::boolean[], %(delta)s::boolean[],
    %(additive)s::boolean[]
);

-- Whether the district takes in families at all.
INSERT INTO or_term (part, filled, whole, delta, additive)
VALUES
    ('families', %(families)s, false, false, false),
    -- Whether users have a column for their relatives: without it a blank is no word.
    ('relatives', %(relatives)s, false, false, false);
