"""What became of each row."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal
from uuid import UUID

from tradepost.base.by import By
from tradepost.doors.files.fields import Field, Values

Verdict = Literal["made", "changed", "same", "refused"]
VERDICTS: tuple[Verdict, ...] = ("made", "changed", "same", "refused")


@dataclass(frozen=True, slots=True)
class Typed:
    """One good row: its number in the file, and its values by field."""

    number: int
    values: Values


@dataclass(frozen=True, slots=True)
class Effect:
    """One thing that a row made (`old` is None) or changed, field by field.

    `kind` is what it is: customer, address, item, price, order. `at` finds it where an id is not enough.
    """

    kind: str
    subject_id: UUID
    new: Mapping[str, Any]
    old: Mapping[str, Any] | None = None
    at: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of the row with this number; `key` is what it is about, `subject_id` the record."""

    number: int
    key: str
    verdict: Verdict
    reason: str = ""
    subject_id: UUID | None = None
    effects: tuple[Effect, ...] = ()


def changed_or_same(number: int, key: str, subject_id: UUID, effects: Sequence[Effect]) -> Outcome:
    """Of a record that stood: whether the row changed it."""
    return Outcome(number, key, "changed" if effects else "same", "", subject_id, tuple(effects))


class RowsRefused(Exception):
    """Some rows of a batch cannot be kept, by their numbers; nothing of the batch was."""

    def __init__(self, reasons: Mapping[int, str]) -> None:
        super().__init__()
        self.reasons = dict(reasons)


@dataclass(frozen=True, slots=True)
class Options:
    """What the caller chose beside the file. Empty: the default one.

    `price_version` is the id of a draft: prices go to it, and hold once it is activated. `credits`: orders whose
    quantities are below 0 are credit notes. `customer`: the number of whom orders are for that name nobody.
    """

    price_list: str = ""
    warehouse: str = ""
    confirm: bool = True
    price_version: str = ""
    credits: bool = False
    customer: str = ""

    @classmethod
    def of(cls, chosen: Mapping[str, Any]) -> "Options":
        """As an import keeps them."""
        return cls(
            str(chosen.get("price_list", "")),
            str(chosen.get("warehouse", "")),
            bool(chosen.get("confirm", True)),
            str(chosen.get("price_version", "")),
            bool(chosen.get("credits", False)),
            str(chosen.get("customer", "")),
        )


NO_OPTIONS = Options()
"""Nothing was chosen."""


def _none(_: Options) -> Collection[str]:
    """All needed fields are needed."""
    return ()


Load = Callable[[By, Sequence[Typed], Options], list[Outcome]]


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of file. `load` keeps one batch, in the transaction it is called in.

    `key` names what a row is about; two rows with one key are the same, or one is wrong. With `together`
    rows of one key belong together and come in one batch. `spared` are needed fields that may be empty in a row, as was
    chosen.
    """

    name: str
    fields: tuple[Field, ...]
    key: Callable[[Values], str]
    load: Load
    together: bool = False
    spared: Callable[[Options], Collection[str]] = _none
