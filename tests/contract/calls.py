"""What a piece of our code calls, followed from function to function through the syntax trees."""

import ast
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from tests.contract import ours

type Definition = ast.FunctionDef | ast.ClassDef


@dataclass(frozen=True, slots=True)
class Code:
    """A function or class, and the file it stands in. A class stands for all its methods."""

    path: Path
    node: Definition


@cache
def definitions(path: Path) -> dict[str, Code]:
    """Return what a file defines at its top level."""
    kinds = ast.FunctionDef | ast.ClassDef
    return {node.name: Code(path, node) for node in ours.tree(path).body if isinstance(node, kinds)}


@cache
def imported(path: Path) -> dict[str, str]:
    """Return the names a file imports from us, each with its full dotted name."""
    return {
        alias.asname or alias.name: f"{node.module}.{alias.name}"
        for node in ours.nodes(path)
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith(ours.PACKAGES)
        for alias in node.names
    }


@cache
def module(dotted: str) -> Path | None:
    """Return the file of one of our modules or packages."""
    place = ours.ROOT.joinpath(*dotted.split("."))
    found = [place.with_suffix(".py"), place / "__init__.py"]
    return next((path for path in found if path.is_file()), None)


def find(dotted: str) -> Code | None:
    """Return the function or class of that full name, through packages that pass it on."""
    where, _dot, name = dotted.rpartition(".")
    path = module(where)
    if path is None:
        return None
    passed_on = imported(path).get(name)
    return definitions(path).get(name) or (find(passed_on) if passed_on else None)


def calls(code: Code) -> list[Code]:
    """Return what of ours a piece of code calls."""
    made = [node.func for node in ast.walk(code.node) if isinstance(node, ast.Call)]
    found = [_called(code.path, func) for func in made]
    return [one for one in found if one is not None]


def _called(path: Path, func: ast.expr) -> Code | None:
    if isinstance(func, ast.Name):
        known = imported(path).get(func.id)
        return definitions(path).get(func.id) or (find(known) if known else None)
    if isinstance(func, ast.Attribute) and isinstance(func.value, ast.Name):
        known = imported(path).get(func.value.id)
        return find(f"{known}.{func.attr}") if known else None
    return None


def comes_to(code: Code, goal: Code) -> bool:
    """Tell whether ``code`` calls ``goal``, itself or through what it calls."""
    seen, ahead = {code}, [code]
    while ahead:
        for one in calls(ahead.pop()):
            if one == goal:
                return True
            if one not in seen:
                seen.add(one)
                ahead.append(one)
    return False
