"""Accounts are found by any part of the name they are shown by.

Building the index takes seconds for a million accounts, in which nobody new can be given one.
"""

from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import migrations
from django.db.models import Value
from django.db.models.functions import Coalesce, NullIf

from spacesedu.lib.db import SortKey


class Migration(migrations.Migration):
    """Reversible."""

    dependencies = [("districts", "0008_token_columns_fill_themselves")]

    operations = [
        migrations.AddIndex(
            model_name="user",
            index=GinIndex(
                OpClass(
                    SortKey(Coalesce(NullIf("name", Value("")), "email", "username")),
                    name="gin_trgm_ops",
                ),
                name="user_by_shown_name",
            ),
        ),
    ]
