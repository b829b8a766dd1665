"""What a whole message must satisfy (GS1 General Specifications, sections 4.13 and 4.14): repeats, pairs, companions.

A message is what all barcodes of one physical item say together. So a single scan can be right and still want for
something that the next barcode says; what is contradictory stays so.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator

from tradepost.base.gs1.elements import Elements
from tradepost.base.gs1.refusals import NotGs1, shown
from tradepost.base.gs1.table import IDENTIFIERS

SIGNATURE = "8030"
SIGNED_WITH_SERIAL = ("253", "255", "8003")
"""Keys whose serial may be missing, but not where a signature vouches for one single thing."""

Rule = Callable[[Elements], Iterator[str]]


def contradictions(elements: Elements) -> list[str]:
    """What cannot be so, whatever else the item carries: a sentence for each."""
    return [*repeats(elements), *exclusions(elements)]


def companions(elements: Elements) -> list[str]:
    """What wants something beside it that is not there: a sentence for each."""
    return [*requirements(elements), *unsigned(elements)]


def check(elements: Elements) -> None:
    """All rules of a whole message. Raises NotGs1 with the first that is broken."""
    for rule in (repeats, exclusions, requirements, unsigned):
        for sentence in rule(elements):
            raise NotGs1(sentence, problem=RULES[rule])


def repeats(elements: Elements) -> Iterator[str]:
    """An identifier may stand there again, but with the same value only."""
    seen: dict[str, str] = {}
    for one in elements:
        first = seen.setdefault(one.ai, one.value)
        if first != one.value:
            yield (
                f"({one.ai}) {one.title} stands there with two values: “{shown(first)}” and “{shown(one.value)}”."
            )


def exclusions(elements: Elements) -> Iterator[str]:
    """Some may not stand together; nothing excludes itself, even where it fits its own pattern."""
    present = dict.fromkeys(one.ai for one in elements)
    counts = Counter(form for ai in present for form in _forms(ai))
    for ai in present:
        identifier = IDENTIFIERS[ai]
        for pattern in identifier.excludes:
            if counts[pattern] > (pattern in _forms(ai)):
                other = next(each for each in present if each != ai and pattern in _forms(each))
                yield f"({ai}) {identifier.title} and ({other}) {IDENTIFIERS[other].title} cannot stand together."


def requirements(elements: Elements) -> Iterator[str]:
    """Some say nothing without another beside them."""
    present = dict.fromkeys(one.ai for one in elements)
    forms = {form for ai in present for form in _forms(ai)}
    for ai in present:
        identifier = IDENTIFIERS[ai]
        if identifier.needs and not any(forms.issuperset(wanted) for wanted in identifier.needs):
            yield f"({ai}) {identifier.title} needs one of these beside it: {_listed(identifier.needs)}."


def unsigned(elements: Elements) -> Iterator[str]:
    """A signature (8030) vouches for one single thing: its key must have the serial that elsewhere may be missing."""
    if any(one.ai == SIGNATURE for one in elements):
        for one in elements:
            if one.ai in SIGNED_WITH_SERIAL and len(one.value) <= one.identifier.least:
                yield f"({one.ai}) {one.title} needs its serial number, because a signature goes with it."


RULES: dict[Rule, str] = {
    repeats: "two-values", exclusions: "excluded", requirements: "companion-missing", unsigned: "serial-missing",
}  # fmt: skip
"""The word for each rule."""


def _forms(ai: str) -> tuple[str, ...]:
    """The identifier, and the patterns it fits: 3103, 310n, 31nn."""
    return (ai, f"{ai[:3]}n", f"{ai[:2]}nn") if len(ai) == 4 else (ai,)


def _listed(needs: Iterable[tuple[str, ...]]) -> str:
    return ", ".join("+".join(f"({ai})" for ai in together) for together in needs)
