-- What every run starts with: helpers for reading text, and the tables each format fills.
-- All of it is temporary and gone when the transaction ends, whichever way it ends.

-- Imports take longer than a page may, and one statement reads as much as all pages of a day.
SET LOCAL statement_timeout = 0;
SET LOCAL work_mem = '128MB';
SET LOCAL maintenance_work_mem = '128MB';
-- Compiling costs more than these plain statements gain by it.
SET LOCAL jit = off;
-- Enough to tell a large table from an empty one, for ANALYZE of a dozen temporary tables.
SET LOCAL default_statistics_target = 10;
-- Check foreign keys as statements end: millions of checks kept for the commit would fill memory.
SET CONSTRAINTS ALL IMMEDIATE;

-- Of an earlier run in the same transaction, where somebody wraps several into one.
DO $$
DECLARE leftover text;
BEGIN
    FOR leftover IN
        SELECT relname FROM pg_class WHERE relnamespace = pg_my_temp_schema() AND relkind = 'r'
    LOOP
        EXECUTE 'DROP TABLE pg_temp.' || quote_ident(leftover) || ' CASCADE';
    END LOOP;
END $$;

CREATE OR REPLACE FUNCTION pg_temp.clean(raw text) RETURNS text IMMUTABLE LANGUAGE sql AS
$$ SELECT btrim(raw, E' \t\r\n\u00a0') $$;

-- What people read. Signs that nobody sees, but for those that join letters, turn a line round or
-- break it: a name with them is not the name it looks like, on a page or in a subject.
CREATE OR REPLACE FUNCTION pg_temp.words(raw text) RETURNS text IMMUTABLE LANGUAGE sql AS
$$ SELECT CASE
    WHEN raw ~ '[\u0001-\u001f\u007f-\u009f\u00ad\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff]'
    THEN pg_temp.clean(regexp_replace(
        regexp_replace(
            raw, '[\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]', '', 'g'
        ),
        '[\u0001-\u001f\u007f-\u009f\u2028\u2029]+', ' ', 'g'
    ))
    ELSE pg_temp.clean(raw)
END $$;

-- A day in another spelling, where it can only be one: 2026/7/25, 20260725, 25.07.2026; 07/25/2026
-- because there is no 25th month. Also a day with a time. "day_first": how 05/06/2026 is meant.
CREATE OR REPLACE FUNCTION pg_temp.sis_odd_day(raw text, day_first boolean) RETURNS date
STABLE LANGUAGE sql AS
$$ SELECT CASE WHEN pg_input_is_valid(day, 'date') THEN day::date END
   FROM (
       SELECT
           CASE
               WHEN first THEN year || '-' || two || '-' || one
               WHEN NOT first THEN year || '-' || one || '-' || two
               WHEN raw ~ '^\d{4}-\d{2}-\d{2}[T ]' THEN left(raw, 10)
               WHEN raw ~ '^\d{4}[/.]\d{1,2}[/.]\d{1,2}$' THEN translate(raw, '/.', '--')
               WHEN raw ~ '^(19|20)\d{6}$' THEN raw
           END AS day
       FROM (
           SELECT
               one, two, year,
               CASE
                   WHEN one::int > 12 OR one::int = two::int THEN true
                   WHEN two::int > 12 THEN false
                   WHEN one <> '' THEN day_first
               END AS first
           FROM (SELECT regexp_match(raw, '^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$') AS part) AS matched
           CROSS JOIN LATERAL (SELECT part[1] AS one, part[2] AS two, part[3] AS year) AS named
       ) AS ordered
   ) AS understood $$;

-- NULL: not a day, or maybe two.
CREATE OR REPLACE FUNCTION pg_temp.sis_date(raw text) RETURNS date STABLE LANGUAGE sql AS
$$ SELECT CASE
    WHEN raw = '' THEN NULL
    WHEN raw ~ '^\d{4}-\d{2}-\d{2}$' AND pg_input_is_valid(raw, 'date') THEN raw::date
    ELSE pg_temp.sis_odd_day(raw, NULL)
