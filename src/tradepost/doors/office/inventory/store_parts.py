"""What the page of a warehouse says and offers where it is a supplier's store, or where one stands beside it."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tradepost.base.by import By
from tradepost.domain.access import queries as access_queries
from tradepost.domain.inventory.models import Warehouse
from tradepost.domain.purchasing import queries as purchasing_queries
from tradepost.doors.office.parts.addresses import address
from tradepost.render.screens.columns import Column
from tradepost.render.screens.document import Fact, FactGroup, Section, Verb

SHOWN = 50
LYING = (
    Column("sku", gettext_lazy("Item"), "code", link=lambda row: address("item", row.item_id),
           note=lambda row: row.name),
    Column("lot_code", gettext_lazy("Lot"), "code",
           link=lambda row: address("lot", row.lot_id) if row.lot_id else ""),
    Column("expires_on", gettext_lazy("Expires"), "day", priority=3),
    Column("since_on", gettext_lazy("Since"), "day", priority=2),
    Column("left", gettext_lazy("Lies there"), "quantity", unit="base_unit"),
    Column("promised", gettext_lazy("For orders"), "quantity"),
)  # fmt: skip


def store_facts(store: Warehouse) -> list[FactGroup]:
    """Whose it is, and where goods go that are taken over."""
    supplier, beside = store.supplier, store.beside
    assert supplier is not None
    assert beside is not None
    facts = (
        Fact(
            _("Store of"),
            supplier.party.name,
            link=address("supplier", supplier.pk),
            why=_("What lies here is the supplier’s, and worth nothing to us, until it is taken over."),
        ),
        Fact(
            _("Beside"),
            beside.name,
            link=address("warehouse", beside.pk),
            why=_("Orders of that warehouse are promised what lies here; what is taken over goes there."),
        ),
        Fact(_("What left"), _("All documents"), link=f"{address('store_withdrawals')}?warehouse={store.pk}"),
    )
    return [FactGroup(_("Supplier’s store"), facts)]


def beside_facts(found: Warehouse) -> list[FactGroup]:
    """The stores beside a warehouse of ours."""
    stores = getattr(found, "stores", [])
    facts = [Fact(one["supplier"], one["name"], link=address("warehouse", one["id"])) for one in stores]
    return [FactGroup(_("Suppliers’ stores beside it"), facts)] if facts else []


def store_verbs(by: By, store: Warehouse) -> list[Verb]:
    """What is done with a supplier's goods here."""
    if store.supplier_id is None:
        return []
    may, pk = access_queries.may, store.pk
    offered = (
        ("fill", _("Receive"), "purchasing.fill_store", "store_fill", "package-plus", "e"),
        ("take_over", _("Take over"), "purchasing.take_over", "store_take_over", "package-open", "t"),
        ("count", _("Count"), "purchasing.count_store", "store_count", "clipboard-check", ""),
        ("missing", _("Report missing"), "purchasing.report_missing", "store_missing", "triangle-alert", ""),
        ("send_back", _("Send back"), "purchasing.send_back_from_store", "store_send_back", "undo-2", ""),
    )
    return [
        Verb(name, label, address(url, pk), method="get", strong=name == "fill", icon=icon, key=key)
        for name, label, needs, url, icon, key in offered
        if may(by, needs)
    ]


def store_sections(by: By, store: Warehouse) -> list[Section]:
    """What is the supplier's here, and what of it orders were promised."""
    if store.supplier_id is None or not access_queries.may(by, "purchasing.read"):
        return []
    return [
        Section(
            _("The supplier’s goods"),
            LYING,
            purchasing_queries.in_store(store.pk, SHOWN),
            _("Nothing lies here. Receive a delivery."),
            link=f"{address('store_deliveries')}?warehouse={store.pk}",
            link_label=_("Deliveries"),
        )
    ]
