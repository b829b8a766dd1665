"""A test that commits leaves nothing behind, and what the migrations wrote is there again."""

from __future__ import annotations

import pytest

from tradepost.base import sql


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("turn", [1, 2])
def test_each_test_that_commits_finds_the_migrated_database(turn: int) -> None:
    assert sql.rows("select epoch from base_epoch") == [(1,)]
    sql.run("create table left_behind ()")
    sql.run("insert into base_epoch values (2)")
