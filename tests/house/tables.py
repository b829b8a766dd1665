"""Whose rows: no room writes another room's tables, no way back across rooms, questions do not write."""

from __future__ import annotations

import ast
import re
from pathlib import Path

from house.source import File, dotted, files, full_name, keyword

RELATIONS = {"ForeignKey", "OneToOneField", "ManyToManyField"}
ORM_WRITES = {
    "create", "bulk_create", "bulk_update", "update", "delete", "get_or_create", "update_or_create",
    "acreate",
    "aupdate", "adelete", "abulk_create", "aget_or_create", "aupdate_or_create", "_raw_delete",
}  # fmt: skip
TABLE = r'(?:only\s+)?(?:public\.)?"?([a-z][a-z0-9_]*)"?'
SQL_WRITE = re.compile(
    rf"\b(?:insert\s+into|delete\s+from|truncate(?:\s+table)?|merge\s+into|copy)\s+{TABLE}"
    rf"|\bupdate\s+{TABLE}(?:\s+(?:as\s+)?(?!set\b)[a-z]\w*)?\s+set\b"
    rf"|\b(?:alter|drop)\s+table\s+(?:if\s+exists\s+)?{TABLE}",
    re.IGNORECASE,
)


def rooms_of(root: Path) -> set[str]:
    return {folder.name for folder in (root / "domain").iterdir() if (folder / "__init__.py").exists()}


def reverse_accessors(root: Path) -> list[str]:
    """A relation to another room has related_name="+", or that room would see us from below."""
    faults = []
    for file in files(root):
        if file.floor != "domain" or file.is_migration:
            continue
        for call in file.calls:
            if dotted(call.func).split(".")[-1] not in RELATIONS:
                continue
            target = call.args[0] if call.args else keyword(call, "to")
            other = _room_of_target(file, target)
            name = keyword(call, "related_name")
            hidden = isinstance(name, ast.Constant) and str(name.value).endswith("+")
            if other and other != file.room and not hidden:
                faults.append(file.fault(call, f'a relation to {other} needs related_name="+"'))
    return faults


def _room_of_target(file: File, target: ast.expr | None) -> str:
    if isinstance(target, ast.Constant) and isinstance(target.value, str):
        return target.value.split(".")[0] if "." in target.value else ""
    if target is None:
        return ""
    name = full_name(file, target)
    if name.endswith("AUTH_USER_MODEL"):
        return "access"
    found = re.match(r"tradepost\.(?:domain\.(\w+)|(base))\b", name)
    return (found.group(1) or found.group(2)) if found else ""


def foreign_writes(root: Path) -> list[str]:
    """ORM writes, constructors and raw SQL on rows of another room; doors and render write no rows at all."""
    rooms = rooms_of(root) | {"base"}
    faults = []
    for file in files(root):
        if file.floor == "config":
            continue
        for table, node in _tables_written(file):
            owner = next((room for room in rooms if table.startswith(f"{room}_")), "")
            if owner and owner != file.room:
                faults.append(file.fault(node, f"writes {table}, which belongs to {owner}"))
        faults += [
            file.fault(call, f"writes {name}, which belongs to {owner}")
            for call, owner, name in _models_written(file)
            if owner != file.room
        ]
    return faults


def _tables_written(file: File) -> list[tuple[str, ast.AST]]:
    return [
        (next(filter(None, match.groups())).lower(), node)
        for node, text in file.strings
        for match in SQL_WRITE.finditer(text)
    ]


def _models_written(file: File) -> list[tuple[ast.Call, str, str]]:
    found = []
    for call in file.calls:
        name = full_name(file, call.func)
        match = re.match(r"tradepost\.(?:domain\.(\w+)|(base))\.models(?:\.\w+)*?\.([A-Z]\w*)(.*)$", name)
        if not match:
            continue
        owner, model, rest = match.group(1) or match.group(2), match.group(3), match.group(4).split(".")
        constructs = rest == [""] and not model.endswith(("State", "Kind", "DoesNotExist"))
        if constructs or ("objects" in rest and rest[-1] in ORM_WRITES):
            found.append((call, owner, model))
    return found


def writing_queries(root: Path) -> list[str]:
    """A query has no side effect."""
    faults = []
    for file in files(root):
        if file.shelf == "queries":
            faults += [file.fault(node, f"a query writes {table}") for table, node in _tables_written(file)]
            faults += [file.fault(call, f"a query writes {name}") for call, _, name in _models_written(file)
                       if dotted(call.func).split(".")[-1] in ORM_WRITES]  # fmt: skip
    return faults


def questions_in_doors(root: Path) -> list[str]:
    """Ask in queries: doors and render do not touch `.objects`, and save nothing."""
    faults = []
    for file in files(root):
        if file.floor not in {"doors", "render"}:
            continue
        for node in file.nodes:
            if isinstance(node, ast.Attribute) and node.attr == "objects":
                faults.append(file.fault(node, "asks the database itself; ask that room's queries"))
    return faults
