"""How the code looks: sizes, names, where imports stand."""

from __future__ import annotations

import ast
import re
from pathlib import Path

from house.source import dotted, files

LONGEST_FUNCTION = 50
LONGEST_FILE = 400
BANNED_MODULES = {
    "utils", "util", "helpers", "helper", "manager", "managers", "services",
    "service_layer", "common", "misc",
}  # fmt: skip
BANNED_CLASSES = re.compile(r"(Manager|Helper|Helpers|Utils?|Service)$")


def sizes(root: Path) -> list[str]:
    """50 lines a function, 400 a file; migrations are lists and may be longer."""
    faults = []
    for file in files(root):
        if file.is_migration:
            continue
        lines = file.text.count("\n")
        if lines > LONGEST_FILE:
            faults.append(file.fault(None, f"{lines} lines; {LONGEST_FILE} is the most"))
        for function in file.functions:
            long = (function.end_lineno or function.lineno) - function.lineno + 1
            if long > LONGEST_FUNCTION:
                faults.append(
                    file.fault(function, f"{function.name} has {long} lines; {LONGEST_FUNCTION} is the most")
                )
    return faults


def names(root: Path) -> list[str]:
    """Names that say nothing draw everything."""
    faults = []
    for file in files(root):
        for part in file.parts:
            if part in BANNED_MODULES or (part == "service" and file.parts[:2] != ("domain", "service")):
                faults.append(file.fault(None, f"{part} says nothing; name it for what it does"))
        for node in file.classes:
            of_django = any(dotted(base).endswith("Manager") for base in node.bases)
            if BANNED_CLASSES.search(node.name) and not of_django:
                faults.append(file.fault(node, f"{node.name}: no Manager, Helper, Util or Service"))
    return faults


def late_imports(root: Path) -> list[str]:
    """Imports stand at the top; only an AppConfig's ready() may import late."""
    faults = []
    for file in files(root):
        indented = any(node.col_offset for node in file.imports)
        for function in file.functions if indented else ():
            if file.parts[-1] == "apps" and function.name == "ready":
                continue
            faults += [
                file.fault(node, f"{function.name} imports inside itself")
                for node in ast.walk(function)
                if isinstance(node, ast.Import | ast.ImportFrom)
            ]
    return faults
