"""What the database enforces by itself: an insert-only audit log. And the throttles' cache table."""

from django.db import migrations

INSERT_ONLY = """
CREATE FUNCTION audit_is_insert_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the audit log is insert-only' USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER audit_is_insert_only BEFORE UPDATE OR DELETE ON districts_auditevent
    FOR EACH ROW EXECUTE FUNCTION audit_is_insert_only();
CREATE TRIGGER audit_is_never_truncated BEFORE TRUNCATE ON districts_auditevent
    FOR EACH STATEMENT EXECUTE FUNCTION audit_is_insert_only();
"""

NOT_INSERT_ONLY = """
DROP TRIGGER audit_is_never_truncated ON districts_auditevent;
DROP TRIGGER audit_is_insert_only ON districts_auditevent;
DROP FUNCTION audit_is_insert_only();
"""

# The table `createcachetable` would make, so that `migrate` alone is a complete installation.
CACHE = """
CREATE TABLE cache (
    cache_key varchar(255) PRIMARY KEY,
    value text NOT NULL,
    expires timestamptz NOT NULL
);
CREATE INDEX cache_expires ON cache (expires);
"""


class Migration(migrations.Migration):
    """Reversible."""

    dependencies = [("districts", "0001_initial")]

    operations = [
        migrations.RunSQL(INSERT_ONLY, NOT_INSERT_ONLY),
        migrations.RunSQL(CACHE, "DROP TABLE cache"),
    ]
