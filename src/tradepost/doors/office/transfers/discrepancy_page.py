"""The page of a difference: goods that were sent and did not arrive, or arrived and were not sent."""

from collections.abc import Iterator
from uuid import UUID

from django.conf import settings
from django.utils.translation import gettext as _

from tradepost.base.by import By
from tradepost.domain.access import queries as access_queries
from tradepost.domain.transfers import queries as transfers_queries
from tradepost.domain.transfers import rules
from tradepost.domain.transfers.models import Discrepancy
from tradepost.doors.office.parts.addresses import address
from tradepost.doors.office.parts.timeline import Subject, timeline
from tradepost.doors.office.transfers.forms import ArrivedForm, PlacedForm, SettleForm
from tradepost.doors.office.transfers.words import KINDS, OUTCOMES
from tradepost.render.screens.document import DocumentPage, Fact, FactGroup, Node, Stage, Verb

BASE = settings.BASE_CURRENCY
ICONS = {"arrived": "package-check", "stayed": "undo-2", "lost": "circle-x", "sent": "truck", "found": "plus"}


def discrepancy_page(by: By, pk: UUID) -> DocumentPage:
    """What is known of goods that are missing, or that nobody sent. Raises NotFound."""
    one = transfers_queries.discrepancy(by, pk)
    found = one.transfer
    where = [
        Fact(_("Transfer"), found.number, "code", link=address("transfer", found.pk)),
        Fact(_("From"), found.from_warehouse.name),
        Fact(_("To"), found.to_warehouse.name),
        *(
            [Fact(_("Place"), one.place.code, "code", link=address("place", one.place_id))]
            if one.place
            else []
        ),
    ]
    sent = [Fact(_("Sent"), one.load.sent, "quantity")] if one.load else []
    what = [
        Fact(_("Item"), one.item.sku, "code", link=address("item", one.item_id), note=one.item.name),
        *([Fact(_("Lot"), one.lot.code, "code", link=address("lot", one.lot_id))] if one.lot else []),
        Fact(_("Quantity"), one.quantity, "quantity", unit=one.item.base_unit),
        *sent,
    ]
    groups = [FactGroup(_("What"), what), FactGroup(_("Way"), where)]
    if one.settled_at:
        worth = (
            [Fact(_("Worth"), one.value, "money", currency=BASE)]
            if access_queries.may(by, "catalog.read_cost")
            else []
        )
        told = [
            Fact(_("Outcome"), OUTCOMES.get(one.outcome, one.outcome), note=one.reason),
            Fact(_("By"), one.settled_by),
            Fact(_("When"), one.settled_at, "moment"),
            *worth,
        ]
        groups.append(FactGroup(_("Settled"), told))
    return DocumentPage(
        kind=_("Difference"),
        title=f"{KINDS[one.kind]}: {one.item.sku}",
        subtitle=f"{found.from_warehouse.name} → {found.to_warehouse.name}",
        state=one.state,
        back_url=address("transfer_discrepancies"),
        back_label=_("Differences"),
        verbs=list(settle_verbs(by, one)),
        facts=groups,
        related=(
            Stage(_("Transfer"), (Node(found.number, address("transfer", found.pk), found.state),)),
            Stage(_("Difference"), (Node(one.item.sku, state=one.state, current=True),)),
        ),
        timeline=timeline({found.pk: Subject()}, 20),
    )


def settle_verbs(by: By, one: Discrepancy) -> Iterator[Verb]:
    """What may be said of it."""
    if one.state != "open" or not access_queries.may(by, "transfers.settle_discrepancy"):
        return
    for outcome in rules.OUTCOMES[one.kind]:
        yield Verb(
            outcome,
            OUTCOMES[outcome],
            address("transfer_discrepancy_settle", one.pk),
            hidden={"outcome": outcome},
            strong=outcome in ("arrived", "sent"),
            danger=outcome == "lost",
            icon=ICONS[outcome],
            form=settle_form(outcome)(auto_id=f"id_{outcome}_%s", initial={"quantity": one.quantity}),
        )


def settle_form(outcome: str) -> type[SettleForm]:
    """The form that an outcome asks for."""
    return {"arrived": ArrivedForm, "lost": SettleForm}.get(outcome, PlacedForm)
