"""What a page says once for many: how the columns of a table look, and the drawings of its icons."""

from __future__ import annotations

import re
from pathlib import Path

from django.template import Context, Template
from django.urls import reverse

import tradepost.render
from tradepost.doors.office.nav import CREATE, NAV
from tradepost.doors.office.parts.timeline import WORDS
from tradepost.doors.office.today.tasks import TASKS
from tradepost.render.icons import SHEET, edition, sheet
from tradepost.render.screens.columns import PLACES, STYLED, Column, cells_of, looks_of

STYLES = Path(tradepost.render.__file__).parent / "static/build/office.css"
COLUMNS = (
    Column("number", "Number", "code", link=lambda row: "/1/"),
    Column("name", "Name"),
    Column("total", "Total", "money", priority=2),
    Column("count", "Count", "number", priority=3),
)
ROW = {"number": "SO-1", "name": "Ada", "total": 3, "count": 0, "currency": "EUR"}


def test_a_table_says_the_looks_of_its_columns_by_their_places() -> None:
    assert looks_of(COLUMNS) == ' data-head="code" data-text="2" data-p2="3" data-end="3 4" data-p3="4"'
    assert cells_of(COLUMNS, ROW) == (
        '<th scope="row"><a href="/1/">SO-1</a></th><td>Ada<td>3.00 <small>EUR</small><td>0'
    )


def test_a_column_without_a_place_says_its_looks_itself() -> None:
    many = (*COLUMNS, *(Column(f"more{number}", "More") for number in range(PLACES - 4)), COLUMNS[2])
    assert str(PLACES + 1) not in looks_of(many)
    assert cells_of(many, ROW).endswith('<td class="tp-p2 tp-end">3.00 <small>EUR</small>')


def test_the_style_sheet_knows_every_look_at_every_place() -> None:
    found = set(re.findall(r'\[data-(\w+)~="?(\d+)"?\]', STYLES.read_text()))
    looks = {*STYLED, "end", "p2", "p3"}
    assert found >= {(look, str(place)) for look in looks for place in range(1, PLACES + 1)}
    assert ":column(" not in STYLES.read_text()


def test_icons_come_from_the_sheet_for_who_is_signed_in() -> None:
    text = Template('{% load tradepost %}{% icon "truck" 16 %}{% icon "anvil" 16 %}')
    named, drawn = text.render(Context({"by": object()})), text.render(Context())
    assert f'<use href="/office/frame.svg?{edition()}#truck"/>' in named
    assert named.count("<use") == 1, "what is not on the sheet is drawn"
    assert "<use" not in drawn and drawn.count("<path") > 2


def test_the_sheet_has_the_icons_that_are_declared() -> None:
    assert reverse("office:today"), "with the addresses, every room has said its words"
    declared = {place.icon for group in NAV for place in group.places} | {place.icon for place in CREATE}
    declared |= {words.icon for words in WORDS.values()} | {task.icon for task in TASKS.values()}
    assert declared <= SHEET
    assert sheet().count("<symbol") == len(SHEET)
    assert '24"></symbol>' not in sheet(), "each is drawn"
