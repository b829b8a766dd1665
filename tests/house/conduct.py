"""How the code behaves: the clock, commands, refusals, exact numbers, events."""

from __future__ import annotations

import ast
import re
from pathlib import Path

from house.source import File, dotted, files, full_name, keyword

CLOCKS = {
    "datetime.datetime.now", "datetime.datetime.utcnow", "datetime.datetime.today", "datetime.date.today",
    "time.time", "time.time_ns", "time.localtime", "time.gmtime", "django.utils.timezone.now",
    "django.utils.timezone.localdate", "django.db.models.functions.Now",
    "django.db.models.functions.datetime.Now",
}  # fmt: skip
SQL_CLOCK = re.compile(
    r"\b(?:now|clock_timestamp|statement_timestamp|transaction_timestamp|timeofday)\s*\(\s*\)"
    r"|\b(?:current_timestamp|current_date|current_time|localtimestamp|localtime)\b",
    re.IGNORECASE,
)
# Where the clock may be read below the doors, and why.
CLOCK_ALLOWED = {
    "base/models/event.py": "recorded_at is when the database wrote the row, beside `at`, when the fact was",
}


def clocks_below_doors(root: Path) -> list[str]:
    """The clock is read at the door, and carried in by.now."""
    faults = []
    for file in files(root):
        if file.floor not in {"domain", "base", "render"} or file.inside.as_posix() in CLOCK_ALLOWED:
            continue
        if (
            file.is_migration
        ):  # written by a machine from the models; history rows note when the row was written
            continue
        for node in file.nodes:
            if isinstance(node, ast.Attribute | ast.Name) and full_name(file, node) in CLOCKS:
                faults.append(file.fault(node, f"reads the clock ({dotted(node)}); use by.now"))
            if isinstance(node, ast.Call) and (keyword(node, "auto_now") or keyword(node, "auto_now_add")):
                faults.append(file.fault(node, "reads the clock (auto_now); write by.now"))
        faults += [
            file.fault(node, f"reads the clock in SQL ({found.group()}); pass by.now")
            for node, text in file.strings
            if (found := SQL_CLOCK.search(text)) and _looks_like_sql(text)
        ]
    return faults


def _looks_like_sql(text: str) -> bool:
    return bool(re.search(r"\b(select|insert|update|delete|default|where|values)\b", text, re.IGNORECASE))


def slow_proofs(root: Path) -> list[str]:
    """What `verify` asks compares whole tables: by `sql.differing`, which makes each sum once."""
    faults = []
    for file in files(root):
        if file.shelf != "queries":
            continue
        is_proof = file.parts[-1] == "differences"
        parts = [file.tree] if is_proof else [one for one in file.functions if one.name == "differences"]
        for call in (node for part in parts for node in ast.walk(part)):
            name = full_name(file, call) if isinstance(call, ast.Attribute) else ""
            if name.startswith("tradepost.base.sql.") and name.split(".")[3] in {"rows", "rows_as", "one"}:
                faults.append(file.fault(call, f"asks by sql.{name.split('.')[3]}; use sql.differing"))
    return faults


def floats(root: Path) -> list[str]:
    """Stock is integers, money is decimals, nothing is float."""
    faults = []
    for file in files(root):
        if file.floor not in {"domain", "base"} or file.inside.as_posix() == "base/private_postgres.py":
            continue
        for call in file.calls:
            if dotted(call.func).split(".")[-1] in {"float", "FloatField"}:
                faults.append(file.fault(call, "a float; use an integer, a Decimal or a Fraction"))
        faults += [
            file.fault(node, "a float column in SQL")
            for node, text in file.strings
            if re.search(r"::\s*(float\d?|real|double precision)\b", text, re.IGNORECASE)
        ]
    return faults


def loose_commands(root: Path) -> list[str]:
    """What `commands` exports is decorated with @command, takes `by` first and the rest by keyword."""
    faults = []
    for file in files(root):
        if file.shelf != "commands":
            continue
        exported = _exported(root / "domain" / file.room / "commands")
        for function in file.tree.body:
            if isinstance(function, ast.FunctionDef) and function.name in exported:
                faults += [
                    file.fault(function, f"{function.name} {sentence}") for sentence in _loose(function)
                ]
    return faults


