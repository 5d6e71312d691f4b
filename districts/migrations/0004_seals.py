"""Seals are as insert-only as the events they seal; and names are found by any part of them."""

from django.db import migrations

SEALS = """
CREATE TRIGGER audit_seal_is_insert_only BEFORE UPDATE OR DELETE ON districts_auditseal
    FOR EACH ROW EXECUTE FUNCTION audit_is_insert_only();
CREATE TRIGGER audit_seal_is_never_truncated BEFORE TRUNCATE ON districts_auditseal
    FOR EACH STATEMENT EXECUTE FUNCTION audit_is_insert_only();
"""

NO_SEALS = """
DROP TRIGGER audit_seal_is_never_truncated ON districts_auditseal;
DROP TRIGGER audit_seal_is_insert_only ON districts_auditseal;
"""


class Migration(migrations.Migration):
    """Reversible."""

    dependencies = [("districts", "0003_people_in_full")]

    operations = [
        migrations.RunSQL(SEALS, NO_SEALS),
        # Trusted since PostgreSQL 13: whoever owns the database may add it. It stays when taken
        # back, since another application of the server may have made it.
        migrations.RunSQL("CREATE EXTENSION IF NOT EXISTS pg_trgm", migrations.RunSQL.noop),
    ]
