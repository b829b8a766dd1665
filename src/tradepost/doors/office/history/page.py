"""Changes as rows of a page: what, field by field, who, when, by which door."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from tradepost.base.history import Change
from tradepost.domain.reports.queries import HistoryPage
from tradepost.doors.office.history.words import DOORS, KINDS, field_word, row_words, value_words
from tradepost.doors.office.parts.addresses import address

PAGES = {
    "customer": "customer", "supplier": "supplier", "item": "item", "price_list": "price_list", "user": "user",
    "warehouse": "warehouse", "discount": "discount", "promotion": "promotion",
    "charge": "charge", "brand": "brand",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Field:
    name: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Row:
    """One change as it is read."""

    at: datetime
    kind: str
    name: str
    url: str
    fields: list[Field]
    deleted: bool
    who: str
    door: str


def rows_of(page: HistoryPage) -> list[Row]:
    return [_row(change, page) for change in page.changes]


def _row(change: Change, page: HistoryPage) -> Row:
    gone = change.after is None
    fields = [
        Field(
            field_word(name),
            value_words(name, value, page.names),
            "" if gone else value_words(name, (change.after or {}).get(name), page.names),
        )
        for name, value in change.before.items()
        # Of a row that is gone, what it said; not what it left open.
        if not gone or value not in (None, "", [], False)
    ]
    return Row(
        at=change.at,
        kind=str(KINDS.get(change.kind, change.kind)),
        name=row_words(change.row, str(change.row_id), page.names),
        url=address(PAGES[change.kind], change.row_id) if change.kind in PAGES else "",
        fields=fields,
        deleted=gone,
        who=change.actor or _("somebody in the database itself"),
        door=str(DOORS.get(change.door, change.door)) if change.actor else "",
    )
