"""Saving many rows of many tables with one query a table."""

from collections import defaultdict

from django.db.models import Model


class Rows:
    """Collects rows in the order of their making and saves them with one query a table."""

    def __init__(self) -> None:
        """Begin with none."""
        self._by_table: dict[type[Model], list[Model]] = defaultdict(list)

    def __call__[M: Model](self, row: M) -> M:
        """Keep ``row`` for saving."""
        self._by_table[type(row)].append(row)
        return row

    def save(self) -> None:
        """Save everything; tables in the order in which they first occurred."""
        for table, rows in self._by_table.items():
            table._default_manager.bulk_create(rows)