def _exported(shelf: Path) -> set[str]:
    """The names in `__all__` of the shelf; for a shelf of one file, its public functions."""
    init = shelf / "__init__.py" if shelf.is_dir() else shelf.with_suffix(".py")
    if not init.exists():
        return set()
    tree = ast.parse(init.read_text())
    for node in tree.body:
        if isinstance(node, ast.Assign) and dotted(node.targets[0]) == "__all__":
            return {
                str(element.value) for element in ast.walk(node.value) if isinstance(element, ast.Constant)
            }
    names = {
        alias.asname or alias.name
        for node in tree.body
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    }
    return {name for name in names if not name.startswith("_")}


def _loose(function: ast.FunctionDef) -> list[str]:
    sentences = []
    decorators = {dotted(decorator).split(".")[-1] for decorator in function.decorator_list}
    if "command" not in decorators:
        sentences.append("is exported and is no @command")
    positional = [argument.arg for argument in (*function.args.posonlyargs, *function.args.args)]
    if positional[:1] != ["by"]:
        sentences.append("does not take `by` first")
    if len(positional) > 1 or function.args.vararg:
        sentences.append("takes more than `by` by position; put a * after it")
    return sentences


def verbs_out_of_place(root: Path) -> list[str]:
    """One verb, one file, one name. The bulk form may stand beside the single one."""
    faults = []
    for file in files(root):
        if file.shelf != "commands" or file.parts[-1] in {"commands", "__init__"} or len(file.parts) < 4:
            continue
        exported = _exported(root / "domain" / file.room / "commands")
        for node in file.tree.body:
            is_verb = isinstance(node, ast.FunctionDef) and node.name in exported
            if isinstance(node, ast.FunctionDef) and is_verb and not _same_verb(node.name, file.parts[-1]):
                faults.append(file.fault(node, f"{node.name} belongs in {node.name}.py"))
    return faults


def _same_verb(one: str, other: str) -> bool:
    """Equal, or one the plural of the other."""
    plurals = {one, f"{one}s", f"{one}es", f"{one.removesuffix('y')}ies"}
    return other in plurals or one in {f"{other}s", f"{other}es", f"{other.removesuffix('y')}ies"}


def caught_refusals(root: Path) -> list[str]:
    """A command never catches a refusal; doors do."""
    sources = files(root)
    refusals = {"Refusal"}
    classes = [node for file in sources for node in file.classes]
    for _ in range(4):  # refusals of refusals of refusals
        refusals |= {c.name for c in classes if {dotted(base).split(".")[-1] for base in c.bases} & refusals}
    faults = []
    for file in sources:
        if file.shelf != "commands":
            continue
        for node in file.nodes:
            if isinstance(node, ast.ExceptHandler) and node.type is not None:
                kinds = node.type.elts if isinstance(node.type, ast.Tuple) else [node.type]
                caught = {dotted(kind).split(".")[-1] for kind in kinds} & refusals
                faults += [
                    file.fault(node, f"catches the refusal {name}; let it go up") for name in sorted(caught)
                ]
    return faults


# Commands that publish nothing of their own, by why.
SILENT = {
    "what a document above it did is told by the document's own event": (
        "accounts.expect_payment accounts.post accounts.record_settled fulfilment.record_returned "
        "inventory.change_demands "
        "inventory.cut_demands inventory.expect inventory.leave_store inventory.move_demands "
        "inventory.promise inventory.reserve inventory.revalue inventory.ship pricing.record_quota_freed "
        "pricing.record_quota_used"
    ),
    "it holds rows and changes none": ("inventory.choose_sources inventory.hold_stock"),
    "history of another system, no fact of today": ("accounts.load_past_entries inventory.load_past_moves"),
    "the item's own event tells its costing, and its parts": (
        "inventory.change_costing inventory.define_kit"
    ),
    "derived rows, made anew from what was told": (
        "inventory.sum_months reports.class_stock reports.keep_levels reports.sum_up reports.sum_up_anew "
        "reports.work_out_impact"
    ),
    "how somebody likes their own pages, and when they looked": (
        "access.change_view access.choose_columns access.delete_view access.open_with access.record_look "
        "access.record_session_use access.save_view"
    ),
    "the work on a file before it is brought in, and its progress": (
        "imports.begin_taking_back imports.bring_file imports.choose_columns imports.discard_import "
        "imports.forget_check imports.forget_files imports.record_check imports.record_rows "
        "imports.record_taken_back imports.take_up"
    ),
    "a job is asked for; what it does is told": ("pricing.activate_due_versions pricing.ask_for_version"),
    "letters and notices of the house itself": ("mails.show_mail notes.forget_notices notes.record_mailed"),
}
SILENT_ALLOWED = {name for names in SILENT.values() for name in names.split()}


