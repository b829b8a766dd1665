"""Packages that suppliers announced: the list, what is in one, and taking it in as a whole."""

from collections.abc import Iterator
from uuid import UUID

from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tradepost.base.by import By
from tradepost.base.gs1 import in_groups
from tradepost.base.ids import new_id
from tradepost.domain.access import queries as access_queries
from tradepost.domain.purchasing import commands as purchasing
from tradepost.domain.purchasing import queries as purchasing_queries
from tradepost.domain.purchasing.models import AnnouncedPackage
from tradepost.doors.office.inventory.screens import warehouse_names
from tradepost.doors.office.pages import page
from tradepost.doors.office.parts.addresses import address, later
from tradepost.doors.office.parts.filters import SUPPLIER
from tradepost.doors.office.parts.posted import minted
from tradepost.doors.office.parts.timeline import Subject, timeline
from tradepost.doors.office.parts.views import answer_document
from tradepost.doors.office.purchasing.forms import TakeInForm, WithdrawForm
from tradepost.doors.office.verbs import done, verb
from tradepost.render.screens.columns import Column
from tradepost.render.screens.document import (
    DocumentPage,
    Fact,
    FactGroup,
    Node,
    Notice,
    Section,
    Stage,
    Verb,
)
from tradepost.render.screens.listing import Empty, FilterField, ListScreen, Preset

NUMBER = Column(
    "sscc", gettext_lazy("SSCC"), "code", value=lambda row: in_groups(row.sscc), sort="sscc",
    link=lambda row: address("announced", row.pk),
)  # fmt: skip
STATE = Column("state", gettext_lazy("State"), "state")
NOTICE = Column("notice", gettext_lazy("Despatch advice"), "code", priority=2)
RECEIPT = Column(
    "receipt.number", gettext_lazy("Receipt"), "code", priority=2,
    link=lambda row: address("receipt", row.receipt_id) if row.receipt_id else "",
)  # fmt: skip
ANNOUNCED = ListScreen(
    name="announced_packages",
    title=gettext_lazy("Announced packages"),
    noun=gettext_lazy("packages"),
    listing=purchasing_queries.ANNOUNCED,
    may="purchasing.read",
    search_hint=gettext_lazy("SSCC, despatch advice, purchase order, supplier"),
    columns=(
        NUMBER,
        Column("purchase_order.supplier_name", gettext_lazy("Supplier")),
        Column(
            "purchase_order.number", gettext_lazy("Purchase order"), "code",
            link=lambda row: address("purchase_order", row.purchase_order_id),
        ),
        STATE, NOTICE,
        Column("expected_on", gettext_lazy("Expected"), "day", sort="expected"),
        RECEIPT,
        Column("made_at", gettext_lazy("Announced"), "moment", sort="made", priority=3),
    ),
    filters=(
        FilterField("state"),
        FilterField("expected"),
        SUPPLIER,
        FilterField("warehouse", url=later("warehouse_lookup"), text_of=warehouse_names),
    ),
    presets=(Preset(gettext_lazy("To come"), "state=expected"),),
    empty=Empty(
        gettext_lazy("Nothing is announced"),
        gettext_lazy("What a supplier announces with its SSCC, pallets and cartons, stands here; a scan receives it."),
        icon="package-search",
    ),
)  # fmt: skip
LINES = (
    Column(
        "line.sku", gettext_lazy("Item"), "code",
        link=lambda row: address("item", row.line.item_id), note=lambda row: row.line.name,
    ),
    Column("quantity", gettext_lazy("Quantity"), "quantity", unit="line.item.base_unit"),
    Column("lot_code", gettext_lazy("Lot"), "code"),
    Column("expires_on", gettext_lazy("Expires"), "day", priority=2),
    Column("best_before_on", gettext_lazy("Best before"), "day", priority=3),
)  # fmt: skip
OF_ORDER = (
    NUMBER,
    STATE,
    NOTICE,
    Column("expected_on", gettext_lazy("Expected"), "day", priority=2),
    RECEIPT,
)


@page("purchasing.read")
def announced(request: HttpRequest, by: By, pk: UUID) -> HttpResponseBase:
    return answer_document(request, announced_page(by, purchasing_queries.announced_package(by, pk)))


