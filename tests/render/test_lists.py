"""List declarations: what the address says, what the table shows, what the file holds."""

from datetime import UTC, date, datetime
from decimal import Decimal
from types import SimpleNamespace

from django.http import QueryDict

from tradepost.base.by import system
from tradepost.doors.office.design.rows import SAMPLE_ORDERS
from tradepost.doors.office.design.screens import CustomerForm
from tradepost.render.screens.columns import IN_FILES, Column, cells_of
from tradepost.render.screens.days import WORDS, range_of
from tradepost.render.screens.export import csv_pages, plain
from tradepost.render.screens.listing import FilterField, ListPage, ListScreen
from tradepost.render.screens.parameters import ListParameters

BY = system(datetime(2026, 3, 12, 12, 0, tzinfo=UTC))
TODAY = BY.now.date()
HOSTILE = '"><script>alert(1)</script>'
KINDS = {"state": "choice", "placed": "day_range", "late": "flag"}
SCREEN = ListScreen(
    name="samples",
    title="Samples",
    listing=SAMPLE_ORDERS,
    columns=(
        Column("number", "Number", "code", link=lambda row: f"/{row.number}", sort="number"),
        Column("total", "Total", "money", sort="total"),
        Column("placed_at", "Placed", "moment", sort="placed"),
        Column("customer_po", "Their number", priority=IN_FILES),
    ),
    filters=(FilterField("state"), FilterField("placed"), FilterField("late")),
    limit=20,
)


def shown(query):
    return ListPage(SCREEN, BY, ListParameters.read(QueryDict(query), SCREEN.kinds(), TODAY), BY.now)


def test_the_address_is_read_and_written_back_the_shortest_way():
    query = (
        "q=+tea+&state=held&state=draft&state=&placed-from=2026-03-01&placed-to=2026-03-31&late=&sort=-total"
    )
    read = ListParameters.read(QueryDict(query), KINDS, TODAY)
    assert read.asked() == {"state": ["held", "draft"], "placed": ["2026-03-01..2026-04-01"]}
    assert read.search == "tea"
    assert read.address() == "?q=tea&state=held&state=draft&placed=2026-03-01..2026-04-01&sort=-total"
    assert ListParameters.read(QueryDict(read.address()[1:]), KINDS, TODAY) == read


def test_an_impossible_day_is_left_for_the_listing_to_refuse():
    assert ListParameters.read(QueryDict("placed-to=soon"), KINDS, TODAY).asked() == {"placed": ["..soon"]}


def test_filters_read_as_the_end_of_a_sentence():
    words = {
        f.name: f.words
        for f in shown("state=held&state=partly_shipped&placed-from=2026-03-01&late=yes").filters
    }
    assert words == {"state": "Held or Partly shipped", "placed": "from 2026-03-01", "late": "yes"}
    assert {f.name: f.words for f in shown("state=held&state=draft&state=closed").filters}[
        "state"
    ] == "Draft or 2 more"


def test_headings_turn_the_order_and_say_it():
    number, total, placed = shown("sort=total&after=MjA=").headings
    assert (number.url, number.direction) == ("?sort=number", "")
    assert (total.url, total.direction) == ("?sort=-total", "ascending")
    assert (placed.url, placed.direction) == ("?sort=placed", "")
    assert shown("").headings[2].direction == "descending"


def test_pages_follow_each_other_by_cursor():
    first = shown("state=held")
    assert (first.count, first.previous_url) == (10, "")
    everything = shown("")
    assert everything.count == 137
    second = shown(everything.next_url[1:])
    assert second.page.rows[0].number == "SO-20459"
    assert shown(second.previous_url[1:]).page.rows[0].number == "SO-20480"


def test_the_export_holds_the_whole_filter_and_plain_values():
    text = "".join(
        page for page, _ in csv_pages(SCREEN, BY, ListParameters.read(QueryDict("after=MjA="), KINDS, TODAY))
    )
    lines = text.splitlines(keepends=True)
    assert len(lines) == 1 + 137
    assert lines[0] == "\ufeffNumber,Total,Total (currency),Placed,Their number\r\n"
    assert lines[1] == "SO-20480,0,EUR,2026-03-12T12:00:00+00:00,\r\n"