END $$;

-- The known grades; '1' and 'K' are understood. NULL: not a grade we know.
CREATE OR REPLACE FUNCTION pg_temp.sis_grade(raw text) RETURNS text IMMUTABLE LANGUAGE sql AS
$$ SELECT CASE
    WHEN upper(raw) = ANY (%(grades)s::text[]) THEN upper(raw)
    WHEN raw ~ '^[1-9]$' THEN '0' || raw
    WHEN raw ~* '^(grade|gr\.?) ?0?[1-9]$' THEN '0' || right(raw, 1)
    WHEN raw ~* '^(grade|gr\.?) ?1[0-3]$' THEN right(raw, 2)
    WHEN upper(raw) = 'K' THEN 'KG'
    WHEN upper(raw) = 'OTHER' THEN 'Other'
END $$;

-- Addresses that are not plain ASCII, as Python reads them.
CREATE TEMPORARY TABLE odd_address (raw text PRIMARY KEY, address text NOT NULL) ON COMMIT DROP;

-- One e-mail address as mail is sent to it, by the rule of spacesedu/lib/addresses.py, which turns
-- the domains beyond ASCII beforehand. NULL: not one address.
CREATE OR REPLACE FUNCTION pg_temp.sis_address(raw text) RETURNS text IMMUTABLE LANGUAGE sql AS
$$ SELECT CASE
    WHEN length(raw) <= %(address_longest)s
        AND position('@' IN raw) <= %(local_longest)s + 1
        AND raw ~ %(address_pattern)s
        -- A label of 64 signs and an @ need 65; most addresses are shorter, and not looked at.
        AND (length(raw) < 65 OR raw !~ %(label_too_long)s)
    THEN raw
END $$;

-- What of "new" is not in "old": the before and after of a planned change hold only what differs.
CREATE OR REPLACE FUNCTION pg_temp.differing(old jsonb, new jsonb) RETURNS jsonb
IMMUTABLE LANGUAGE sql AS
$$ SELECT jsonb_object_agg(key, value)
   FROM (SELECT * FROM jsonb_each(new) EXCEPT SELECT * FROM jsonb_each(old)) AS entry $$;

-- The lines of rows that have their key in common; of one file at a time.
CREATE TEMPORARY TABLE shared_row (line bigint NOT NULL) ON COMMIT DROP;

-- Files in which one id is given to two people or things.
CREATE TEMPORARY TABLE contested_file (file text PRIMARY KEY) ON COMMIT DROP;

CREATE TEMPORARY TABLE incoming_problem (
    file text NOT NULL,
    line bigint,
    "column" text NOT NULL DEFAULT '',
    code text NOT NULL,
    detail text NOT NULL DEFAULT ''
) ON COMMIT DROP;

-- Below, "good" is false for what was seen in the package but cannot be taken: nothing is created
-- or changed from it, and nothing is removed because of it. "complete" is false where only some of
-- somebody's rows could be taken: what is missing beside them may stand in the other rows. "whole" is
-- false where a value could not be read: what we have is kept, for a blank would wipe it. "gone":
-- the source says in so many words that it has ended; nothing else of such a row counts.
--
-- What comes in millions has no index here: filling one in the order of a file takes longer than
-- the rows themselves. A format fills every key once, and makes the index it needs to see to that.

-- "external" is what the package's other rows call the school; in some formats that is its code.
CREATE TEMPORARY TABLE incoming_school (
    external text PRIMARY KEY,
    code text NOT NULL,
    name text NOT NULL DEFAULT '',
    good boolean NOT NULL
) ON COMMIT DROP;

