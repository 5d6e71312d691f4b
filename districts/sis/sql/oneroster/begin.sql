-- How OneRoster's values are read, and how this package writes its days.

-- Lists stand in one field, separated by commas.
CREATE OR REPLACE FUNCTION pg_temp.or_list(raw text) RETURNS SETOF text IMMUTABLE LANGUAGE sql AS
$$ SELECT btrim(entry) FROM unnest(string_to_array(raw, ',')) AS entry WHERE btrim(entry) <> '' $$;

-- NULL: neither yes nor no.
CREATE OR REPLACE FUNCTION pg_temp.or_boolean(raw text) RETURNS boolean IMMUTABLE LANGUAGE sql AS
$$ SELECT CASE
    WHEN lower(raw) IN ('', 'true', '1', 'yes', 'y', 't') THEN true
    WHEN lower(raw) IN ('false', '0', 'no', 'n', 'f') THEN false
END $$;

-- NULL: not a day.
CREATE OR REPLACE FUNCTION pg_temp.or_day(raw text, day_first boolean) RETURNS date
STABLE LANGUAGE sql AS
$$ SELECT CASE
    WHEN raw = '' THEN NULL
    WHEN raw ~ '^\d{4}-\d{2}-\d{2}$' AND pg_input_is_valid(raw, 'date') THEN raw::date
    ELSE pg_temp.sis_odd_day(raw, day_first)
END $$;

CREATE OR REPLACE FUNCTION pg_temp.or_moment(raw text, day_first boolean) RETURNS timestamptz
STABLE LANGUAGE sql AS
$$ SELECT CASE
    WHEN raw ~ '^\d{4}-\d{2}-\d{2}[T ]' AND pg_input_is_valid(raw, 'timestamptz')
    THEN raw::timestamptz
    ELSE pg_temp.or_day(raw, day_first)::timestamp AT TIME ZONE 'UTC'
END $$;

-- What a role amounts to here; blank: nothing we know.
CREATE OR REPLACE FUNCTION pg_temp.or_role(raw text) RETURNS text IMMUTABLE LANGUAGE sql AS
$$ SELECT CASE lower(replace(raw, ' ', ''))
    WHEN 'student' THEN 'student'
    WHEN 'teacher' THEN 'teacher'
    WHEN 'administrator' THEN 'school_admin'
    WHEN 'principal' THEN 'school_admin'
    WHEN 'siteadministrator' THEN 'school_admin'
    WHEN 'parent' THEN 'family'
    WHEN 'guardian' THEN 'family'
    WHEN 'relative' THEN 'family'
    WHEN 'aide' THEN 'staff'
    WHEN 'counselor' THEN 'staff'
    WHEN 'counsellor' THEN 'staff'
    WHEN 'proctor' THEN 'staff'
    WHEN 'districtadministrator' THEN 'staff'
    WHEN 'systemadministrator' THEN 'staff'
    ELSE CASE WHEN starts_with(lower(raw), 'ext:') THEN 'other' ELSE '' END
END $$;

-- One exporter writes all days alike: a 13th or later day in one of them tells for all. Where days
-- contradict each other, none tells for the others.
CREATE TEMPORARY TABLE or_written_day ON COMMIT DROP AS
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
    WHERE position('/' IN raw) > 0 AND raw ~ '^\d{1,2}/\d{1,2}/\d{4}$'
)
SELECT
    CASE
        WHEN bool_or(one > 12) AND NOT bool_or(two > 12) THEN true
        WHEN bool_or(two > 12) AND NOT bool_or(one > 12) THEN false
    END AS day_first
FROM slashed;