def test_a_column_for_files_stands_on_the_page_where_it_is_chosen():
    def on_page(query):
        return [(heading.column.label, heading.column.css) for heading in shown(query).headings]

    assert "Their number" not in [label for label, _ in on_page("")]
    assert [label for label, _ in on_page("cols=nobody-knows")] == [label for label, _ in on_page("")]
    assert on_page("cols=number,customer_po")[-1] == ("Their number", "tp-c-text tp-p2")
    for query in ("", "cols=number,customer_po"):
        head = next(csv_pages(SCREEN, BY, shown(query).parameters))[0]
        assert "Their number" in head


def test_a_spreadsheet_runs_nothing_of_an_export():
    assert [plain(value) for value in ("=1+1", "+1", "-1", "@SUM", "\tx", "fine", Decimal("-1.50"), None, True)] == [
        "'=1+1", "'+1", "'-1", "'@SUM", "'\tx", "fine", "-1.50", "", "yes",
    ]  # fmt: skip


def test_cells_escape_what_people_typed():
    row = SimpleNamespace(name=HOSTILE, currency=HOSTILE, amount=Decimal(1))
    columns = (
        Column(
            "name",
            HOSTILE,
            link=lambda row: f"/{row.name}",
            note=lambda row: row.name,
            why=lambda row: row.name,
        ),
        Column("amount", "Amount", "money"),
        Column("nobody.there", "Gone"),
    )
    cells = cells_of(columns, row)
    assert "<script" not in cells
    assert cells.startswith('<th scope="row"')
    assert cells.count("<td") == 2


def test_the_reason_stands_beside_the_figure_and_the_note_below_both():
    column = Column("price", "Price", "price", why=lambda row: "List price", note=lambda row: "−5 %")
    cell = column.cell({"price": Decimal("9.50"), "currency": "EUR"})
    assert cell.index("EUR") < cell.index("tp-why") < cell.index("tp-note")


def test_a_form_shows_errors_at_the_field_and_keeps_hostile_text():
    form = CustomerForm({"name": HOSTILE, "currency": "EUR", "terms_days": "many"})
    html = str(form)
    assert "<script" not in html
    assert "&lt;script&gt;" in html
    assert 'id="id_terms_days_error"' in html
    assert "What you typed is still here" in html


def test_days_said_by_a_word_move_along_and_stay_a_word_in_the_address():
    read = ListParameters.read(QueryDict("placed=last_month&placed-from="), KINDS, date(2026, 1, 15))
    assert read.asked() == {"placed": ["2025-12-01..2026-01-01"]}
    assert read.address() == "?placed=last_month"
    assert ListParameters.read(QueryDict("placed=last_month"), KINDS, date(2026, 3, 31)).asked() == {
        "placed": ["2026-02-01..2026-03-01"]
    }
    placed = next(f for f in shown("placed=this_week").filters if f.name == "placed")
    assert (placed.words, placed.first, placed.last) == ("this week", "", "")
    assert placed.day_word == ("this_week", "this week")


DAYS_OF_WORDS = [
    ("today", "2026-03-16..2026-03-17"),
    ("yesterday", "2026-03-15..2026-03-16"),
    ("this_week", "2026-03-16..2026-03-23"),
    ("last_week", "2026-03-09..2026-03-16"),
    ("next_week", "2026-03-23..2026-03-30"),
    ("this_month", "2026-03-01..2026-04-01"),
    ("last_month", "2026-02-01..2026-03-01"),
    ("this_year", "2026-01-01..2027-01-01"),
    ("2026-03-01..2026-03-05", "2026-03-01..2026-03-05"),
]


def test_every_word_of_days_is_a_half_open_range():
    today = date(2026, 3, 16)
    assert [(word, range_of(word, today)) for word, _days in DAYS_OF_WORDS] == DAYS_OF_WORDS
    assert {word for word, _days in DAYS_OF_WORDS} >= WORDS.keys()
    assert range_of("this_month", date(2026, 12, 31)) == "2026-12-01..2027-01-01"