def silent_commands(root: Path) -> list[str]:
    """What a command changed is told to the change feed by the command's own room: itself, or by what it calls there.

    A fact that a room below publishes is that room's: goods came, but nobody is told that the books began.
    """
    shelves = [file for file in files(root) if file.shelf == "commands"]
    named = {
        (_module(file), function.name): (file, function) for file in shelves for function in file.functions
    }
    calls = {key: set(_called(file, function)) for key, (file, function) in named.items()}
    speaking = {key for key, called in calls.items() if _PUBLISH in called}
    while more := {key for key, called in calls.items() if called & speaking} - speaking:
        speaking |= more
    faults = []
    for file in shelves:
        exported = _exported(root / "domain" / file.room / "commands")
        for function in file.tree.body:
            if not isinstance(function, ast.FunctionDef) or function.name not in exported:
                continue
            if (
                _module(file),
                function.name,
            ) not in speaking and f"{file.room}.{function.name}" not in SILENT_ALLOWED:
                faults.append(
                    file.fault(function, f"{function.name} publishes nothing; publish(by, ...) what it did")
                )
    return faults


_PUBLISH = ("tradepost.base.command", "publish")


def _module(file: File) -> str:
    return ".".join(("tradepost", *file.parts))


def _called(file: File, function: ast.AST) -> list[tuple[str, str]]:
    """What a function names of its own room's commands, as (module, name); what the shelf exports, by its file."""
    found = []
    for node in ast.walk(function):
        if not isinstance(node, ast.Name):
            continue
        module, _dot, name = file.imported.get(node.id, f"{_module(file)}.{node.id}").rpartition(".")
        if module.startswith(f"tradepost.domain.{file.room}.") or (module, name) == _PUBLISH:
            found.append((module, name))
    return found


def events_without_reaction(root: Path) -> list[str]:
    """Every event has its row on the one page, if only to say that nothing follows."""
    page = root / "doors" / "worker" / "reactions.py"
    if not page.exists():
        return ["doors/worker/reactions.py: the page of what follows is missing"]
    reactions = File(root, page)
    keys: set[str] = set()
    for node in reactions.nodes:
        if isinstance(node, ast.Dict):
            for key in node.keys:
                if isinstance(key, ast.Constant):
                    keys.add(str(key.value))
                elif isinstance(key, ast.Attribute | ast.Name):
                    name = full_name(reactions, key).split(".")
                    keys |= {".".join(name[-3:]), ".".join(name[:-1])}
    faults = []
    for file in files(root):
        if file.shelf != "events":
            continue
        for event in file.classes:
            name = _event_name(event)
            if not name:
                continue
            if name.split(".")[0] != file.room:
                faults.append(file.fault(event, f"{name} does not bear the name of its room"))
            if not keys & {
                name,
                f"{file.room}.events.{event.name}",
                f"tradepost.domain.{file.room}.events.{event.name}",
            }:
                faults.append(file.fault(event, f"{name} has no row in doors/worker/reactions.py"))
    return faults


def _event_name(event: ast.ClassDef) -> str:
    for node in event.body:
        if isinstance(node, ast.AnnAssign | ast.Assign) and isinstance(node.value, ast.Constant):
            target = node.target if isinstance(node, ast.AnnAssign) else node.targets[0]
            if dotted(target) == "name" and isinstance(node.value.value, str):
                return node.value.value
    return ""
