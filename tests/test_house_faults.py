"""The guards themselves: each planted fault, in a copy of the house, is caught by the check made for it."""

from __future__ import annotations

import functools
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from house import conduct, form, tables
from test_house import ROOT, SOURCE

pytestmark = pytest.mark.xdist_group("house")  # the source is parsed in one process

Check = Callable[[Path], list[str]]

COMMAND = "from tradepost.base.command import command\n\n\n@command\n"

# What is planted: the check that must see it, the file, the text added to it, and a word of the answer.
FAULTS: dict[str, tuple[Check, str, str, str]] = {
    "a way back across rooms": (
        tables.reverse_accessors,
        "domain/sales/models/planted.py",
        "from django.db import models\n\n\nclass Planted(models.Model):\n"
        '    item = models.ForeignKey("catalog.Item", on_delete=models.PROTECT)\n',
        'related_name="+"',
    ),
    "SQL on another room's table": (
        tables.foreign_writes,
        "domain/sales/commands/planted.py",
        'TAKE = "update inventory_position p set on_hand = on_hand - 1 where id = %s"\n',
        "inventory_position",
    ),
    "SQL in an f-string on another room's table": (
        tables.foreign_writes,
        "domain/billing/commands/planted.py",
        'COLUMNS = "a, b"\nPUT = f"insert into sales_order ({COLUMNS}) select 1, 2"\n',
        "sales_order",
    ),
    "an ORM write of another room's rows": (
        tables.foreign_writes,
        "domain/billing/commands/planted.py",
        "from tradepost.domain.sales.models import Order\n\n\ndef close_all():\n"
        '    Order.objects.filter(state="confirmed").update(state="closed")\n',
        "Order",
    ),
    "another room's row made by hand": (
        tables.foreign_writes,
        "domain/fulfilment/commands/planted.py",
        "from tradepost.domain.inventory.models import Move\n\n\ndef forge():\n    Move(quantity=1).save()\n",
        "Move",
    ),
    "SQL in a door": (
        tables.foreign_writes,
        "doors/office/planted.py",
        'DROP = "delete from accounts_entry where id = %s"\n',
        "accounts_entry",
    ),
    "a query that writes": (
        tables.writing_queries,
        "domain/sales/queries/planted.py",
        'SEEN = "update sales_order set note = note where id = %s"\n',
        "sales_order",
    ),
    "a door that asks the database itself": (
        tables.questions_in_doors,
        "doors/office/planted.py",
        "from tradepost.domain.sales.models import Order\n\n\ndef page():\n    return Order.objects.all()\n",
        "queries",
    ),
    "a proof that makes a sum for every row": (
        conduct.slow_proofs,
        "domain/planted/queries/differences.py",
        'from tradepost.base import sql\n\n\ndef differences():\n    yield from sql.rows("select 1")\n',
        "sql.differing",
    ),
    "the same in another file, kept under a name": (
        conduct.slow_proofs,
        "domain/planted/queries/planted.py",
        "from tradepost.base import sql\n\n\ndef differences():\n    ask = sql.rows_as\n    yield from ask(int, '')\n",
        "sql.differing",
    ),
    "a clock below a door": (
        conduct.clocks_below_doors,
        "domain/sales/commands/planted.py",
        "from django.utils import timezone\n\n\ndef stamp():\n    return timezone.now()\n",
        "timezone.now",
    ),
    "a clock under another name": (
        conduct.clocks_below_doors,
        "domain/sales/rules.py",
        "from datetime import date as day\n\n\ndef today():\n    return day.today()\n",
        "day.today",
    ),
    "a clock in SQL": (
        conduct.clocks_below_doors,
        "domain/inventory/queries/planted.py",
        'LATE = "select id from inventory_supply where expected_on < current_date"\n',
        "current_date",
    ),
    "a float": (
        conduct.floats,
        "domain/pricing/rules.py",
        "\n\ndef half(amount):\n    return float(amount) / 2\n",
        "float",
    ),
    "a command without its wrapper": (
        conduct.loose_commands,
        "domain/sales/commands/planted.py",
        "def planted(by, *, order_id):\n    return order_id\n",
        "no @command",
    ),
    "a command that does not take by": (
        conduct.loose_commands,
        "domain/sales/commands/planted.py",
        COMMAND + "def planted(order_id):\n    return order_id\n",
        "`by` first",
    ),
    "a command that takes more by position": (
        conduct.loose_commands,
        "domain/sales/commands/planted.py",
        COMMAND + "def planted(by, order_id):\n    return by\n",
        "by position",
    ),
    "a command that tells nobody what it did": (
        conduct.silent_commands,
        "domain/sales/commands/planted.py",
        COMMAND + "def planted(by, *, order_id):\n    return order_id\n",
        "publishes nothing",
    ),
    "two verbs in one file": (
        conduct.verbs_out_of_place,
        "domain/sales/commands/somewhere.py",
        COMMAND + "def planted(by, *, order_id):\n    return by\n",
        "planted.py",
    ),
    "a command that swallows a refusal": (
        conduct.caught_refusals,
        "domain/sales/commands/planted.py",
        "from tradepost.base.errors import Refusal\n\n\nclass TooLate(Refusal):\n    pass\n\n\n"
        "def attempt(work):\n    try:\n        work()\n    except TooLate:\n        return None\n",
        "TooLate",
    ),
    "an event without its row": (
        conduct.events_without_reaction,
        "domain/sales/events.py",
        '\n\nclass Planted(Event):\n    name = "sales.planted"\n',
        "sales.planted",
    ),
    "an event of another room": (
        conduct.events_without_reaction,
        "domain/sales/events.py",
        '\n\nclass Planted(Event):\n    name = "billing.planted"\n',
        "name of its room",
    ),
    "a function of 51 lines": (
        form.sizes,
        "domain/sales/commands/planted.py",
        "def planted():\n" + "    pass\n" * 50,
        "51 lines",
    ),
    "a file of 401 lines": (form.sizes, "render/planted.py", "A = 1\n" * 401, "401 lines"),
    "a file that says nothing": (form.names, "domain/sales/helpers.py", "A = 1\n", "helpers"),
    "a class that says nothing": (
        form.names,
        "render/planted.py",
        "class PaperHelper:\n    pass\n",
        "PaperHelper",
    ),
    "an import inside a function": (
        form.late_imports,
        "render/planted.py",
        "def planted():\n    import decimal\n\n    return decimal\n",
        "imports inside",
    ),
}


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Path:
    copy = tmp_path_factory.mktemp("house") / "src" / "tradepost"
    shutil.copytree(SOURCE, copy, ignore=shutil.ignore_patterns("__pycache__", "static", "node_modules"))
    (copy / "doors/worker").mkdir(exist_ok=True)
    (copy / "doors/worker/reactions.py").touch()
    return copy