CREATE TEMPORARY TABLE incoming_student (
    external text NOT NULL,
    student_number text NOT NULL DEFAULT '',
    first_name text NOT NULL DEFAULT '',
    last_name text NOT NULL DEFAULT '',
    preferred_first_name text NOT NULL DEFAULT '',
    preferred_last_name text NOT NULL DEFAULT '',
    email text NOT NULL DEFAULT '',
    active boolean NOT NULL DEFAULT false,
    good boolean NOT NULL DEFAULT false,
    complete boolean NOT NULL DEFAULT false,
    enabled boolean NOT NULL DEFAULT true,
    whole boolean NOT NULL DEFAULT true,
    gone boolean NOT NULL DEFAULT false
) ON COMMIT DROP;

CREATE TEMPORARY TABLE incoming_membership (
    student text NOT NULL,
    school text NOT NULL,
    grade text NOT NULL,
    raw_grade text NOT NULL,
    active boolean NOT NULL
) ON COMMIT DROP;

CREATE TEMPORARY TABLE incoming_staff (
    external text NOT NULL,
    first_name text NOT NULL DEFAULT '',
    last_name text NOT NULL DEFAULT '',
    email text NOT NULL DEFAULT '',
    good boolean NOT NULL DEFAULT false,
    complete boolean NOT NULL DEFAULT false,
    enabled boolean NOT NULL DEFAULT true,
    gone boolean NOT NULL DEFAULT false
) ON COMMIT DROP;

CREATE TEMPORARY TABLE incoming_staff_role (
    staff text NOT NULL,
    role text NOT NULL,
    school text NOT NULL,
    gone boolean NOT NULL DEFAULT false
) ON COMMIT DROP;

CREATE TEMPORARY TABLE incoming_class (
    external text NOT NULL,
    school text NOT NULL DEFAULT '',
    name text NOT NULL DEFAULT '',
    grade text NOT NULL DEFAULT '',
    start_date date,
    end_date date,
    good boolean NOT NULL DEFAULT false,
    whole boolean NOT NULL DEFAULT true,
    gone boolean NOT NULL DEFAULT false
) ON COMMIT DROP;

-- A blank class, person or role stands for any: the row says too little to tell whom it means.
CREATE TEMPORARY TABLE incoming_enrolment (
    line bigint NOT NULL,
    class text NOT NULL,
    person text NOT NULL,
    role text NOT NULL,
    class_id uuid,
    person_id uuid,
    good boolean NOT NULL,
    gone boolean NOT NULL DEFAULT false
) ON COMMIT DROP;

-- One row an adult and student; a blank student or address stands for any. "adult" is the id the
-- source gives the adult, where it gives one; "by_student" and "by_adult" say whose record names
-- the other; "enabled" is false for an adult who must not sign in and gets no mail.
CREATE TEMPORARY TABLE incoming_family (
    line bigint NOT NULL,
    student text NOT NULL,
    email_key text NOT NULL,
    email text NOT NULL,
    first_name text NOT NULL,
    last_name text NOT NULL,
    student_id uuid,
    good boolean NOT NULL,
    adult text NOT NULL DEFAULT '',
    by_student boolean NOT NULL DEFAULT true,
    by_adult boolean NOT NULL DEFAULT false,
    enabled boolean NOT NULL DEFAULT true,
    gone boolean NOT NULL DEFAULT false
) ON COMMIT DROP;

-- Students and adults whose own record came with all the relatives it names. Among changes, whom it
-- names no more has ended.
CREATE TEMPORARY TABLE incoming_record (
    kind text NOT NULL,
    external text NOT NULL
) ON COMMIT DROP;

-- Who is who: what the package names, and the row of ours it is; "how": 'known', 'email' or 'new'.
CREATE TEMPORARY TABLE identity (
    kind text NOT NULL,
    external text NOT NULL,
    subject_id uuid NOT NULL,
    how text NOT NULL
) ON COMMIT DROP;

-- How many rows of a kind the package names and leaves as they are.
CREATE TEMPORARY TABLE plan_unchanged (kind text NOT NULL, rows bigint NOT NULL) ON COMMIT DROP;
