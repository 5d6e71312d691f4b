"""Database constraints that Django does not ship: composite keys that keep districts apart."""

from collections.abc import Iterable
from typing import Any

from django.db import models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.models import BaseConstraint, UniqueConstraint


class TenantKey(UniqueConstraint):
    """UNIQUE (district_id, id): what the composite keys of other tables point to.

    Dropping it drops those keys too: a migration that is taken back meets it before them.
    """

    def __init__(self, *, name: str) -> None:
        """Name the key; its columns are always the same."""
        super().__init__(fields=["district", "id"], name=name)

    def remove_sql(  # type: ignore[override] # Django declares both optional and gives both
        self, model: type[models.Model], schema_editor: BaseDatabaseSchemaEditor
    ) -> str:
        """Return the ALTER TABLE that drops the key and what depends on it."""
        quote = schema_editor.quote_name
        table = quote(model._meta.db_table)
        return f"ALTER TABLE {table} DROP CONSTRAINT {quote(self.name)} CASCADE"

    def deconstruct(self) -> tuple[str, tuple[()], dict[str, Any]]:
        """Return what a migration needs to rebuild the constraint."""
        return f"{type(self).__module__}.{type(self).__name__}", (), {"name": self.name}


class TenantForeignKey(BaseConstraint):
    """FOREIGN KEY (district_id, <field>_id) → (district_id, id) of the field's target.

    Django's own single-column key says "this student exists"; this one says "and belongs to the
    same district". DEFERRABLE like Django's, so a transaction may write rows in any order.
    """

    def __init__(self, *, field: str, name: str) -> None:
        """Tie ``field``, a foreign key of the model, to the row's own district."""
        super().__init__(name=name)
        self.field = field

    def create_sql(  # type: ignore[override] # as above
        self, model: type[models.Model], schema_editor: BaseDatabaseSchemaEditor
    ) -> str:
        """Add the key once the migration's other constraints stand, the target's own among them."""
        quote = schema_editor.quote_name
        column = model._meta.get_field(self.field)
        target = column.related_model
        assert isinstance(target, type)
        assert isinstance(column, models.ForeignKey)
        schema_editor.deferred_sql.append(
            f"ALTER TABLE {quote(model._meta.db_table)} ADD CONSTRAINT {quote(self.name)} "
            f"FOREIGN KEY (district_id, {quote(column.column)}) "
            f"REFERENCES {quote(target._meta.db_table)} (district_id, id) "
            "DEFERRABLE INITIALLY DEFERRED"
        )
        return ""

    constraint_sql = create_sql  # type: ignore[assignment]

    def remove_sql(  # type: ignore[override] # as above
        self, model: type[models.Model], schema_editor: BaseDatabaseSchemaEditor
    ) -> str:
        """Return the ALTER TABLE that drops the key, unless its target's key took it along."""
        quote = schema_editor.quote_name
        table = quote(model._meta.db_table)
        return f"ALTER TABLE {table} DROP CONSTRAINT IF EXISTS {quote(self.name)}"

    def validate(self, *args: object, **kwargs: object) -> None:
        """Leave the refusing to the database: forms only offer rows of the district anyway."""

    def deconstruct(self) -> tuple[str, tuple[()], dict[str, Any]]:
        """Return what a migration needs to rebuild the constraint."""
        path, _, kwargs = super().deconstruct()
        return path, (), {**kwargs, "field": self.field}

    def __eq__(self, other: object) -> bool:
        """Compare by what the database sees."""
        if isinstance(other, TenantForeignKey):
            return (self.name, self.field) == (other.name, other.field)
        return NotImplemented

    __hash__ = BaseConstraint.__hash__


def tenant(table: str, *fields: str) -> Iterable[BaseConstraint]:
    """Return the constraints of a tenant row: a (district, id) key and one composite FK a field."""
    return [
        TenantKey(name=f"{table}_district_id_key"),
        *(TenantForeignKey(field=field, name=f"{table}_{field}_same_district") for field in fields),
    ]
