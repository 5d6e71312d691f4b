-- How OneRoster's values are read, and how this package writes its days.

-- Lists stand in one field, separated by commas.
CREATE OR REPLACE FUNCTION pg_temp.or_list(raw text) RETURNS SETOF text IMMUTABLE LANGUAGE sql AS
$$ SELECT DISTINCT btrim(entry) FROM unnest(string_to_array(raw, ',')) AS entry
   WHERE btrim(entry) <> '' $$;

-- NULL: neither yes nor no.
CREATE OR REPLACE FUNCTION pg_temp.or_boolean(raw text) RETURNS boolean IMMUTABLE LANGUAGE sql AS
$$ SELECT CASE
    WHEN lower(raw) IN ('', 'true', '1', 'yes', 'y', 't') THEN true
    WHEN lower(raw) IN ('false', '0', 'no', 'n', 'f') THEN false
END $$;

-- A day as it should be, a day with a time, or 15/06/2023 where it can only be one day: because
-- there is no 15th month, or because the package writes other days that way. NULL: not a day.
CREATE OR REPLACE FUNCTION pg_temp.or_day(raw text, day_first boolean) RETURNS date
STABLE LANGUAGE sql AS
$$ SELECT CASE WHEN pg_input_is_valid(day, 'date') THEN day::date END
   FROM (
       SELECT CASE
           WHEN raw ~ '^\d{4}-\d{2}-\d{2}([T ].*)?$' THEN left(raw, 10)
           WHEN raw ~ '^\d{4}/\d{1,2}/\d{1,2}$' THEN replace(raw, '/', '-')
           WHEN raw !~ '^\d{1,2}/\d{1,2}/\d{4}$' THEN NULL
           WHEN COALESCE(
               CASE
                   WHEN split_part(raw, '/', 1)::int > 12 THEN true
                   WHEN split_part(raw, '/', 2)::int > 12 THEN false
                   WHEN split_part(raw, '/', 1)::int = split_part(raw, '/', 2)::int THEN true
               END,
               day_first
           ) THEN split_part(raw, '/', 3) || '-' || split_part(raw, '/', 2)
               || '-' || split_part(raw, '/', 1)
           WHEN day_first IS NULL AND split_part(raw, '/', 2)::int <= 12 THEN NULL
           ELSE split_part(raw, '/', 3) || '-' || split_part(raw, '/', 1)
               || '-' || split_part(raw, '/', 2)
       END AS day
   ) AS understood $$;

CREATE OR REPLACE FUNCTION pg_temp.or_moment(raw text, day_first boolean) RETURNS timestamptz
STABLE LANGUAGE sql AS
$$ SELECT CASE
    WHEN raw ~ '^\d{4}-\d{2}-\d{2}[T ]' AND pg_input_is_valid(raw, 'timestamptz')
    THEN raw::timestamptz
    ELSE pg_temp.or_day(raw, day_first)::timestamp AT TIME ZONE 'UTC'
END $$;

-- What the users, schools and days of a role amount to here; blank: nothing we know.
CREATE OR REPLACE FUNCTION pg_temp.or_role(raw text) RETURNS text IMMUTABLE LANGUAGE sql AS
$$ SELECT CASE
    WHEN role = 'student' THEN 'student'
    WHEN role = 'teacher' THEN 'teacher'
    WHEN role IN ('administrator', 'principal', 'siteadministrator') THEN 'school_admin'
    WHEN role IN ('parent', 'guardian', 'relative') THEN 'family'
    WHEN role IN (
        'aide', 'counselor', 'counsellor', 'proctor', 'districtadministrator',
        'systemadministrator'
    ) THEN 'staff'
    WHEN role LIKE 'ext:%%' THEN 'other'
    ELSE ''
END
FROM (SELECT lower(replace(raw, ' ', '')) AS role) AS folded $$;

-- One exporter writes all days alike: a 13th or later day in one of them tells for all. Where days
-- contradict each other, none tells for the others.
CREATE TEMPORARY TABLE written_day ON COMMIT DROP AS
WITH written (raw) AS (
    SELECT modified FROM staged_orgs
    UNION ALL SELECT modified FROM staged_sessions
    UNION ALL SELECT start_date FROM staged_sessions
    UNION ALL SELECT end_date FROM staged_sessions
    UNION ALL SELECT modified FROM staged_courses
    UNION ALL SELECT modified FROM staged_classes
    UNION ALL SELECT modified FROM staged_users
    UNION ALL SELECT modified FROM staged_roles
    UNION ALL SELECT begin_date FROM staged_roles
    UNION ALL SELECT end_date FROM staged_roles
    UNION ALL SELECT modified FROM staged_enrolments
    UNION ALL SELECT begin_date FROM staged_enrolments
    UNION ALL SELECT end_date FROM staged_enrolments
), slashed AS (
    SELECT split_part(raw, '/', 1)::int AS one, split_part(raw, '/', 2)::int AS two
    FROM written
    WHERE raw ~ '^\d{1,2}/\d{1,2}/\d{4}$'
)
SELECT
    CASE
        WHEN bool_or(one > 12) AND NOT bool_or(two > 12) THEN true
        WHEN bool_or(two > 12) AND NOT bool_or(one > 12) THEN false
    END AS day_first
FROM slashed;
