"""The house stands as house.md draws it: what the import contracts cannot see."""

from __future__ import annotations

import gc
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.apps import apps
from django.db.migrations.autodetector import MigrationAutodetector
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.state import ProjectState

import tradepost
from house import conduct, form, tables

ROOT = Path(__file__).resolve().parents[1]
SOURCE = Path(tradepost.__file__).parent

pytestmark = pytest.mark.xdist_group("house")  # the source is parsed in one process

CHECKS: dict[str, Callable[[Path], list[str]]] = {
    "no way back across rooms": tables.reverse_accessors,
    "a room writes only its own tables": tables.foreign_writes,
    "queries do not write": tables.writing_queries,
    "doors ask queries": tables.questions_in_doors,
    "no clock below the doors": conduct.clocks_below_doors,
    "verify makes each sum once": conduct.slow_proofs,
    "no float": conduct.floats,
    "commands are atomic and take by": conduct.loose_commands,
    "one verb, one file": conduct.verbs_out_of_place,
    "refusals go up": conduct.caught_refusals,
    "commands publish": conduct.silent_commands,
    "every event has its row": conduct.events_without_reaction,
    "short": form.sizes,
    "names say something": form.names,
    "imports at the top": form.late_imports,
}


@pytest.fixture(scope="module", autouse=True)
def _kept_trees() -> Iterator[None]:
    """The trees stay to the end: looking through a million nodes for garbage takes longer than a check."""
    gc.disable()
    yield
    gc.freeze()
    gc.enable()


@pytest.mark.parametrize("check", CHECKS.values(), ids=CHECKS.keys())
def test_house(check: Callable[[Path], list[str]]) -> None:
    faults = check(SOURCE)
    assert not faults, "\n" + "\n".join(faults)


def test_import_contracts_are_kept() -> None:
    command = [
        str(Path(sys.executable).with_name("lint-imports")),
        "--cache-dir",
        str(ROOT / "var/cache/imports"),
    ]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_no_loaded_model_sees_a_room_above() -> None:
    seen = [
        f"{model._meta.label} sees {relation.related_model._meta.label} as {relation.get_accessor_name()}"
        for model in apps.get_models()
        if model.__module__.startswith("tradepost.domain.")
        for relation in model._meta.related_objects
        if relation.related_model.__module__.startswith("tradepost.domain.")
        and relation.related_model._meta.app_label != model._meta.app_label
    ]
    assert not seen, "\n".join(seen)


def test_migrations_are_linear_and_say_what_the_models_say() -> None:
    loader = MigrationLoader(None)
    assert not loader.detect_conflicts()
    wanted = MigrationAutodetector(loader.project_state(), ProjectState.from_apps(apps)).changes(loader.graph)
    assert not wanted, f"models changed without a migration; run `make migrations`: {wanted}"
