"""The texts people read: gathered from the source, merged into the catalogues, and compiled. Babel alone does it.

Two catalogues per language. `django.po` holds what doors and papers say through gettext. `sentences.po` holds what
the rooms say in English, refusals first: each is a pattern, as `{number} is {state}.`, and render/sentences.py finds
the pattern of a spoken sentence and says it in the reader's language.
"""

import ast
import re
import sys
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_python
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

SOURCE = Path(__file__).parent.parent / "src" / "tradepost"
FOLDER = SOURCE / "locale"
LANGUAGES = ("de", "es")
NO_DAY = datetime(2026, 1, 1, tzinfo=UTC)
"""The catalogues' head names one day for ever: their history is in version control."""
KEYWORDS = {
    "_": None, "_t": None, "gettext": None, "gettext_lazy": None, "gettext_noop": None,
    "ngettext": (1, 2), "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2), "pgettext_lazy": ((1, "c"), 2),
}  # fmt: skip
CALL = re.compile(
    r"""(?P<name>\b(?:_|n?p?gettext))\((?P<arguments>(?:\s*u?(?:'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")\s*,?)+)""",
    re.DOTALL,
)
FILTERS = frozenset({"Filter", "choice", "reference", "flag", "day_range"})
SPEAKERS = ("base", "domain", "doors/files")
"""They know no reader."""
OPERATION = frozenset({"private_postgres.py"})
"""What only whoever runs the server reads, on the command line."""
PROGRAMMING = frozenset({"ValueError", "TypeError", "RuntimeError", "AssertionError", "LookupError"})
PLACE = re.compile(r"\{\w+\}")
SENTENCE = re.compile(r"^[“(]?[A-Z{“].*[a-z{].*[.?!]$", re.DOTALL)

Found = tuple[str, int, str | tuple[str, ...], str | None]


def main() -> None:
    """`extract` gathers and merges; `compile` makes the .mo files beside their .po files."""
    if sys.argv[1:] == ["extract"]:
        for domain, catalog in catalogs().items():
            merge(domain, catalog)
    elif sys.argv[1:] == ["compile"]:
        compile_all()
    else:
        raise SystemExit("messages: say extract or compile")


def catalogs() -> dict[str, Catalog]:
    """What the source says now, by domain, without any translation."""
    made = {}
    for domain, found in (("django", words()), ("sentences", sentences())):
        catalog = Catalog(project="Tradepost", charset="utf-8")
        for path, _line, message, context in sorted(found, key=lambda each: (each[0], each[1])):
            # Places without line numbers: a moved line changes no catalogue.
            catalog.add(message, locations=[(path, 0)], context=context)
        made[domain] = catalog
    return made


# ---- what doors and papers say


def words() -> Iterator[Found]:
    """Every text in gettext, of Python and of templates."""
    for path in sorted(SOURCE.rglob("*.py")):
        source = path.read_bytes()
        if b"gettext" in source:  # reading it token by token takes long
            for line, name, message, _comments in extract_python(BytesIO(source), list(KEYWORDS), [], {}):
                if message:  # gettext of a variable has none
                    yield _found(path, line, name, message)
    for path in sorted((SOURCE / "domain").rglob("queries/*.py")):
        yield from _filters(path)
    for path in sorted(SOURCE.rglob("templates/**/*.html")) + sorted(SOURCE.rglob("templates/**/*.txt")):
        yield from _of_template(path)


