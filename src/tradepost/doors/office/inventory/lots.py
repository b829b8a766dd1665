"""A lot, or a serial: its state, where it lies, where it came from and who got it, and stopping it."""

from collections.abc import Callable, Iterator, Sequence
from uuid import UUID

from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from tradepost.base import feed
from tradepost.base.by import By
from tradepost.base.sums import sums_of
from tradepost.domain.access import queries as access_queries
from tradepost.domain.fulfilment import queries as fulfilment_queries
from tradepost.domain.inventory import commands as inventory
from tradepost.domain.inventory import queries as inventory_queries
from tradepost.domain.inventory.commands import LotStopped
from tradepost.domain.inventory.flows import LOT
from tradepost.domain.inventory.models import Lot
from tradepost.domain.purchasing import queries as purchasing_queries
from tradepost.domain.reports import queries as reports_queries
from tradepost.domain.sales import queries as sales_queries
from tradepost.doors.office.inventory.forms import LotForm, LotReasonForm
from tradepost.doors.office.inventory.lot_screens import GONE
from tradepost.doors.office.inventory.screens import MOVES_OF_LOT
from tradepost.doors.office.pages import page
from tradepost.doors.office.parts.addresses import address
from tradepost.doors.office.parts.behind import leading
from tradepost.doors.office.parts.correcting import correction_verbs
from tradepost.doors.office.parts.moved import with_documents
from tradepost.doors.office.parts.timeline import Subject, timeline
from tradepost.doors.office.parts.views import answer_document
from tradepost.doors.office.verbs import done, verb
from tradepost.render.screens.columns import Column
from tradepost.render.screens.document import DocumentPage, Fact, FactGroup, Notice, Section, Total, Verb

SHOWN = 20
NAMED = 5
"""Orders called by name in one sentence."""

SHELVES = (
    Column("place_code", gettext_lazy("Place"), "code", link=lambda row: address("place", row.place_id)),
    Column("warehouse", gettext_lazy("Warehouse"), "code"),
    Column("on_hand", gettext_lazy("On hand"), "quantity"),
    Column("reserved", gettext_lazy("Set aside"), "quantity"),
)
ORIGINS = (
    Column(
        "receipt.number", gettext_lazy("Receipt"), "code", link=lambda row: address("receipt", row.receipt_id)
    ),
    Column("receipt.received_at", gettext_lazy("Received"), "moment"),
    Column(
        "receipt.purchase_order.supplier_name",
        gettext_lazy("Supplier"),
        link=lambda row: address("supplier", row.receipt.purchase_order.supplier_id),
    ),
    Column(
        "receipt.purchase_order.number",
        gettext_lazy("Purchase order"),
        "code",
        link=lambda row: address("purchase_order", row.receipt.purchase_order_id),
        priority=2,
    ),
    Column("counted", gettext_lazy("Counted"), "quantity"),
    Column("damaged", gettext_lazy("Damaged"), "quantity", priority=2),
)
INTO_STORES = (
    Column("delivery.number", gettext_lazy("Delivery"), "code",
           link=lambda row: address("store_delivery", row.delivery_id)),
    Column("came_on", gettext_lazy("Came"), "day"),
    Column("delivery.supplier_name", gettext_lazy("Supplier"),
           link=lambda row: address("supplier", row.delivery.supplier_id)),
    Column("warehouse.code", gettext_lazy("Store"), "code", priority=2),
    Column("quantity", gettext_lazy("Counted"), "quantity"),
    Column("quantity_left", gettext_lazy("Left of it"), "quantity"),
)  # fmt: skip
PICKED = (
    Column(
        "shipment.number",
        gettext_lazy("Shipment"),
        "code",
        link=lambda row: address("shipment", row.shipment_id),
    ),
    Column("shipment.state", gettext_lazy("State"), "state"),
    Column("shipment.order.customer_name", gettext_lazy("Customer")),
    Column("place_code", gettext_lazy("Place"), "code", priority=2),
    Column(
        "quantity",
        gettext_lazy("Set aside"),
        "quantity",
        value=lambda row: row.picked if row.done_at else row.asked,
    ),
)
SHORT = (
    Column("number", gettext_lazy("Order"), "code", link=lambda row: address("order", row.pk)),
    Column("customer_name", gettext_lazy("Customer")),
    Column("state", gettext_lazy("State"), "state"),
)


@page("inventory.read")
def lot(request: HttpRequest, by: By, pk: UUID) -> HttpResponseBase:
    return answer_document(request, lot_page(by, inventory_queries.lot(by, pk)))


