"""The paper of a count: what lies where by the walk, a code for each line, and boxes to write in what was counted."""

from collections.abc import Sequence

from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from tradepost.base.by import By
from tradepost.domain.counting import queries as counting_queries
from tradepost.domain.counting.models import Count, CountLine
from tradepost.render.documents.company import company
from tradepost.render.papers import Address, Fact, Kind, Line, Paper

PRINTED = 500
"""Lines of one paper: more are printed aisle by aisle."""


def sheet_of(by: By, found: Count, place: str = "") -> Paper:
    """What is still to be counted, of all or of the places whose code begins so. Three statements."""
    lines = counting_queries.sheet_lines(
        by, found.pk, states=("open", "recount"), place=place, limit=PRINTED + 1
    )
    more = _("More lines follow: print them aisle by aisle.") if len(lines) > PRINTED else ""
    return counting_sheet(found, lines[:PRINTED], place=place, note=more)


def counting_sheet(found: Count, lines: Sequence[CountLine], *, place: str = "", note: str = "") -> Paper:
    """In the reader's language. Of a blind count it says nothing of what the books expect. Two statements.

    Each line bears its own barcode, the count's number and its position: who keys it in later scans that.
    """
    us = company()
    return Paper(
        kind=Kind.COUNTING_SHEET,
        number=found.number,
        company=us,
        issued_on=timezone.localtime(found.started_at or found.made_at).date(),
        to=Address(us.name, (found.warehouse.name,)),
        locale=get_language() or "en",
        facts=(
            Fact("warehouse", found.warehouse.name),
            *((Fact("from", place),) if place else ()),
            Fact("lines", len(lines)),
        ),
        lines=tuple(_line(found, line) for line in lines),
        notes=tuple(text for text in (found.note, note) if text),
        scan_lines=True,
    )


def _line(found: Count, line: CountLine) -> Line:
    return Line(
        position=str(line.position),
        place=line.place.code,
        code=line.item.sku,
        name=line.item.name,
        lot=line.lot.code if line.lot else "",
        barcode=f"{found.number}/{line.position}",
        quantity=None if found.is_blind else line.book,
        unit=line.item.base_unit,
    )
