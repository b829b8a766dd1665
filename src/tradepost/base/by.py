"""`by`: who acts, and when. Read once at the door, carried through every command."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from types import MappingProxyType
from uuid import UUID


@dataclass(frozen=True, slots=True)
class By:
    """Who acts and when.

    `now` is aware and read at the door. `roles` are names known to the access room; `scope` narrows
    what may be seen, by kind: {"rep": user id} own customers only, {"customer": id} one customer.
    `door` is the way they came in (`office`, `api`); empty: the machine itself.
    """

    actor_id: UUID | None
    actor: str
    now: datetime
    roles: frozenset[str] = frozenset()
    scope: Mapping[str, UUID] = field(default_factory=lambda: MappingProxyType({}))
    request_id: str = ""
    door: str = ""

    def __post_init__(self) -> None:
        if self.now.tzinfo is None:
            raise ValueError("by.now must carry a time zone")

    def at(self, now: datetime) -> "By":
        """The same actor at another moment (history, schedules)."""
        return replace(self, now=now)


def system(now: datetime, name: str = "Tradepost") -> By:
    """The machine itself: worker, import, replay. Sees everything."""
    return By(actor_id=None, actor=name, now=now, roles=frozenset({"owner"}))
