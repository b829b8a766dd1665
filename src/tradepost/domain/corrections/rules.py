"""Pure choices of corrections: which reasons there are, which way each goes, who may correct how much alone."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from tradepost.domain.accounts.rules import Ledger

KINDS = ("adjust", "scrap", "give_away", "find")
"""Adjusted either way; thrown away or lost; given to somebody or used up; found."""
ACCOUNTS = (Ledger.STOCK_LOSS, Ledger.SCRAP, Ledger.SAMPLES, Ledger.DONATIONS, Ledger.OWN_USE)
"""The accounts that a reason may go to."""
MOST_PIECES = 10**12
NO_LIMIT_FOR = "owner"


@dataclass(frozen=True, slots=True)
class Why:
    """A reason: its code, what it is called, which way it goes, and the account that bears it."""

    code: str
    name: str
    kind: str
    account: str
    is_open: bool = True


SHIPPED = (
    Why("counted", "Counted", "adjust", Ledger.STOCK_LOSS),
    Why("damaged", "Damaged", "scrap", Ledger.SCRAP),
    Why("expired", "Expired", "scrap", Ledger.SCRAP),
    Why("lost", "Lost", "scrap", Ledger.STOCK_LOSS),
    Why("stolen", "Stolen", "scrap", Ledger.STOCK_LOSS),
    Why("sample", "Sample", "give_away", Ledger.SAMPLES),
    Why("donation", "Donation", "give_away", Ledger.DONATIONS),
    Why("own_use", "Used in the house", "give_away", Ledger.OWN_USE),
    Why("found", "Found", "find", Ledger.STOCK_LOSS),
)
"""What every company begins with; a row of the same code stands in its place."""


def reasons(own: Iterable[Why]) -> list[Why]:
    """The reasons of a company: those shipped in their order, or its own of the same code; then its others."""
    by_code = {why.code: why for why in SHIPPED}
    return list((by_code | {why.code: why for why in own}).values())


def goes(kind: str, delta: int) -> bool:
    """Whether a difference goes the way of its kind: what is scrapped or given away is fewer, what is found is more."""
    if kind in ("scrap", "give_away"):
        return delta < 0
    return delta > 0 if kind == "find" else delta != 0


def limit_of(roles: Iterable[str], limits: Mapping[str, int]) -> Decimal | None:
    """Up to which worth these roles may correct or approve alone; None: any. Roles without a limit: nothing."""
    held = set(roles)
    if NO_LIMIT_FOR in held:
        return None
    return Decimal(max((most for role, most in limits.items() if role in held), default=0))


def may_alone(worth: Decimal, most: Decimal | None) -> bool:
    """Whether a correction of this worth (found and gone added up) may be posted by who has this limit.

    What is worth nothing may be corrected by everybody who corrects.
    """
    return most is None or worth <= most
