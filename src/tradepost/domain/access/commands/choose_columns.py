from collections.abc import Sequence

from tradepost.base.by import By
from tradepost.base.command import command
from tradepost.base.errors import Invalid
from tradepost.domain.access.commands import _habit


@command
def choose_columns(by: By, *, list_name: str, columns: Sequence[str]) -> None:
    """The columns this person sees in a list, in their order; none: as it was made. Raises Invalid."""
    chosen = list(dict.fromkeys(columns))
    if len(chosen) > 60 or any(len(name) > 60 for name in (*chosen, list_name)):
        raise Invalid("These are more columns than a list has.")
    _habit.keep(by, list_name, columns=chosen)
