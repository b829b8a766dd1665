"""Tests that share what takes long to make run in one process, where it is made once."""

from __future__ import annotations

import os

import pytest


@pytest.mark.xdist_group("company")
def test_a_group_is_kept_together(request: pytest.FixtureRequest) -> None:
    """pytest-xdist says the group in the test's id; where a version forgets it, nothing else tells."""
    by_several = "PYTEST_XDIST_WORKER" in os.environ
    assert request.node.nodeid.endswith("@company" if by_several else "together")
