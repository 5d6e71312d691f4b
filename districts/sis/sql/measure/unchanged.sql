-- What the package names and the plan leaves alone.
SELECT kind, sum(rows)::bigint FROM plan_unchanged GROUP BY kind;
