-- Rows that have their key in common with others: only these can contradict or repeat each other.
INSERT INTO shared_row (line)
SELECT line
FROM {staged}
JOIN (
    SELECT {key}
    FROM {staged}
    WHERE usable
    GROUP BY {key}
    HAVING count(*) > 1
) AS twice USING ({key})
WHERE usable;
