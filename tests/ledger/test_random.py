"""Commands in random order: after each the invariants hold (the database refuses the rest)."""

import os
import random

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from ledger.company import all_differences, open_company
from ledger.trader import VERBS, Clerk

SOAK = bool(os.environ.get("SOAK"))


class Trading(RuleBasedStateMachine):
    """Hypothesis chooses the verbs and the dice, and shrinks what fails to the shortest story."""

    def __init__(self) -> None:
        super().__init__()
        from django.db import transaction

        self.atomic = transaction.atomic()
        self.atomic.__enter__()
        open_company(items=3, stock=6)
        self.clerk = Clerk(random.Random(0))

    @rule(verb=st.sampled_from(sorted(VERBS)), dice=st.integers(0, 2**32))
    def do(self, verb: str, dice: int) -> None:
        self.clerk.rng.seed(dice)
        self.clerk.step(verb)

    @invariant()
    def nothing_differs(self) -> None:
        assert all_differences() == []

    def teardown(self) -> None:
        from django.db import transaction

        transaction.set_rollback(True)
        self.atomic.__exit__(None, None, None)


@pytest.mark.django_db
def test_commands_in_random_order_keep_every_invariant() -> None:
    run_state_machine_as_test(
        Trading,
        settings=settings(
            max_examples=200 if SOAK else 3,
            stateful_step_count=60 if SOAK else 30,
            deadline=None,
            phases=[Phase.generate, Phase.shrink] if SOAK else [Phase.generate],
            suppress_health_check=list(HealthCheck),
            print_blob=True,
        ),
    )