def lot_page(by: By, found: Lot) -> DocumentPage:
    """Each part only for those who may read its room; a constant number of statements."""
    today = timezone.localtime(by.now).date()
    is_serial = found.item.tracking == "serial"
    return DocumentPage(
        kind=_("Serial number") if is_serial else _("Lot"),
        title=found.code,
        subtitle=f"{found.item.sku} · {found.item.name}",
        subtitle_url=address("item", found.item_id),
        state=found.standing(today),
        back_url=f"{address('lots')}?item={found.item_id}",
        back_label=_("Lots"),
        verbs=list(_verbs(by, found)),
        notices=list(_notices(found, found.standing(today))),
        facts=_facts(by, found),
        sections=[
            part for needs, make in _PARTS if access_queries.may(by, needs) for part in make(by, found)
        ],
        timeline=timeline({found.pk: Subject()}, 30),
        version=found.version,
    )


def _notices(found: Lot, standing: str) -> Iterator[Notice]:
    if standing == "expired":
        yield Notice(
            _("Nothing of it is sold, picked or shipped. If the day was misread, edit the lot."),
            "warn",
            _("Past its last day."),
        )
    elif standing != "usable":
        yield Notice(
            _("Nothing of it is sold, picked or shipped until it is released."), "warn", _("Stopped.")
        )


def _facts(by: By, found: Lot) -> tuple[FactGroup, ...]:
    return (
        FactGroup(
            _("What it is"),
            (
                Fact(_("Item"), found.item.sku, "code", link=address("item", found.item_id)),
                Fact(_("Supplier’s lot"), found.supplier_code, "code"),
                Fact(_("Known since"), found.made_at, "moment"),
            ),
        ),
        FactGroup(
            _("Days"),
            (
                Fact(_("Last day"), found.expires_on, "day"),
                Fact(_("Best before"), found.best_before_on, "day"),
            ),
        ),
        FactGroup(
            _("In stock"),
            (
                Fact(
                    _("On hand"),
                    found.on_hand,  # type: ignore[attr-defined]
                    "quantity",
                    unit=found.item.base_unit,
                    link=leading(by, "shelves", "inventory.read")(lot=found.pk),
                ),
                Fact(
                    _("Came and went"),
                    _("All moves"),
                    link=leading(by, "moves", "inventory.read")(lot=found.pk),
                ),
            ),
        ),
    )


def _verbs(by: By, found: Lot) -> Iterator[Verb]:
    allowed = LOT.allowed(found.state)
    labels = {
        "quarantine": (_("Quarantine"), "octagon-pause", False),
        "recall": (_("Recall"), "ban", True),
        "release": (_("Release"), "circle-play", False),
    }
    for name, (label, icon, danger) in labels.items():
        if name in allowed and access_queries.may(by, f"inventory.{name}_lot"):
            yield Verb(
                name,
                label,
                address(f"lot_{name}", found.pk),
                form=LotReasonForm(auto_id=f"id_{name}_%s"),
                icon=icon,
                danger=danger,
                strong=name == "release",
            )
    if access_queries.may(by, "corrections.correct_stock"):
        yield from correction_verbs(f"item={found.item_id}&lot={found.pk}")
    if access_queries.may(by, "inventory.change_lot"):
        given = {name: getattr(found, name) for name in ("expires_on", "best_before_on", "supplier_code")}
        yield Verb(
            "edit",
            _("Edit"),
            address("lot_edit", found.pk),
            form=LotForm(initial=given, auto_id="id_edit_%s"),
            hidden={"version": found.version},
            icon="pencil",
            key="l",
        )


def _lying(by: By, found: Lot) -> list[Section]:
    rows = inventory_queries.placed_lot(by, found)
    return [Section(_("Where it lies"), SHELVES, rows, _("Nothing of it is in stock."))]


def _picked(by: By, found: Lot) -> list[Section]:
    rows = fulfilment_queries.tasks_holding(by, found.item_id, found.pk)
    stopped = found.standing(timezone.localtime(by.now).date()) != "usable"
    note = _("These shipments may not leave with it: cancel them, or answer their picks with 0.")
    return [Section(_("Being picked"), PICKED, rows, note=note if stopped else "")] if rows else []


def _short(by: By, found: Lot) -> list[Section]:
    """The orders that lost stock when it was stopped last, as the feed tells."""
    ids: list[UUID] = []
    for event in feed.about([found.pk], SHOWN):
        if event.name.startswith("inventory.lot_") and "short_orders" in event.data:
            ids = [UUID(str(one)) for one in event.data["short_orders"]]
            break
    rows = list(sales_queries.ORDERS.rows(by).filter(pk__in=ids).order_by("number")) if ids else []
    return [Section(_("Orders that lost stock when it changed last"), SHORT, rows)] if rows else []


