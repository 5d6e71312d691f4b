"""The project's own parts, found by looking: models, their constraints, factories, source files."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.db.models import BaseConstraint, Model

from tests import factories
from tests.factories.rows import Factory

APPS = ("districts", "families", "portfolios", "sharing")
PACKAGES = (*APPS, "spacesedu")
ROOT = Path(settings.BASE_DIR)


def models() -> list[type[Model]]:
    """Return every model of our apps."""
    return [model for name in APPS for model in apps.get_app_config(name).get_models()]


def constraints[C: BaseConstraint](kind: type[C]) -> dict[str, tuple[type[Model], C]]:
    """Return name → model and constraint, for every named constraint of that kind."""
    return {
        constraint.name: (model, constraint)
        for model in models()
        for constraint in model._meta.constraints
        if isinstance(constraint, kind)
    }


def factory_of(model: type[Model]) -> type[Factory[Model]]:
    """Return the factory that makes a row of ``model`` with all its parents."""
    made: list[type[Factory[Model]]] = [getattr(factories, name) for name in factories.__all__]
    return next(factory for factory in made if factory._meta.model is model)


def sources(*packages: str) -> Iterator[Path]:
    """Yield our Python files, without migrations."""
    for package in packages or PACKAGES:
        for path in sorted((ROOT / package).rglob("*.py")):
            if "migrations" not in path.parts:
                yield path


@cache
def tree(path: Path) -> ast.Module:
    """Return a file's syntax tree."""
    return ast.parse(path.read_text(), filename=str(path))


@cache
def nodes(path: Path) -> list[ast.AST]:
    """Return every node of a file's syntax tree."""
    return list(ast.walk(tree(path)))


def templates() -> list[Path]:
    """Return every template."""
    return sorted((ROOT / "templates").rglob("*.*"))


def named(path: Path, node: ast.AST | None = None) -> str:
    """Return where something stands: file, and line if a node is given."""
    line = f":{getattr(node, 'lineno', 0)}" if node is not None else ""
    return f"{path.relative_to(ROOT)}{line}"
