"""The list of disputes: who cares for what, until when, about how much money."""

from collections.abc import Sequence
from dataclasses import replace
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from tradepost.base.by import By
from tradepost.domain.access import queries as access_queries
from tradepost.domain.service import queries as service_queries
from tradepost.domain.service.models import Dispute
from tradepost.doors.office.disputes.words import KIND_WORDS, OUTCOME_WORDS, REASON_WORDS
from tradepost.doors.office.parts.addresses import address, later
from tradepost.doors.office.parts.filters import CUSTOMER, ORDER, known_ids
from tradepost.doors.office.parts.standing import dispute_standing, today_of
from tradepost.render.screens.columns import Column
from tradepost.render.screens.listing import Empty, FilterField, ListScreen, Preset, SumField


def _owners(by: By, ids: Sequence[str]) -> dict[str, str]:
    return {str(pk): name for pk, name in access_queries.names_of(known_ids(ids)).items()}


def _documents(by: By, ids: Sequence[str]) -> dict[str, str]:
    """The numbers of the documents that an address names, as far as one of them is in dispute."""
    rows = service_queries.DISPUTES.rows(by).filter(document_id__in=known_ids(ids))
    return {str(pk): number for pk, number in rows.values_list("document_id", "document_number")}


def owner_name(row: Dispute) -> str:
    return row.owner.get_full_name() if row.owner else ""


def document_url(kind: str, pk: UUID) -> str:
    """Where a document of a dispute stands; its kind is the name of its page."""
    return address(kind, pk)


_COLUMNS = (
    Column(
        "number", _("Number"), "code", link=lambda d: address("dispute", d.pk), sort="number",
        note=lambda d: d.document_number,
    ),
    Column("customer_name", _("Customer"), sort="customer"),
    Column("state", _("State"), "state", value=dispute_standing, sort="state"),
    Column("reason", _("What is wrong"), value=lambda d: REASON_WORDS[d.reason], note=lambda d: _short(d.said)),
    Column("owner", _("Who cares for it"), value=owner_name, priority=2),
    Column("due_on", _("Answer due"), "day", sort="due"),
    Column("amount", _("In dispute"), "money", sort="amount"),
    Column("outcome", _("Ended"), value=lambda d: OUTCOME_WORDS.get(d.outcome, ""), priority=3),
    Column("opened_at", _("Opened"), "moment", sort="opened", priority=3),
)  # fmt: skip

DISPUTES = ListScreen(
    name="disputes",
    title=_("Disputes"),
    noun=_("disputes"),
    listing=service_queries.DISPUTES,
    may="service.read",
    search_hint=_("Number, document, customer, what was said"),
    columns=_COLUMNS,
    sums=(SumField("amount", _("In dispute")),),
    filters=(
        FilterField("state"),
        FilterField("live"),
        FilterField("owner", url=later("carer_lookup"), text_of=_owners),
        FilterField("due"),
        CUSTOMER,
        FilterField("reason", choices=tuple(REASON_WORDS.items())),
        FilterField("outcome", choices=tuple(OUTCOME_WORDS.items())),
        FilterField("kind", choices=tuple(KIND_WORDS.items())),
        FilterField("opened"),
        FilterField("settled"),
        ORDER,
        FilterField("document", text_of=_documents),
    ),
    empty=Empty(
        _("No disputes yet"),
        _("A dispute begins at the order, the shipment or the invoice that a customer does not agree with."),
        _("See orders"),
        later("orders"),
        "message-square-warning",
    ),
)


def _short(said: str) -> str:
    return said if len(said) <= 80 else f"{said[:79]}…"


def disputes(by: By) -> ListScreen:
    """The list with the tabs of who looks: what is theirs, and what is late today."""
    overdue = f"state=open&due=..{today_of(by).isoformat()}"
    own = (Preset(_("Mine"), f"live=yes&owner={by.actor_id}"),) if by.actor_id else ()
    presets = (
        *own,
        Preset(_("Nobody’s"), "live=yes&owner=none"),
        Preset(_("Overdue"), overdue),
        Preset(_("The customer’s turn"), "state=waiting"),
        Preset(_("Not settled"), "live=yes"),
    )
    return replace(DISPUTES, presets=presets)


def is_overdue(row: Dispute, by: By) -> bool:
    """Whether our answer should have been there by yesterday; while the customer is asked, nobody here is late."""
    return row.state == "open" and row.due_on < today_of(by)