def _origins(by: By, found: Lot) -> list[Section]:
    rows = purchasing_queries.receipt_lines_of_lot(by, found.pk)
    stored = purchasing_queries.store_lines_of_lot(by, found.pk)
    came = Section(_("Where it came from"), ORIGINS, rows, _("No delivery brought it: see its moves."))
    into_stores = Section(_("Came into suppliers’ stores"), INTO_STORES, stored)
    return [*([came] if rows or not stored else []), *([into_stores] if stored else [])]


def _gone(by: By, found: Lot) -> list[Section]:
    asked = {"lot": [str(found.pk)]}
    listed = reports_queries.LOT_DELIVERIES.page(by, filters=asked, limit=SHOWN)
    totals = []
    if listed.rows:
        sums = sums_of(reports_queries.LOT_DELIVERIES, by, asked, everything=True).by_name
        totals = [
            Total(label, sums[name][0][1], kind="quantity", strong=name == "kept")
            for name, label in (
                ("customers", _("Customers")),
                ("returned", _("Came back")),
                ("kept", _("Still there")),
            )
        ]
    return [
        Section(
            _("Who got it"),
            GONE,
            listed.rows,
            _("Nobody got any of it."),
            totals=totals,
            link=f"{address('lot_deliveries')}?lot={found.pk}",
            link_label=_("List to send, with parcels"),
        )
    ]


def _moves(by: By, found: Lot) -> list[Section]:
    listed = inventory_queries.MOVES.page(by, filters={"lot": [str(found.pk)]}, limit=SHOWN)
    return [
        Section(
            _("What moved"),
            MOVES_OF_LOT,
            with_documents(by, listed.rows),
            _("Nothing moved yet."),
            link=f"{address('moves')}?lot={found.pk}",
            link_label=_("All moves"),
        )
    ]


_PARTS: Sequence[tuple[str, Callable[[By, Lot], list[Section]]]] = (
    ("inventory.read", _lying),
    ("fulfilment.read", _picked),
    ("sales.read", _short),
    ("purchasing.read", _origins),
    ("sales.read", _gone),
    ("inventory.read", _moves),
)


@verb("inventory.quarantine_lot", back="office:lot", form=LotReasonForm)
def lot_quarantine(request: HttpRequest, by: By, form: LotReasonForm, pk: UUID) -> str:
    return _stopped(
        request,
        by,
        _("Quarantined."),
        inventory.quarantine_lot(by, lot_id=pk, reason=form.cleaned_data["reason"]),
    )


@verb("inventory.recall_lot", back="office:lot", form=LotReasonForm)
def lot_recall(request: HttpRequest, by: By, form: LotReasonForm, pk: UUID) -> str:
    return _stopped(
        request, by, _("Recalled."), inventory.recall_lot(by, lot_id=pk, reason=form.cleaned_data["reason"])
    )


@verb("inventory.release_lot", back="office:lot", form=LotReasonForm)
def lot_release(request: HttpRequest, by: By, form: LotReasonForm, pk: UUID) -> str:
    return _stopped(
        request, by, _("Released."), inventory.release_lot(by, lot_id=pk, reason=form.cleaned_data["reason"])
    )


def _stopped(request: HttpRequest, by: By, what: str, told: LotStopped) -> str:
    """What was done, and the orders that lost stock by it."""
    ids = {one.document_id for one in told.lost}
    rows = sales_queries.ORDERS.rows(by).filter(pk__in=ids).order_by("number") if ids else []
    numbers = [order.number for order in rows]
    parts = [what]
    if numbers:
        lost = ngettext(
            "%(n)s order lost stock: %(orders)s.", "%(n)s orders lost stock: %(orders)s.", len(numbers)
        )
        more = " …" if len(numbers) > NAMED else ""
        parts.append(lost % {"n": len(numbers), "orders": ", ".join(numbers[:NAMED]) + more})
    if told.picked:
        parts.append(_("Shipments being picked hold some of it: see below."))
    return done(request, " ".join(parts))


@verb("inventory.change_lot", back="office:lot", form=LotForm)
def lot_edit(request: HttpRequest, by: By, form: LotForm, pk: UUID) -> str:
    typed = dict(form.cleaned_data)
    version = request.POST.get("version", "")
    inventory.change_lot(
        by,
        lot_id=pk,
        version=int(version) if version.isdigit() else None,
        reason=typed.pop("reason"),
        **typed,
    )
    return done(request, _("Saved."))
