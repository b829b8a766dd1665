"""The page of a correction: why, who, its lines, what moved, and what the books say of it."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tradepost.base.by import By
from tradepost.domain.access import queries as access_queries
from tradepost.domain.accounts import queries as accounts_queries
from tradepost.domain.corrections import queries as corrections_queries
from tradepost.domain.corrections.flows import CORRECTION
from tradepost.domain.corrections.models import Correction
from tradepost.domain.inventory import queries as inventory_queries
from tradepost.doors.office.corrections.forms import DeclineForm, account_text
from tradepost.doors.office.corrections.screens import line_columns
from tradepost.doors.office.parts.addresses import address
from tradepost.doors.office.parts.correcting import KINDS
from tradepost.doors.office.parts.timeline import Subject, timeline
from tradepost.render.screens.columns import Column
from tradepost.render.screens.document import DocumentPage, Fact, FactGroup, Notice, Section, Verb
from tradepost.render.sentences import named

SHOWN = 50
BASE = settings.BASE_CURRENCY
MOVES = (
    Column("item.sku", gettext_lazy("Item"), "code", link=lambda row: address("item", row.item_id)),
    Column("at", gettext_lazy("When"), "moment"),
    Column("quantity", gettext_lazy("Quantity"), "quantity", unit="item.base_unit"),
    Column("from_place.code", gettext_lazy("From"), "code"),
    Column("to_place.code", gettext_lazy("To"), "code"),
)
BOOKED = (
    Column("account", gettext_lazy("Account"), value=lambda row: account_text(row.account)),
    Column("entry.posted_on", gettext_lazy("Day"), "day", value=lambda row: row.entry.posted_on),
    Column("base_amount", gettext_lazy("Amount"), "money", currency=f"={BASE}", link=lambda row: row.sheet),
)


def correction_page(by: By, pk: UUID) -> DocumentPage:
    """Raises NotFound. A constant number of statements."""
    found = corrections_queries.correction(by, pk)
    return DocumentPage(
        kind=_("Correction"),
        title=found.number,
        subtitle=named(found.reason_name),
        state=found.state,
        verbs=list(_verbs(by, found)),
        notices=list(_notices(found)),
        facts=_facts(by, found),
        sections=list(_sections(by, found)),
        timeline=timeline({found.pk: Subject()}),
        back_url=address("corrections"),
        back_label=_("Corrections"),
        version=found.version,
        subject=("correction", found.pk),
    )


def _verbs(by: By, found: Correction) -> Iterator[Verb]:
    allowed = CORRECTION.allowed(found.state)
    if "approve" in allowed and access_queries.may(by, "corrections.approve_correction"):
        yield Verb(
            "approve", _("Approve and post"), address("correction_approve", found.pk), strong=True, icon="check",
            key="a",
        )  # fmt: skip
    if "decline" in allowed and access_queries.may(by, "corrections.decline_correction"):
        yield Verb(
            "decline", _("Decline"), address("correction_decline", found.pk), danger=True, icon="x",
            form=DeclineForm(auto_id="id_decline_%s"),
        )  # fmt: skip


def _notices(found: Correction) -> Iterator[Notice]:
    if found.state == "waiting":
        text = _("It is worth more than %s may correct alone. Nothing is posted until somebody approves it.")
        yield Notice(text % found.asked_by, "warn", _("Waits for approval."))
    if found.state == "declined":
        yield Notice(found.declined_reason, "info", _("Declined."))


def _facts(by: By, found: Correction) -> list[FactGroup]:
    what = [
        Fact(_("Kind"), KINDS.get(found.kind, found.kind)),
        Fact(_("Reason"), named(found.reason_name)),
        Fact(_("Note"), found.note, hides=True),
        Fact(_("Warehouse"), found.warehouse.name, link=address("warehouse", found.warehouse_id)),
    ]
    when = [
        Fact(_("Asked by"), found.asked_by),
        Fact(_("Asked"), found.asked_at, "moment"),
        *([Fact(_("Decided by"), found.settled_by), Fact(_("Decided"), found.settled_at, "moment")]
          if found.settled_at else []),
    ]  # fmt: skip
    groups = [FactGroup(_("What"), what), FactGroup(_("Who and when"), when)]
    if access_queries.may(by, "catalog.read_cost"):
        lines = f"{address('correction_lines')}?correction={found.pk}"
        worth = [
            Fact(_("Account"), account_text(found.account)),
            Fact(_("Worth found"), found.found_value, "money", currency=BASE, link=lines),
            Fact(_("Worth gone"), found.lost_value, "money", currency=BASE, link=lines),
            *([Fact(_("Posted"), found.value, "money", currency=BASE)] if found.state == "posted" else []),
        ]
        groups.append(FactGroup(_("Worth"), worth))
    return groups


def _sections(by: By, found: Correction) -> Iterator[Section]:
    asked = {"correction": [str(found.pk)]}
    lines = corrections_queries.LINES.page(by, filters=asked, sort="made", limit=SHOWN)
    yield Section(
        _("Lines"), line_columns(by), lines.rows, link=f"{address('correction_lines')}?correction={found.pk}",
        link_label=_("All lines"), name="lines",
    )  # fmt: skip
    if found.state != "posted":
        return
    moves = inventory_queries.MOVES.page(by, filters={"posting": [str(found.pk)]}, limit=SHOWN)
    yield Section(
        _("What moved"), MOVES, moves.rows, link=f"{address('moves')}?posting={found.pk}",
        link_label=_("All moves"),
    )  # fmt: skip
    if access_queries.may(by, "accounts.read"):
        yield Section(_("In the books"), BOOKED, _booked(found))


def _booked(found: Correction) -> list[Any]:
    """The postings of its entry, each with the sheet of its account on that day."""
    rows = [posting for entry in accounts_queries.entries_about(found.pk) for posting in entry.postings.all()]
    for row in rows:
        row.sheet = f"{address('postings')}?account={row.account}&kind=adjustment&day={row.entry.posted_on}"
    return rows
