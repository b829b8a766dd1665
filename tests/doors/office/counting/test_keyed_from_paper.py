"""The paper of a count bears a barcode for each line: who keys it in scans the line and types the number."""

from __future__ import annotations

import json
from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest
from django.utils import timezone
from pypdf import PdfReader

from counted import Floor, open_floor
from desk import Desk
from shop import minted, url
from tradepost.domain.counting.models import Count, CountEntry
from unchanged import unchanged

pytestmark = pytest.mark.django_db


@pytest.fixture
def floor() -> Floor:
    return open_floor()


def line_of(desk: Desk, one: Count, code: str) -> dict[str, Any]:
    """What a scan at the sheet means."""
    told: dict[str, Any] = json.loads(desk.get(f"{url('count_sheet_lookup', one.pk)}?code={code}").content)
    assert told["items"] == []
    return told


def test_a_line_is_scanned_and_its_number_typed(floor: Floor) -> None:
    desk = Desk("warehouse")
    one, other = floor.plan(), floor.plan()
    Count.objects.filter(pk=one.pk).update(started_at=timezone.now() - timedelta(days=1))
    tea = floor.line(one, "A-01", "tea")
    paper = "".join(
        page.extract_text() for page in PdfReader(BytesIO(desk.get(url("count_pdf", one.pk)).content)).pages
    )
    assert f"{one.number}/{tea.position}" in paper
    assert "Key in paper" in desk.see(url("count", one.pk))
    assert "Scan the barcode of a line on the paper" in desk.see(f"{url('count_sheet', one.pk)}?paper=yes")
    told = line_of(desk, one, f"{one.number.lower()}/{tea.position}")["line"]
    assert (told["key"], told["cells"]["place"], told["cells"]["item"]) == (str(tea.pk), "A-01", "tea")
    # A bin or goods mean a line too, where they are on one only.
    assert line_of(desk, one, "A-01")["line"]["key"] == str(tea.pk)
    assert line_of(desk, one, "cup")["line"]["key"] == str(floor.line(one, "A-02", "cup").pk)
    for code, says in (
        ("tea", "Several lines are about it."),
        ("A-03", "This count has no such line."),
        (f"{one.number}/99", "This count has no such line."),
        (one.number, "This is the sheet."),
        (f"{other.number}/1", f"{other.number} is another count."),
        ("nonsense-7", "is known here"),
    ):
        assert says in line_of(desk, one, code)["says"], code
    # The line counts although the page never showed it; name and time stay for the next ones.
    moment = timezone.localtime(timezone.now() - timedelta(hours=2)).strftime("%Y-%m-%dT%H:%M")
    asked = {"id": minted(), "head": {"source": "paper", "counter": "Ann", "counted_at": ""},
             "lines": [{"key": told["key"], "counted": "19"}]}  # fmt: skip
    submit = f"{url('count_sheet_submit', one.pk)}?paper=yes"
    with unchanged("counting", "inventory"):
        assert "counted_at" in desk.ask(submit, asked, 422)["fields"]
    asked["head"] = {"source": "paper", "counter": "Ann", "counted_at": moment}
    follows = desk.ask(submit, asked)["url"]
    entry = CountEntry.objects.get()
    assert (entry.line_id, entry.quantity, entry.source, entry.counter) == (tea.pk, 19, "paper", "Ann")
    page = desk.get(follows).content.decode()
    assert 'value="Ann"' in page
    assert f'value="{moment}"' in page


def test_a_lines_barcode_opens_the_sheet_there_from_anywhere(floor: Floor) -> None:
    desk = Desk("warehouse")
    one = floor.plan()
    (fit,) = json.loads(desk.get(f"{url('scan')}?text={one.number}/2").content)["fits"]
    assert (fit["kind"], fit["label"]) == ("count", one.number)
    assert fit["url"] == f"{url('count_sheet', one.pk)}?paper=yes&after=1"
    (whole,) = json.loads(desk.get(f"{url('scan')}?text={one.number}").content)["fits"]
    assert whole["url"] == url("count", one.pk)
    # Other papers have no such lines.
    for text in (f"{one.number}/0", f"{one.number}/x", "PO-1/2"):
        assert json.loads(desk.get(f"{url('scan')}?text={text}").content)["fits"] == []
