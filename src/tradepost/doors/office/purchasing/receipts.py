"""Receipts and differences: lists, pages, settling."""

from decimal import Decimal
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tradepost.base.by import By
from tradepost.base.ids import new_id
from tradepost.domain.access import queries as access_queries
from tradepost.domain.accounts import queries as accounts_queries
from tradepost.domain.purchasing import commands as purchasing
from tradepost.domain.purchasing import queries as purchasing_queries
from tradepost.domain.purchasing.flows import VARIANCE
from tradepost.domain.purchasing.models import LandedCost, Receipt, Variance
from tradepost.doors.office.pages import page
from tradepost.doors.office.parts.addresses import address
from tradepost.doors.office.parts.posted import minted
from tradepost.doors.office.parts.timeline import Subject, timeline
from tradepost.doors.office.parts.views import answer_document, list_view
from tradepost.doors.office.purchasing.forms import SendBackForm, SettleForm
from tradepost.doors.office.purchasing.landed_screens import LANDED, landed_of, landed_verb, subjects_of
from tradepost.doors.office.purchasing.order_page import VARIANCES as FOUND
from tradepost.doors.office.purchasing.screens import RECEIPTS, RECEIPTS_WITH_COST
from tradepost.doors.office.purchasing.words import VARIANCE_KINDS
from tradepost.doors.office.verbs import done, verb
from tradepost.render.formats import number_text
from tradepost.render.screens.columns import Column
from tradepost.render.screens.document import (
    Badge,
    DocumentPage,
    Fact,
    FactGroup,
    Node,
    Section,
    Stage,
    Total,
    Verb,
)
from tradepost.render.screens.listing import ListScreen

BASE = settings.BASE_CURRENCY
LINES = (
    Column(
        "line.sku", gettext_lazy("Item"), "code",
        link=lambda row: address("item", row.item_id), note=lambda row: row.line.name,
    ),
    Column("expected", gettext_lazy("To come"), "quantity", priority=2),
    Column("counted", gettext_lazy("Counted"), "quantity", note=lambda row: weight_text(row.weight, row.line.unit)),
    Column("damaged", gettext_lazy("Damaged"), "quantity", tone=lambda row: "bad" if row.damaged else ""),
    Column(
        "lot.code", gettext_lazy("Lot"), "code",
        link=lambda row: address("lot", row.lot_id) if row.lot_id else "",
    ),
    Column("lot.expires_on", gettext_lazy("Expires"), "day", priority=2),
    Column("place.code", gettext_lazy("Place"), "code", link=lambda row: address("place", row.place_id)),
)  # fmt: skip


def weight_text(weight: Decimal | None, unit: str) -> str:
    return "" if weight is None else f"{number_text(weight)} {unit}"


VALUE = Column("value", gettext_lazy("Value"), "money", currency=f"={BASE}", priority=2)


def _list(by: By) -> ListScreen:
    return RECEIPTS_WITH_COST if access_queries.may(by, "catalog.read_cost") else RECEIPTS


receipts = list_view(_list, "purchasing.read")


@page("purchasing.read")
def receipt(request: HttpRequest, by: By, pk: UUID) -> HttpResponseBase:
    return answer_document(request, receipt_page(by, purchasing_queries.receipt(by, pk)))


def receipt_page(by: By, found: Receipt) -> DocumentPage:
    order = found.purchase_order
    variances = [
        one
        for one in purchasing_queries.variances_of([found.purchase_order_id])
        if one.receipt_line.receipt_id == found.pk
    ]
    landed = landed_of(by, order.pk, found.pk)
    return DocumentPage(
        kind=_("Receipt"),
        title=found.number,
        subtitle=order.supplier_name,
        subtitle_url=address("supplier", order.supplier_id),
        state="received",
        badges=[Badge("quarantine", _("With damage"))] if found.damaged_quantity else [],
        back_url=address("receipts"),
        back_label=_("Receipts"),
        verbs=_verbs(by, found, variances),
        facts=_facts(by, found),
        related=(
            Stage(
                _("Purchase order"),
                (Node(order.number, address("purchase_order", order.pk), order.state),),
            ),
            Stage(_("Receipt"), (Node(found.number, current=True, note=found.delivery_note),)),
        ),
        sections=_sections(by, found, variances, landed),
        timeline=timeline({found.pk: Subject(), **subjects_of(landed)}, 20),
    )


def _facts(by: By, found: Receipt) -> tuple[FactGroup, ...]:
    order = found.purchase_order
    entries = accounts_queries.entries_about(found.pk) if access_queries.may(by, "accounts.read") else []
    booked = [Fact(_("Booked"), entries[0].posted_on, "day")] if entries else []
    return (
        FactGroup(
            _("Delivery"),
            (
                Fact(_("Delivery note"), found.delivery_note, "code"),
                Fact(_("Received"), found.received_at, "moment"),
                Fact(_("At"), order.warehouse.name, link=address("warehouse", order.warehouse_id)),
            ),
        ),
        FactGroup(
            _("Count"),
            (
                Fact(_("Counted"), found.counted_quantity, "quantity"),
                Fact(_("Damaged"), found.damaged_quantity, "quantity"),
                Fact(_("The last one"), found.is_last, "flag"),
                *booked,
            ),
        ),
    )


