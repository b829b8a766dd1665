"""What leaves the house: looked at in one transaction, sent in none, kept in another.

A reaction runs in a transaction, and no transaction may wait for somebody else's machine. So a reaction that
speaks to one has three parts. Between `send` and `keep` the process can die: then it is sent again, and whoever
gets it must be able to tell that it is the same.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from tradepost.base.by import By
from tradepost.base.events import RecordedEvent


@dataclass(frozen=True, slots=True)
class Answer:
    """What the other side said. `again`: why it must be tried again; `away`: it cannot be reached at all now."""

    again: str = ""
    away: bool = False
    found: Any = None


@dataclass(frozen=True, slots=True)
class Outward:
    """A reaction that leaves the house, under a stable name.

    `look` gives what is to be sent, or None when nothing is; `send` must end within the lease of a delivery
    (two minutes); `keep` writes down what was answered, in the transaction of the mark that it is done.
    """

    name: str
    look: Callable[[By, RecordedEvent], Any]
    send: Callable[[Any], Answer]
    keep: Callable[[By, Any, Answer], None]
