"""The source tree as the checks see it: files with their floor, room and shelf, parsed once."""

from __future__ import annotations

import ast
import functools
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path


@dataclass(frozen=True)
class File:
    """One Python file, by its path below the package."""

    root: Path
    path: Path

    @cached_property
    def text(self) -> str:
        return self.path.read_text()

    @cached_property
    def tree(self) -> ast.Module:
        return ast.parse(self.text, filename=str(self.path))

    @cached_property
    def inside(self) -> Path:
        return self.path.relative_to(self.root)

    @cached_property
    def parts(self) -> tuple[str, ...]:
        return self.inside.with_suffix("").parts

    @property
    def floor(self) -> str:
        return self.parts[0]

    @property
    def room(self) -> str:
        """The room of a domain file, `base` for the cellar, else nothing."""
        if self.floor == "domain" and len(self.parts) > 2:
            return self.parts[1]
        return "base" if self.floor == "base" else ""

    @property
    def shelf(self) -> str:
        return self.parts[2] if self.floor == "domain" and len(self.parts) > 2 else ""

    @property
    def is_migration(self) -> bool:
        return "migrations" in self.parts

    def fault(self, node: ast.AST | None, sentence: str) -> str:
        line = getattr(node, "lineno", 1)
        return f"{self.inside}:{line}: {sentence}"

    @cached_property
    def nodes(self) -> list[ast.AST]:
        """All of the tree, level by level, but whether a name is read or set; walked once for all checks."""
        found: list[ast.AST] = [self.tree]
        for node in found:
            for value in map(node.__dict__.get, node._fields):
                if isinstance(value, list):
                    found += [part for part in value if isinstance(part, ast.AST)]
                elif isinstance(value, ast.AST) and not isinstance(value, ast.expr_context):
                    found.append(value)
        return found

    @cached_property
    def imports(self) -> list[ast.Import | ast.ImportFrom]:
        return [node for node in self.nodes if isinstance(node, ast.Import | ast.ImportFrom)]

    @cached_property
    def functions(self) -> list[ast.FunctionDef | ast.AsyncFunctionDef]:
        return [node for node in self.nodes if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]

    @cached_property
    def classes(self) -> list[ast.ClassDef]:
        return [node for node in self.nodes if isinstance(node, ast.ClassDef)]

    @cached_property
    def calls(self) -> list[ast.Call]:
        return [node for node in self.nodes if isinstance(node, ast.Call)]

    @cached_property
    def strings(self) -> list[tuple[ast.AST, str]]:
        """String constants but docstrings; an f-string as one text, with ? for what is put in."""
        skipped: set[int] = set()
        found: list[tuple[ast.AST, str]] = []
        for node in self.nodes:
            if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
                if node.body and isinstance(node.body[0], ast.Expr):
                    skipped.add(id(node.body[0].value))
            elif isinstance(node, ast.JoinedStr):
                skipped.update(id(part) for part in node.values)
                texts = [str(part.value) if isinstance(part, ast.Constant) else "?" for part in node.values]
                found.append((node, "".join(texts)))
            elif isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in skipped:
                found.append((node, node.value))
        return found

    @cached_property
    def imported(self) -> dict[str, str]:
        """Local name to the full dotted name it was imported as."""
        names: dict[str, str] = {}
        for node in self.imports:
            if isinstance(node, ast.Import):
                for alias in node.names:
                    names[alias.asname or alias.name.split(".")[0]] = (
                        alias.name if alias.asname else alias.name.split(".")[0]
                    )
            else:
                module = node.module or ""
                if node.level:
                    folder = ("tradepost", *self.parts[: -node.level])
                    module = ".".join([*folder, *([module] if module else [])])
                for alias in node.names:
                    names[alias.asname or alias.name] = f"{module}.{alias.name}"
        return names


def files(root: Path) -> list[File]:
    """Every Python file of the package whose folder is `root`; read and parsed once for all checks."""
    return [
        _file(root, path, path.stat().st_mtime_ns, path.stat().st_size) for path in sorted(root.rglob("*.py"))
    ]


@functools.lru_cache(maxsize=4096)
def _file(root: Path, path: Path, _changed: int, _size: int) -> File:
    return File(root, path)


def dotted(node: ast.AST) -> str:
    """`a.b.c` of a chain of names; calls and subscripts inside the chain are stepped over."""
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute):
        return f"{dotted(node.value)}.{node.attr}"
    if isinstance(node, ast.Call):
        return dotted(node.func)
    if isinstance(node, ast.Subscript):
        return dotted(node.value)
    return ""


def full_name(file: File, node: ast.AST) -> str:
    """The dotted name with its first part replaced by what it was imported as."""
    name = dotted(node)
    first, dot, rest = name.partition(".")
    return file.imported.get(first, first) + dot + rest


def keyword(call: ast.Call, name: str) -> ast.expr | None:
    return next((k.value for k in call.keywords if k.arg == name), None)
