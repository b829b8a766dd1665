"""Paging by key over a real table: every row once, in order, both ways, whatever the sort."""

from datetime import UTC, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tradepost.base.by import system
from tradepost.base.errors import Invalid
from tradepost.base.listing import Filter, Listing, day_range
from tradepost.base.models import NumberSequence

NOW = datetime(2026, 3, 16, 9, 0, tzinfo=UTC)
BY = system(NOW)
ROWS: Listing[NumberSequence] = Listing(
    name="series",
    rows=lambda by: NumberSequence.objects.filter(name__startswith="t-"),
    sorts={"name": ("name",), "mixed": ("-next_value", "prefix"), "prefix": ("prefix",)},
    default_sort="name",
    filters={"prefix": Filter("Prefix", lambda rows, values: rows.filter(prefix__in=values))},
    search=lambda rows, text: rows.filter(name__icontains=text),
)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    values=st.lists(st.integers(0, 3), max_size=12),
    limit=st.integers(1, 5),
    sort=st.sampled_from(
        ["name", "-name", "mixed", "-mixed", "prefix,-mixed", "-prefix,name", "mixed,-mixed,name"]
    ),
)
@pytest.mark.django_db
def test_pages_show_every_row_once_and_lead_back(values: list[int], limit: int, sort: str) -> None:
    NumberSequence.objects.filter(name__startswith="t-").delete()
    NumberSequence.objects.bulk_create(
        NumberSequence(name=f"t-{n}", prefix="ab"[value % 2], next_value=value)
        for n, value in enumerate(values)
    )
    whole = [row.name for row in ROWS.page(BY, sort=sort, limit=500).rows]
    assert sorted(whole) == sorted(f"t-{n}" for n in range(len(values)))
    pages, after = [], None
    while True:
        page = ROWS.page(BY, sort=sort, limit=limit, after=after)
        pages.append([row.name for row in page.rows])
        if page.next_cursor is None:
            break
        after = page.next_cursor
    assert [name for names in pages for name in names] == whole
    back = page.previous_cursor
    for names in reversed(pages[:-1]):
        page = ROWS.page(BY, sort=sort, limit=limit, after=back)
        assert [row.name for row in page.rows] == names
        back = page.previous_cursor


@pytest.mark.django_db
@pytest.mark.parametrize(
    "asked",
    [
        {"sort": "nothing"},
        {"sort": "name,nothing"},
        {"sort": "name,"},
        {"filters": {"nothing": ["x"]}},
        {"after": "????"},
        {"after": "WyJzeCJd", "sort": "mixed"},
        {"after": "WyJxeCJd"},
    ],
)
def test_what_a_list_does_not_know_is_refused(asked: dict[str, object]) -> None:
    with pytest.raises(Invalid):
        ROWS.page(BY, **asked)  # type: ignore[arg-type]


def test_days_are_half_open_and_bad_days_are_refused() -> None:
    narrow = day_range("Day", "made_at")
    for text in ("2026-13-01", "yesterday", "2026-01-01..x"):
        with pytest.raises(Invalid):
            narrow.apply(NumberSequence.objects.all(), [text])


@pytest.mark.django_db
def test_several_sorts_order_by_the_first_then_by_the_next() -> None:
    NumberSequence.objects.bulk_create(
        NumberSequence(name=f"t-{name}", prefix=prefix, next_value=value)
        for name, prefix, value in (("1", "b", 1), ("2", "a", 1), ("3", "a", 2), ("4", "b", 2))
    )
    names = [row.name for row in ROWS.page(BY, sort="prefix,mixed").rows]
    assert names == ["t-3", "t-2", "t-4", "t-1"]
    assert [row.name for row in ROWS.page(BY, sort="-prefix,-mixed").rows] == ["t-1", "t-4", "t-2", "t-3"]