@functools.cache
def found_before(check: Check, house: Path) -> frozenset[str]:
    return frozenset(check(house))


def restore(path: Path, content: str | None) -> None:
    if content is None:
        path.unlink(missing_ok=True)
    else:
        path.write_text(content)


@pytest.mark.parametrize(("check", "file", "text", "word"), FAULTS.values(), ids=FAULTS.keys())
def test_planted_fault_is_caught(house: Path, check: Check, file: str, text: str, word: str) -> None:
    place = house / file
    shelf = house / "domain/sales/commands/__init__.py"
    before = {path: path.read_text() if path.exists() else None for path in (place, shelf)}
    faults_before = found_before(check, house)
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text((before[place] or "") + text)
        if "def planted(" in text and file.startswith("domain/sales/commands"):
            module = Path(file).stem
            shelf.write_text(
                f'from tradepost.domain.sales.commands.{module} import planted\n__all__ = ["planted"]\n'
            )
        found = [fault for fault in check(house) if fault not in faults_before]
    finally:
        for path, content in before.items():
            restore(path, content)
    assert any(word in fault and fault.startswith(file.removesuffix(".py")) for fault in found), found


# An import that must not be, and the contract that must break.
IMPORTS: list[tuple[str, str, str]] = [
    ("base/planted_floor.py", "tradepost.domain.sales", "floors"),
    ("domain/inventory/commands/planted_up.py", "tradepost.domain.sales.queries", "rooms"),
    ("domain/fulfilment/commands/planted_beside.py", "tradepost.domain.purchasing.queries", "rooms"),
    ("domain/sales/models/planted_shelf.py", "tradepost.domain.sales.commands", "shelves"),
    ("domain/sales/planted_drawer.py", "tradepost.base.errors", "shelves"),
    ("domain/planted_room/__init__.py", "tradepost.base.errors", "rooms"),
    ("planted_floor.py", "tradepost.base.errors", "floors"),
    ("doors/office/planted_door.py", "tradepost.doors.cli.main", "doors"),
    ("domain/pricing/rules.py", "django.conf", "pure"),
    ("render/planted_a.py", "tradepost.render.planted_b", "acyclic"),
    ("render/planted_b.py", "tradepost.render.planted_a", "acyclic"),
]
WORDS = [
    "base.planted_floor", "planted_up", "planted_beside", "planted_shelf", "planted_drawer", "planted_room",
    "office.planted_door", "pricing.rules", "planted_a", "planted_b",
]  # fmt: skip


def contracts_said(house: Path, folder: Path) -> str:
    shutil.copy(ROOT / "pyproject.toml", folder / "pyproject.toml")
    command = [str(Path(sys.executable).with_name("lint-imports")), "--no-cache"]
    environment = {**os.environ, "PYTHONPATH": str(house.parent), "COLUMNS": "400"}
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode != 0
    return done.stdout


def test_planted_imports_break_the_contracts(house: Path, tmp_path: Path) -> None:
    """All are planted at once; each is named in the report, and each contract is broken."""
    changed: dict[Path, str | None] = {}
    for file, module, _ in IMPORTS:
        place = house / file
        changed[place] = place.read_text() if place.exists() else None
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text((changed[place] or "") + f"\nimport {module}  # noqa\n")
    try:
        said = contracts_said(house, tmp_path)
    finally:
        for path, content in changed.items():
            restore(path, content)
        shutil.rmtree(house / "domain/planted_room", ignore_errors=True)
    for contract in {contract for _, _, contract in IMPORTS}:
        assert any(
            line.startswith(f"{contract}:") and line.endswith("BROKEN") for line in said.splitlines()
        ), contract
    for word in WORDS:
        assert word in said, f"{word} is not in the report:\n{said}"
