"""Figures of the long versions are kept for `python -m bench.soak`, which prints them."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from typing import Any

import pytest

SOAK = bool(os.environ.get("SOAK"))


@pytest.fixture
def keep() -> Callable[..., None]:
    """Note what a story came to: printed, and in a soak written to the file it names."""

    def note(story: str, figures: dict[str, Any]) -> None:
        print(story, figures)
        if place := os.environ.get("SOAK_FIGURES"):
            with open(place, "a") as file:
                file.write(json.dumps({"story": story, "figures": figures}) + "\n")

    return note