def _sections(by: By, found: Receipt, variances: list[Variance], landed: list[LandedCost]) -> list[Section]:
    with_cost = access_queries.may(by, "catalog.read_cost")
    total = (Total(_("Value"), found.value, BASE, strong=True),) if with_cost else ()
    lines = purchasing_queries.receipt_lines_of(found.pk)
    sections = [Section(_("What was counted"), (*LINES, VALUE) if with_cost else LINES, lines, totals=total)]
    return [
        *sections,
        *([Section(_("Differences"), FOUND, variances)] if variances else []),
        *([Section(_("Landed costs"), LANDED, landed)] if landed else []),
    ]


def _verbs(by: By, found: Receipt, variances: list[Variance]) -> list[Verb]:
    """All damaged goods of a receipt at once, or those of one difference on its page; what it cost to bring them."""
    waiting = [one for one in variances if one.kind == "damaged" and one.state == VARIANCE.initial]
    verbs = []
    if waiting and access_queries.may(by, "purchasing.send_back"):
        verbs.append(_sending_back(by, address("receipt_send_back", found.pk)))
    return [*verbs, *landed_verb(by, address("receipt_landed", found.pk), found.counted_quantity)]


@page("purchasing.read")
def variance(request: HttpRequest, by: By, pk: UUID) -> HttpResponseBase:
    found = purchasing_queries.variance(by, pk)
    line, order = found.receipt_line.line, found.receipt_line.receipt.purchase_order
    shown = DocumentPage(
        kind=VARIANCE_KINDS.get(found.kind, found.kind),
        title=line.sku,
        subtitle=line.name,
        subtitle_url=address("item", line.item_id),
        state=found.state,
        back_url=address("variances"),
        back_label=_("Differences"),
        verbs=_variance_verbs(by, found),
        facts=(
            FactGroup(
                _("Difference"),
                (
                    Fact(_("Quantity"), found.quantity, "quantity"),
                    Fact(_("Found"), found.made_at, "moment"),
                    Fact(_("Settled"), found.closed_at, "moment"),
                    *((Fact(_("Reason"), found.reason),) if found.reason else ()),
                    *((Fact(_("Sent back"), True, "flag"),) if found.sent_back else ()),
                    *((Fact(_("How"), found.note),) if found.note else ()),
                ),
            ),
            FactGroup(
                _("Delivery"),
                (
                    Fact(_("Supplier"), order.supplier_name, link=address("supplier", order.supplier_id)),
                    Fact(_("To come"), found.receipt_line.expected, "quantity"),
                    Fact(_("Counted"), found.receipt_line.counted, "quantity"),
                ),
            ),
        ),
        related=(
            Stage(
                _("Purchase order"), (Node(order.number, address("purchase_order", order.pk), order.state),)
            ),
            Stage(
                _("Receipt"),
                (Node(found.receipt_line.receipt.number, address("receipt", found.receipt_line.receipt_id)),),
            ),
        ),
        timeline=timeline({found.pk: Subject()}, 10),
    )
    return answer_document(request, shown)


def _variance_verbs(by: By, found: Variance) -> list[Verb]:
    allowed, may = VARIANCE.allowed(found.state), access_queries.may
    verbs = []
    if "close" in allowed and may(by, "purchasing.close_variance"):
        form = SettleForm(auto_id="id_settle_%s")
        settle = address("variance_close", found.pk)
        verbs.append(Verb("settle", _("Settle"), settle, strong=True, form=form, icon="check"))
    if found.kind == "damaged" and "send_back" in allowed and may(by, "purchasing.send_back"):
        verbs.append(_sending_back(by, address("variance_send_back", found.pk)))
    return verbs


def _sending_back(by: By, url: str) -> Verb:
    form, minted_now = SendBackForm(auto_id="id_back_%s"), {"posting_id": new_id(by.now)}
    return Verb("send_back", _("Send back"), url, form=form, icon="undo-2", hidden=minted_now)


@verb("purchasing.send_back", back="office:receipt", form=SendBackForm)
def receipt_send_back(request: HttpRequest, by: By, form: SendBackForm, pk: UUID) -> str:
    purchasing.send_back(
        by,
        posting_id=minted(request, "posting_id"),
        receipt_id=purchasing_queries.receipt(by, pk).pk,
        note=form.cleaned_data["note"],
    )
    return done(request, _("Sent back."))


@verb("purchasing.send_back", back="office:variance", form=SendBackForm)
def variance_send_back(request: HttpRequest, by: By, form: SendBackForm, pk: UUID) -> str:
    found = purchasing_queries.variance(by, pk)
    purchasing.send_back(
        by,
        posting_id=minted(request, "posting_id"),
        receipt_id=found.receipt_line.receipt_id,
        variance_ids=[found.pk],
        note=form.cleaned_data["note"],
    )
    return done(request, _("Sent back."))


@verb("purchasing.close_variance", back="office:variance", form=SettleForm)
def variance_close(request: HttpRequest, by: By, form: SettleForm, pk: UUID) -> str:
    purchasing.close_variance(
        by, variance_id=purchasing_queries.variance(by, pk).pk, note=form.cleaned_data["note"]
    )
    return done(request, _("Settled."))
