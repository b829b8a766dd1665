"""Events: past facts. A room declares them, a command publishes them, one page says what follows."""

import hashlib
from dataclasses import dataclass, fields, is_dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any, ClassVar
from uuid import UUID

import orjson

EVENTS: dict[str, type["Event"]] = {}


class Event:
    """A fact in the past. Subclass as a frozen dataclass; the first field is the subject's id.

    `name` is public and stable ("sales.order_placed"); the other fields are the event's data.
    """

    name: ClassVar[str]

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        known = EVENTS.get(cls.name)
        # A dataclass with slots is made twice under one name; another class of that name is a mistake.
        if known is not None and known.__qualname__ != cls.__qualname__:
            raise ValueError(f"two events are called {cls.name}")
        EVENTS[cls.name] = cls

    @property
    def subject_id(self) -> UUID:
        """The document or master record the fact is about."""
        assert is_dataclass(self)
        value: UUID = getattr(self, fields(self)[0].name)
        return value

    def data(self) -> dict[str, Any]:
        """The fields as plain JSON values."""
        assert is_dataclass(self)
        plain: dict[str, Any] = orjson.loads(to_json(self))
        return plain


def to_json(value: Any) -> str:
    """Canonical JSON: sorted keys, decimals and ids as text, moments in ISO 8601, files as digest."""
    return orjson.dumps(value, _plain, orjson.OPT_SORT_KEYS | orjson.OPT_NON_STR_KEYS).decode()


def _plain(value: Any) -> Any:
    """What the encoder does not know; ids, moments, dataclasses and lists it writes by itself."""
    if isinstance(value, Decimal):
        # 1.50 and 1.5 are one amount; they must have one spelling, or a repeat looks like a change.
        return format(value.normalize(), "f")
    if isinstance(value, set | frozenset):
        return sorted(value)
    if isinstance(value, bytes):
        return hashlib.sha256(value).hexdigest()
    raise TypeError(f"{type(value).__name__} has no plain form")


@dataclass(frozen=True, slots=True)
class RecordedEvent:
    """A row of the change feed as its readers see it. `cursor` continues after it."""

    cursor: str
    id: int
    name: str
    subject_id: UUID
    data: dict[str, Any]
    at: datetime
    actor: str
    command: str
    request_id: str
