-- Rows of a file that say in every column what stands here already. They are set aside before
-- anything is checked, and only counted as named: of a night's rows that is nearly all. Formats that
-- do not set rows aside leave these tables empty.
CREATE TEMPORARY TABLE settled_students (
    line bigint NOT NULL,
    external text NOT NULL,
    student_number text NOT NULL,
    student_id uuid NOT NULL,
    membership_id uuid NOT NULL,
    school_id uuid NOT NULL
) ON COMMIT DROP;

-- Where there are settled ones: rows to be read, and those of ours that no row names.
CREATE TEMPORARY TABLE differing_enrolments (line bigint, enrolment_id uuid) ON COMMIT DROP;

-- "named": the row calls the adult as we do; "tied": the two are associated here.
CREATE TEMPORARY TABLE settled_families (
    line bigint NOT NULL,
    email_key text NOT NULL,
    contact_id uuid NOT NULL,
    link_id uuid NOT NULL,
    named boolean NOT NULL,
    tied boolean NOT NULL
) ON COMMIT DROP;

-- How many are settled of the parts of which any are.
CREATE TEMPORARY TABLE settled_rows (part text PRIMARY KEY, rows bigint NOT NULL) ON COMMIT DROP;

-- Lines of one file that must be read all the same, for another row speaks of the same.
CREATE TEMPORARY TABLE unsettled (line bigint PRIMARY KEY) ON COMMIT DROP;