def _filters(path: Path) -> Iterator[Found]:
    """The labels of a list's filters: rooms declare them, screens show them."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in FILTERS:
            label = pattern_of(node.args[0]) if node.args else ""
            if label:
                yield path.relative_to(SOURCE).as_posix(), node.lineno, label, None


def _found(path: Path, line: int, name: str, message: str | tuple[str, ...]) -> Found:
    parts = [message] if isinstance(message, str) else [part for part in message if part]
    where = path.relative_to(SOURCE).as_posix()
    if name.lstrip("n").startswith("pgettext"):
        context, *parts = parts
    else:
        context = None
    plural = name.startswith(("ngettext", "npgettext"))
    return where, line, tuple(parts[:2]) if plural else parts[0], context


def _of_template(path: Path) -> Iterator[Found]:
    code = templatize(path.read_text(encoding="utf-8"))
    for call in CALL.finditer(code):
        arguments = ast.literal_eval(f"({call['arguments'].rstrip().rstrip(',')},)")
        # Django reads a doubled per cent sign as one, as a template does.
        yield _found(path, code.count("\n", 0, call.start()) + 1, call["name"], arguments)


# ---- what the rooms say


def sentences() -> Iterator[Found]:
    """Every sentence of the rooms and below, and of what files bring, as a pattern: texts of refusals, and whatever
    reads as a sentence."""
    for path in sorted(path for place in SPEAKERS for path in (SOURCE / place).rglob("*.py")):
        if "migrations" in path.parts or path.name in OPERATION:
            continue
        nodes = list(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))
        quiet, outright = _not_said(nodes), _outright(nodes)
        for node in nodes:
            if isinstance(node, ast.Constant | ast.JoinedStr) and id(node) not in quiet:
                pattern = pattern_of(node)
                if (id(node) in outright or SENTENCE.match(pattern)) and says_something(pattern):
                    yield path.relative_to(SOURCE).as_posix(), node.lineno, pattern, None


def says_something(pattern: str) -> bool:
    """Whether it holds words of its own: `{path}units.` is no sentence."""
    return " " in pattern if PLACE.search(pattern) else bool(pattern.strip())


def _outright(nodes: Sequence[ast.AST]) -> set[int]:
    """What needs no full stop to be said: the messages of refusals, and the names of the accounts."""
    chart = {
        id(node.elts[0])
        for assigned in nodes
        if isinstance(assigned, ast.AnnAssign) and ast.unparse(assigned.target) == "CHART"
        for node in ast.walk(assigned)
        if isinstance(node, ast.Tuple) and node.elts
    }
    return chart | {
        id(node.exc.args[0])
        for node in nodes
        if isinstance(node, ast.Raise)
        and isinstance(node.exc, ast.Call)
        and isinstance(node.exc.func, ast.Name)
        and node.exc.func.id not in PROGRAMMING
        and node.exc.args
    }


def _not_said(nodes: Sequence[ast.AST]) -> set[int]:
    """Docstrings, the parts of an f-string, and what a programmer is told (assert, TypeError, RuntimeError)."""
    quiet: set[int] = set()
    for node in nodes:
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            quiet.add(id(node.value))
        elif isinstance(node, ast.JoinedStr):
            quiet.update(id(part) for value in node.values for part in ast.walk(value))
        elif isinstance(node, ast.Assert) or (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Name)
            and node.func.id in {*PROGRAMMING - {"ValueError"}, "Counter"}
        ):
            quiet.update(id(part) for part in ast.walk(node))
    return quiet


def pattern_of(node: ast.Constant | ast.JoinedStr) -> str:
    """`f"{order.number} is {order.state}."` as `{number} is {state}.`; no text is no pattern."""
    if isinstance(node, ast.Constant):
        return node.value if isinstance(node.value, str) else ""
    said, names = "", []
    for value in node.values:
        if isinstance(value, ast.Constant):
            said += str(value.value)
        elif isinstance(value, ast.FormattedValue):
            name = _name_of(value.value)
            names.append(name)
            again = names.count(name)
            said += "{" + name + (str(again) if again > 1 else "") + "}"
    return said


def _name_of(node: ast.expr) -> str:
    """The word a value is called by: the last name in it that says something."""
    if isinstance(node, ast.Name):
        return node.id.strip("_")
    if isinstance(node, ast.Attribute):
        return node.attr
    if isinstance(node, ast.Subscript):
        return _name_of(node.slice if isinstance(node.slice, ast.Constant) and isinstance(node.slice.value, str)
                        else node.value)  # fmt: skip
    if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value.isidentifier():
        return node.value
    if isinstance(node, ast.Call):
        inside = [*node.args, *(keyword.value for keyword in node.keywords)]
        return _name_of(inside[0]) if inside else _name_of(node.func)
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.expr) and (name := _name_of(child)) != "value":
            return name
    return "value"


# ---- the catalogues


def merge(domain: str, template: Catalog) -> None:
    """New texts come in empty, unused ones go; nothing is guessed."""
    for language in LANGUAGES:
        path = FOLDER / language / "LC_MESSAGES" / f"{domain}.po"
        old = read(path, language, domain)
        new = Catalog(locale=language, domain=domain, project="Tradepost", charset="utf-8", fuzzy=False)
        new.header_comment = f"# {new.locale.english_name} texts of Tradepost."
        new.creation_date = new.revision_date = NO_DAY
        for message in template:
            if message.id:
                known = old.get(message.id, message.context)
                new.add(message.id, said_before(known, message), locations=message.locations,
                        context=message.context)  # fmt: skip
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("wb") as file:
            write_po(file, new, width=110, include_lineno=False, omit_header=False, sort_output=False)
        missing = sum(not all(parts(message)) for message in new if message.id)
        print(f"messages: {language} {domain}: {len(new)} texts, {missing} to translate")


def said_before(known: Message | None, message: Message) -> str | tuple[str, ...]:
    """The translation that stands, if it is of the same shape."""
    if known is None or known.pluralizable != message.pluralizable:
        return ("", "") if message.pluralizable else ""
    return known.string


def parts(message: Message) -> tuple[str, ...]:
    """All forms of a translation."""
    return (message.string,) if isinstance(message.string, str) else tuple(message.string)


def read(path: Path, language: str, domain: str) -> Catalog:
    """A catalogue as it is committed; an empty one where there is none."""
    if not path.exists():
        return Catalog(locale=language, domain=domain)
    with path.open("rb") as file:
        return read_po(file, locale=language, domain=domain)


def compile_all() -> None:
    """One .mo beside each .po, remade only when its text changed."""
    for path in sorted(FOLDER.glob("*/LC_MESSAGES/*.po")):
        made = path.with_suffix(".mo")
        with made.open("wb") as file:
            write_mo(file, read(path, path.parts[-3], path.stem))


if __name__ == "__main__":
    main()
