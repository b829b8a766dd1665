"""Tests run on a real PostgreSQL that the run itself brings up, and throws away at its end.

A cluster with all migrations is made once and kept in var/cache, under a name that changes with the
migrations; each run copies it, starts the copy without syncing to the disk, and gives each worker a database
of its own. Several runs at once in one checkout do not meet.
"""

from __future__ import annotations

import gc
import os
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.template.base import Template
from hypothesis import HealthCheck, settings

from cluster import RUN

# A slow machine is no fault of the code.
settings.register_profile("patient", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("patient")
ROOT = Path(__file__).resolve().parents[1]
LONG = ("tests/browser/test_every_page.py", "tests/security/", "tests/chaos/", "tests/doors/cli/test_demo.py")
SHARED = Path(os.environ.get("TRADEPOST_SHARED") or ROOT.parent / "shared")


# What is imported and collected stays to the end. Looking through it for garbage again and again took a sixth of a
# run.
gc.disable()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The longest come first, so that at the end no process works on alone."""
    items.sort(key=lambda item: not item.nodeid.startswith(LONG))


def pytest_collection_finish(session: pytest.Session) -> None:
    """From here on garbage is looked for, among what the tests make."""
    gc.freeze()
    gc.set_threshold(20_000, 10, 10)
    gc.enable()


def pytest_unconfigure(config: pytest.Config) -> None:
    """Every process ends its own server."""
    RUN.end()


@pytest.fixture(scope="session")
def django_db_setup(django_db_blocker: object) -> None:
    """pytest-django's own set-up is replaced: a database for this worker, copied from the migrated one."""
    from django.test import TransactionTestCase

    RUN.use(f"test_{os.environ.get('PYTEST_XDIST_WORKER', 'main')}")
    # Instead of emptying all tables after a test that committed. Tests that roll back have their own way.
    TransactionTestCase._fixture_teardown = lambda case: RUN.renew()


@pytest.fixture(scope="session", autouse=True)
def _as_in_production(django_test_environment: None) -> None:
    """Templates render without Django's test signals, which copy the whole context once for each of them: what a test
    looks at is the answer."""
    Template._render = lambda template, context: template.nodelist.render(context)


@pytest.fixture
def database_url(transactional_db: None) -> str:
    """The URL of this worker's database, for tests that start processes. It is made anew afterwards."""
    from django.db import connection

    return RUN.url(str(connection.settings_dict["NAME"]))


@pytest.fixture
def demonstration(transactional_db: None) -> None:
    """The demonstration company as `make run` makes it, for tests that walk all of it: they share one process by
    `xdist_group("company")`, where it is made once."""
    from tradepost.doors.cli.demo import USUAL
    from tradepost.doors.cli.demo.making import make_company

    RUN.open_company(lambda: make_company(datetime.now(UTC), orders=USUAL, seed=1))


@pytest.fixture
def own_database(django_db_blocker: object) -> Iterator[str]:
    """The URL of a fresh migrated database that nobody else uses, for tests with many processes."""
    name = RUN.make_database()
    yield RUN.url(name)
    RUN.drop_database(name)


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder with the real wholesaler's book. Never skipped where CI is set: there it must lie."""
    if not SHARED.is_dir() and not os.environ.get("CI"):
        pytest.skip("the real book does not lie beside this checkout")
    return SHARED
