"""Fields of a kind of file: what they are called in headings, how their cells are read."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from tradepost.doors.files import cells
from tradepost.doors.files.refusals import ColumnsMissing, Unreadable
from tradepost.doors.files.source import RawRow

Values = dict[str, Any]
EMPTY = "is empty."


@dataclass(frozen=True, slots=True)
class Field:
    """`called` are headings in English, German and Spanish, the surest first; `kind` names its reader.

    Who is `needed` is not where another field says it instead (`unless`): as a column, and in a row.
    """

    name: str
    called: tuple[str, ...] = ()
    kind: str = "words"
    needed: bool = False
    unless: str = ""

    def words(self) -> list[str]:
        """Its headings as they are compared."""
        return [cells.plain(word) for word in (self.name, *self.called)]


_NUMBERS: Mapping[str, Callable[[str, str], Any]] = {
    "amount": cells.amount,
    "signed": cells.signed,
    "whole": cells.whole,
    "percent": cells.percent,
}
_WORDS: Mapping[str, Callable[[str], Any]] = {"words": cells.words, "yes": cells.yes, "day": cells.day}


@dataclass(frozen=True, slots=True)
class Layout:
    """Which column holds which field. `mark` is the decimal mark of the file."""

    heading: tuple[str, ...]
    columns: Mapping[str, int]
    fields: Mapping[str, Field]
    mark: str = "."

    @property
    def unused(self) -> list[str]:
        """The headings nobody reads."""
        used = set(self.columns.values())
        return [word for place, word in enumerate(self.heading) if word.strip() and place not in used]

    def numbers(self, rows: Iterable[RawRow]) -> list[str]:
        """The cells that should be numbers."""
        places = [place for name, place in self.columns.items() if self.fields[name].kind in _NUMBERS]
        return [row.cells[place] for row in rows for place in places if place < len(row.cells)]

    def sparing(self, names: Collection[str]) -> "Layout":
        """The same, where cells of these fields may be empty."""
        spared = {name: replace(self.fields[name], needed=False) for name in names if name in self.fields}
        return replace(self, fields={**self.fields, **spared}) if spared else self

    def read(self, row: RawRow) -> tuple[Values, str]:
        """The values of a row, and what is wrong with it, in words."""
        values, wrong = self.read_cells(row)
        sentences = (self._told(name, sentence) for name, sentence in wrong.items())
        return values, " ".join(sentences)

    @staticmethod
    def _told(name: str, sentence: str) -> str:
        return sentence if not name else f"{name} {sentence}" if sentence == EMPTY else f"{name}: {sentence}"

    def read_cells(self, row: RawRow) -> tuple[Values, dict[str, str]]:
        """The values of a row, and what is wrong by field ("": with all of it). An empty cell says nothing."""
        if row.fault:
            return {}, {"": row.fault}
        if len(row.cells) > len(self.heading):
            return {}, {"": f"It has {len(row.cells)} cells, the heading has {len(self.heading)}."}
        values: Values = {}
        wrong: dict[str, str] = {}
        for name, place in self.columns.items():
            text = row.cells[place].strip() if place < len(row.cells) else ""
            field = self.fields[name]
            try:
                if text:
                    values[name] = self._value(field, text)
                elif field.needed and not self._said(row, field.unless):
                    wrong[name] = EMPTY
            except ValueError as problem:
                wrong[name] = str(problem)
        return values, wrong

    def _said(self, row: RawRow, name: str) -> bool:
        """Whether the row says something of another field."""
        place = self.columns.get(name, len(row.cells))
        return place < len(row.cells) and bool(row.cells[place].strip())

    def _value(self, field: Field, text: str) -> Any:
        read = _NUMBERS.get(field.kind)
        return _WORDS[field.kind](text) if read is None else read(text, self.mark)


def layout_of(
    heading: RawRow, fields: Sequence[Field], chosen: Mapping[str, str], needed: Sequence[str] = ()
) -> Layout:
    """Find the column of each field: as chosen (heading to field, "" for none), else by its words.

    Raises ColumnsMissing, and Unreadable when a choice names nothing.
    """
    by_name = {field.name: field for field in fields}
    words = {cells.plain(word): place for place, word in reversed(list(enumerate(heading.cells)))}
    found: dict[str, int] = {}
    barred = {
        words[cells.plain(column)]
        for column, name in chosen.items()
        if not name and cells.plain(column) in words
    }
    for column, name in chosen.items():
        if not name:
            continue
        if name not in by_name:
            raise Unreadable(f"There is no field {name!r}; there are {', '.join(by_name)}.")
        if cells.plain(column) not in words:
            raise Unreadable(f"There is no column {column!r}; there are {', '.join(heading.cells)}.")
        found[name] = words[cells.plain(column)]
    for field in fields:
        taken = barred | set(found.values())
        places = [words[word] for word in field.words() if word in words and words[word] not in taken]
        if field.name not in found and places:
            found[field.name] = places[0]
    missing = [
        field.name for field in fields if field.needed and not {field.name, field.unless} & found.keys()
    ]
    if missing:
        raise ColumnsMissing(
            f"No column for {', '.join(missing)} was found among: {', '.join(heading.cells)}."
            f' Name it with --map "COLUMN={missing[0]}".',
            missing=missing,
        )
    # In the order of the file, however the choices came.
    found = dict(sorted(found.items(), key=lambda pair: pair[1]))
    return Layout(heading.cells, found, by_name)


def columns_guessed(heading: RawRow, fields: Sequence[Field]) -> dict[str, str]:
    """The field of each column by its words, "" for columns that nobody reads."""
    layout = layout_of(heading, [replace(field, needed=False) for field in fields], {})
    names = {place: name for name, place in layout.columns.items()}
    guessed: dict[str, str] = {}
    for place, word in enumerate(heading.cells):
        if word.strip():
            guessed.setdefault(word, names.get(place, ""))
    return guessed


def find_heading(rows: Sequence[RawRow], fields: Sequence[Field], chosen: Mapping[str, str]) -> int:
    """Which of the first rows is the heading: the one in which most fields are found."""
    wanted = {word for field in fields for word in field.words()} | {cells.plain(word) for word in chosen}

    def hits(row: RawRow) -> int:
        return len({cells.plain(cell) for cell in row.cells} & wanted)

    return max(range(len(rows)), key=lambda place: (hits(rows[place]), -place))
