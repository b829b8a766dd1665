"""What changed between two revisions, as pure values."""

from decimal import Decimal as D
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from tradepost.domain.sales.rules import LineChange, QuotedLine, changes_between

TEA, MILK = UUID(int=1), UUID(int=2)


def line(item: UUID = TEA, quantity: int = 1, price: int = 10, note: str = "") -> QuotedLine:
    sku = "tea" if item == TEA else "milk"
    return QuotedLine(
        item, sku, sku.capitalize(), D(quantity), "piece", D(price), D(0), None, note, D(quantity * price)
    )


def test_equal_lines_are_no_change_wherever_they_stand() -> None:
    assert changes_between([line(), line(MILK)], [line(MILK), line()]) == []


def test_of_two_lines_of_an_item_the_second_is_compared_with_the_second() -> None:
    assert changes_between([line(quantity=1), line(quantity=5)], [line(quantity=1), line(quantity=6)]) == [
        LineChange("changed", "tea", "Tea", {"typed_quantity": (D(5), D(6)), "net": (D(50), D(60))})
    ]


def test_a_line_taken_out_names_what_it_was() -> None:
    (change,) = changes_between([line(), line(MILK, 2, 3, "cold")], [line()])
    assert (change.kind, change.sku) == ("removed", "milk")
    assert change.fields["typed_quantity"] == (D(2), None)
    assert change.fields["note"] == ("cold", None)


lines = st.lists(
    st.builds(line, st.sampled_from([TEA, MILK]), st.integers(1, 3), st.integers(1, 3)), max_size=5
)


@given(lines, lines)
def test_there_and_back_are_mirror_images(before: list[QuotedLine], after: list[QuotedLine]) -> None:
    mirrored = {"added": "removed", "removed": "added", "changed": "changed"}
    there = changes_between(before, after)
    back = changes_between(after, before)
    assert sorted((mirrored[change.kind], change.sku, sorted(change.fields)) for change in there) == sorted(
        (change.kind, change.sku, sorted(change.fields)) for change in back
    )
    grown = sum(now - (was or D(0)) for was, now in _nets(there) if now is not None)
    shrunk = sum(was for was, now in _nets(there) if was is not None and now is None)
    assert grown - shrunk == sum(one.net for one in after) - sum(one.net for one in before)


def _nets(changes: list[LineChange]) -> list[tuple[D | None, D | None]]:
    return [change.fields["net"] for change in changes if "net" in change.fields]  # type: ignore[misc]