def announced_page(by: By, found: AnnouncedPackage) -> DocumentPage:
    """What is in it, before anything is posted."""
    order = found.purchase_order
    lines = purchasing_queries.announced_lines([found.pk])[found.pk]
    receipt = found.receipt
    return DocumentPage(
        kind=_("Announced package"),
        title=in_groups(found.sscc),
        subtitle=order.supplier_name,
        subtitle_url=address("supplier", order.supplier_id),
        state=found.state,
        back_url=address("announced_packages"),
        back_label=_("Announced packages"),
        verbs=list(_verbs(by, found)),
        notices=_notices(found),
        facts=(
            FactGroup(
                _("Delivery"),
                (
                    Fact(_("Despatch advice"), found.notice, "code"),
                    Fact(_("Expected"), found.expected_on or order.expected_on, "day"),
                    Fact(_("To"), order.warehouse.name, link=address("warehouse", order.warehouse_id)),
                ),
            ),
        ),
        related=(
            Stage(_("Purchase order"), (Node(order.number, address("purchase_order", order.pk), order.state),)),
            Stage(_("Package"), (Node(in_groups(found.sscc), state=found.state, current=True),)),
            Stage(
                _("Receipt"), (Node(receipt.number, address("receipt", receipt.pk)),) if receipt else ()
            ),
        ),
        sections=[Section(_("What is in it"), LINES, lines, name="lines")],
        timeline=timeline({found.pk: Subject()}, 20),
    )  # fmt: skip


def _verbs(by: By, found: AnnouncedPackage) -> Iterator[Verb]:
    if found.state != "expected":
        return
    if access_queries.may(by, "purchasing.receive_package"):
        yield Verb(
            "take_in", _("Take it all in"), address("announced_receive", found.pk), strong=True,
            icon="package-check", form=TakeInForm(initial={"delivery_note": found.notice}, auto_id="id_take_in_%s"),
            hidden={"receipt_id": new_id(by.now)}, key="r",
        )  # fmt: skip
        yield Verb(
            "count", _("Count instead"), address("purchase_order_receive", found.purchase_order_id), method="get",
            icon="list-checks",
        )  # fmt: skip
    if access_queries.may(by, "purchasing.withdraw_package"):
        yield Verb(
            "withdraw", _("Withdraw"), address("announced_withdraw", found.pk), danger=True, icon="ban",
            form=WithdrawForm(auto_id="id_withdraw_%s"),
            confirm=_("It will not come like this. What was ordered is expected as before."),
        )  # fmt: skip


def _notices(found: AnnouncedPackage) -> list[Notice]:
    if found.receipt is not None:
        text = _(
            "Taken in with %s. A number stands for one package: if this is another one, look at its label."
        )
        link = address("receipt", found.receipt.pk)
        return [
            Notice(text % found.receipt.number, "bad", _("Used already."), link=link, link_label=_("Receipt"))
        ]
    if found.state == "withdrawn":
        return [Notice(_("Count what is there instead."), "warn", _("Withdrawn."))]
    return [
        Notice(_("As the supplier says it. Count instead where something is missing or damaged."), "info")
    ]


@verb("purchasing.receive_package", back="office:announced", form=TakeInForm)
def announced_receive(request: HttpRequest, by: By, form: TakeInForm, pk: UUID) -> str:
    package = purchasing_queries.announced_package(by, pk)
    receipt = purchasing.receive_package(
        by, receipt_id=minted(request, "receipt_id"), package_id=package.pk, **form.cleaned_data
    )
    sentence = _("%s: the package was taken in.") % receipt.number
    return done(request, sentence, address("receipt", receipt.pk))


@verb("purchasing.withdraw_package", back="office:announced", form=WithdrawForm)
def announced_withdraw(request: HttpRequest, by: By, form: WithdrawForm, pk: UUID) -> str:
    package = purchasing_queries.announced_package(by, pk)
    purchasing.withdraw_package(by, package_id=package.pk, reason=form.cleaned_data["reason"])
    return done(request, _("Withdrawn."))
