"""The page of a delivery into a supplier's store, and of what left one."""

from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tradepost.base.by import By
from tradepost.domain.access import queries as access_queries
from tradepost.domain.purchasing import queries as purchasing_queries
from tradepost.domain.purchasing.models import StoreDelivery, StoreWithdrawal
from tradepost.doors.office.pages import page
from tradepost.doors.office.parts.addresses import address
from tradepost.doors.office.parts.timeline import Subject, timeline
from tradepost.doors.office.parts.views import answer_document
from tradepost.doors.office.parts.waiting import waiting_for, waiting_section
from tradepost.doors.office.purchasing.store_screens import kind_of
from tradepost.render.screens.columns import Column
from tradepost.render.screens.document import DocumentPage, Fact, FactGroup, Node, Section, Stage, Total

BASE = settings.BASE_CURRENCY
_ITEM = Column("item.sku", gettext_lazy("Item"), "code", link=lambda row: address("item", row.item_id),
               note=lambda row: row.item.name)  # fmt: skip
_LOT = Column("lot.code", gettext_lazy("Lot"), "code",
              link=lambda row: address("lot", row.lot_id) if row.lot_id else "")  # fmt: skip
CAME = (
    _ITEM,
    _LOT,
    Column("lot.expires_on", gettext_lazy("Expires"), "day", priority=2),
    Column("quantity", gettext_lazy("Counted"), "quantity", unit="item.base_unit"),
    Column("quantity_left", gettext_lazy("Left of it"), "quantity"),
)
LEFT = (
    _ITEM,
    _LOT,
    Column(
        "store_line.delivery.number", gettext_lazy("Came by"), "code", priority=2,
        link=lambda row: address("store_delivery", row.store_line.delivery_id),
    ),
    Column("quantity", gettext_lazy("Quantity"), "quantity", unit="item.base_unit"),
)  # fmt: skip
PRICED = (
    Column("price", gettext_lazy("Price"), "price", currency="withdrawal.currency", priority=2,
           note=lambda row: row.unit or row.item.base_unit),
    Column("amount", gettext_lazy("Amount"), "money", currency="withdrawal.currency"),
)  # fmt: skip


@page("purchasing.read")
def store_delivery(request: HttpRequest, by: By, pk: UUID) -> HttpResponseBase:
    return answer_document(request, delivery_page(by, purchasing_queries.store_delivery(by, pk)))


def delivery_page(by: By, found: StoreDelivery) -> DocumentPage:
    store = found.warehouse
    sections = [Section(_("What came"), CAME, purchasing_queries.store_lines_of(found.pk))]
    if access_queries.may(by, "sales.read"):
        waiting, empty = waiting_for(by, found.pk), _("Nobody was promised any of it.")
        sections += waiting_section(by, found.pk, waiting, _("Who is promised it"), empty)
    note = (Fact(_("Note"), found.note),) if found.note else ()
    return DocumentPage(
        kind=_("Delivery into a store"),
        title=found.number,
        subtitle=found.supplier_name,
        subtitle_url=address("supplier", found.supplier_id),
        back_url=address("store_deliveries"),
        back_label=_("Deliveries into stores"),
        facts=(
            FactGroup(
                _("Delivery"),
                (
                    Fact(_("Store"), store.name, link=address("warehouse", store.pk)),
                    Fact(_("Delivery note"), found.delivery_note, "code"),
                    Fact(_("Received"), found.made_at, "moment"),
                    *note,
                ),
            ),
            FactGroup(
                _("Count"),
                (
                    Fact(_("Counted"), found.quantity, "quantity"),
                    Fact(
                        _("Left of it"),
                        getattr(found, "left", 0),
                        "quantity",
                        why=_("What is still the supplier’s: not taken over, missing or sent back."),
                    ),
                ),
            ),
        ),
        sections=sections,
        timeline=timeline({found.pk: Subject()}, 10),
    )


@page("purchasing.read")
def store_withdrawal(request: HttpRequest, by: By, pk: UUID) -> HttpResponseBase:
    return answer_document(request, withdrawal_page(by, purchasing_queries.store_withdrawal(by, pk)))


def withdrawal_page(by: By, found: StoreWithdrawal) -> DocumentPage:
    with_cost = access_queries.may(by, "catalog.read_cost") and found.kind != "sent_back"
    lines = purchasing_queries.withdrawal_lines_of(found.pk)
    for line in lines:
        line.withdrawal = found
    columns = (*LEFT, *PRICED) if with_cost else LEFT
    totals = [Total(_("Amount"), found.amount, found.currency, strong=True)] if with_cost else []
    deliveries = {line.store_line.delivery_id: line.store_line.delivery.number for line in lines}
    return DocumentPage(
        kind=str(kind_of(found)),
        title=found.number,
        subtitle=found.supplier_name,
        subtitle_url=address("supplier", found.supplier_id),
        back_url=address("store_withdrawals"),
        back_label=_("What left suppliers’ stores"),
        facts=_facts(found, with_cost),
        related=(
            Stage(
                _("Deliveries"),
                [Node(number, address("store_delivery", pk)) for pk, number in deliveries.items()],
            ),
            Stage(str(kind_of(found)), (Node(found.number, current=True),)),
            *_stated(by, found),
        ),
        sections=[Section(_("What left"), columns, lines, totals=totals)],
        timeline=timeline({found.pk: Subject()}, 10),
    )


def _stated(by: By, found: StoreWithdrawal) -> tuple[Stage, ...]:
    """The statement that told it, for those who may read it."""
    if found.statement is None or "warehouse" in by.scope or not access_queries.may(by, "catalog.read_cost"):
        return ()
    node = Node(found.statement.number, address("store_statement", found.statement_id))
    return (Stage(_("Statement"), (node,)),)


def _facts(found: StoreWithdrawal, with_cost: bool) -> list[FactGroup]:
    store = found.warehouse
    beside = store.beside
    went = (
        (Fact(_("Into"), beside.name, link=address("warehouse", beside.pk)),)
        if beside is not None and found.kind == "taken_over"
        else ()
    )
    groups = [
        FactGroup(
            _("Goods"),
            (
                Fact(_("Out of"), store.name, link=address("warehouse", store.pk)),
                *went,
                Fact(_("Booked"), found.left_on, "day"),
                Fact(_("Quantity"), found.quantity, "quantity"),
                *((Fact(_("Note"), found.note),) if found.note else ()),
            ),
        )
    ]
    if with_cost:
        foreign = (Fact(_("Rate"), found.rate, "number"),) if found.currency != BASE else ()
        told = found.statement.number if found.statement else _("not told to the supplier yet")
        groups.append(
            FactGroup(
                _("Owed"),
                (
                    Fact(_("Amount"), found.amount, "money", currency=found.currency),
                    *foreign,
                    Fact(_("In base currency"), found.value, "money", currency=BASE),
                    Fact(_("Statement"), told),
                ),
            )
        )
    return groups
