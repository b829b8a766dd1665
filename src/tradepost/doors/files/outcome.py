"""What became of each row."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

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
class Outcome:
    """What became of the row with this number; `key` is what it is about."""

    number: int
    key: str
    verdict: Verdict
    reason: str = ""


class RowsRefused(Exception):
    """Some rows of a batch cannot be kept, by their numbers; nothing of the batch was."""

    def __init__(self, reasons: Mapping[int, str]) -> None:
        super().__init__()
        self.reasons = dict(reasons)


@dataclass(frozen=True, slots=True)
class Options:
    """What the caller chose beside the file. Empty: the default one."""

    price_list: str = ""
    warehouse: str = ""
    confirm: bool = True


Load = Callable[[By, Sequence[Typed], Options], list[Outcome]]


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of file. `load` keeps one batch, in the transaction it is called in.

    `key` names what a row is about; two rows with one key are the same, or one is wrong. With `together`
    rows of one key belong together and come in one batch.
    """

    name: str
    fields: tuple[Field, ...]
    key: Callable[[Values], str]
    load: Load
    together: bool = False
