-- How each file is to be read, for the statements that say what its rows mean.
CREATE TEMPORARY TABLE term (
    part text PRIMARY KEY,
    whole boolean NOT NULL,
    delta boolean NOT NULL
) ON COMMIT DROP;

INSERT INTO term (part, whole, delta)
SELECT * FROM unnest(%(parts)s::text[], %(whole)s::boolean[], %(delta)s::boolean[]);

-- Whether the district takes in families at all.
INSERT INTO term (part, whole, delta) VALUES ('families', %(families)s, false);
