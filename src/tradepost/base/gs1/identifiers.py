"""What an application identifier is: its value's parts, and what it asks of the message around it.

The words of the table are read here: `N13:csum,gcppos1 [X..17]` is 13 digits with two checks, then perhaps up to 17
characters. N are digits, X the 82 characters, Y the 39, Z base 64.
"""

import re
from dataclasses import dataclass

CHARACTERS = {"N": "csetnumeric", "X": "cset82", "Y": "cset39", "Z": "cset64"}
PART = re.compile(r"(\[?)([NXYZ])(\.\.)?([0-9]+)(?::([a-z0-9,]+))?(\]?)")


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a value: `least` to `most` characters of one set, and the names of its further checks."""

    characters: str
    least: int
    most: int
    is_optional: bool
    checks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Identifier:
    """An application identifier as the GS1 General Specifications, section 3, define it.

    `is_fixed`: its length is known to every reader, and no FNC1 need follow. `needs`: at least one of these sets
    must stand beside it, `excludes`: none of these may; an n stands for any digit. `qualifiers`: what may follow it
    in the path of a Digital Link, in this order, in one of these ways; none at all: it is no key there.
    `is_attribute`: it may stand behind the question mark.
    """

    number: str
    title: str
    parts: tuple[Part, ...]
    is_fixed: bool = False
    is_attribute: bool = False
    needs: tuple[tuple[str, ...], ...] = ()
    excludes: tuple[str, ...] = ()
    qualifiers: tuple[tuple[str, ...], ...] = ()

    @property
    def is_key(self) -> bool:
        """Whether a Digital Link may begin with it."""
        return bool(self.qualifiers)

    @property
    def most(self) -> int:
        """The length of its longest value."""
        return sum(part.most for part in self.parts)

    @property
    def least(self) -> int:
        """The length of its shortest value."""
        return sum(part.least for part in self.parts if not part.is_optional)


def parts_of(form: str) -> tuple[Part, ...]:
    """The parts that the words of the table mean."""
    parts = []
    for word in form.split():
        found = PART.fullmatch(word)
        if not found:
            raise ValueError(f"no part of a value: {word}")
        opening, kind, upto, size, checks, _ = found.groups()
        names = tuple(checks.split(",")) if checks else ()
        parts.append(Part(CHARACTERS[kind], 1 if upto else int(size), int(size), bool(opening), names))
    return tuple(parts)
