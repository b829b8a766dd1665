"""The company is built once for each process, in a database of its own; every test finds it untouched."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, timedelta
from typing import Any

import pytest
from django.conf import settings
from django.core.cache import cache
from django.db import connections, transaction
from django.utils import timezone

from cluster import RUN
from security.company import Company, build
from tradepost.domain.access.models import ApiToken


def _use(name: str) -> str:
    """Point Django at a database; gives the name of the one before."""
    connection = connections["default"]
    before = str(connection.settings_dict["NAME"])
    connection.close()
    connection.settings_dict["NAME"] = name
    return before


@pytest.fixture(scope="session")
def built(
    django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[str, Company]]:
    name = RUN.make_database()
    settings.MEDIA_ROOT = tmp_path_factory.mktemp("files")
    with django_db_blocker.unblock():
        before = _use(name)
        try:
            company = build(timezone.now() - timedelta(hours=5))
        finally:
            _use(before)
    yield name, company
    RUN.drop_database(name)


@pytest.fixture
def company(built: tuple[str, Company], django_db_blocker: Any) -> Iterator[Company]:
    """What a test changes is taken back. A token's first use of the day, which would be written, was before."""
    name, company = built
    cache.clear()
    with django_db_blocker.unblock():
        before = _use(name)
        try:
            with transaction.atomic():
                ApiToken.objects.update(last_used_on=timezone.now().astimezone(UTC).date())
                yield company
                transaction.set_rollback(True)
        finally:
            _use(before)
            cache.clear()
