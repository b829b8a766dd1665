"""SIGKILL under load: what was acknowledged is there once, nothing is there by half, every event arrives."""

import itertools
import os
import random

import pytest

from chaos import siege
from chaos.premises import premises

SOAK = bool(os.environ.get("SOAK"))
SHORT = [siege.web_process, siege.web_and_worker, siege.postgres]


@pytest.mark.slow
@pytest.mark.durable
def test_nothing_acknowledged_is_lost_when_processes_are_killed(keep) -> None:
    axes = list(itertools.islice(itertools.cycle(siege.AXES), 21)) if SOAK else SHORT
    if SOAK:
        random.Random(7).shuffle(axes)
    with premises() as place:
        outcome = siege.besiege(place, axes, clerks=8 if SOAK else 4)
    keep("kill -9 under load", outcome.figures)
    assert outcome.problems == []
    assert outcome.figures["kills"] == len(axes)
    assert outcome.figures["sent again"] > 0
    assert outcome.figures["acknowledged"] >= 20 * len(axes)
    assert min(outcome.figures[f"acknowledged {verb}"] for verb in ("cancel", "ship", "invoice", "pay")) > 0
