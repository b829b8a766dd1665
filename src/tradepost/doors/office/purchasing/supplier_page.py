"""The page of a supplier: terms, people, what it sells, what is on its way."""

from collections.abc import Iterator, Mapping, Sequence

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tradepost.base.by import By
from tradepost.base.ids import new_id
from tradepost.domain.access import queries as access_queries
from tradepost.domain.accounts import queries as accounts_queries
from tradepost.domain.inventory import queries as inventory_queries
from tradepost.domain.inventory.queries import Store
from tradepost.domain.parties.flows import SUPPLIER
from tradepost.domain.parties.models import Supplier
from tradepost.domain.parties.rules import AddressLines, address_text, is_tax_number_doubtful
from tradepost.domain.purchasing import queries as purchasing_queries
from tradepost.doors.office.parts.addresses import address
from tradepost.doors.office.parts.cards import Card, listed
from tradepost.doors.office.parts.mailing import EMAIL, dead_at, marked
from tradepost.doors.office.parts.timeline import Subject, timeline
from tradepost.doors.office.parts.trail import Trail
from tradepost.doors.office.purchasing.store_statements import statement_verb
from tradepost.doors.office.purchasing.supplier_forms import AddressForm, ContactForm, OfferForm
from tradepost.render.screens.columns import DAYS, Column
from tradepost.render.screens.document import DocumentPage, Fact, FactGroup, Notice, Section, Verb

SHOWN, NEWEST, MAPPED = 12, 8, 3

OFFERS = (
    Column("item.sku", gettext_lazy("Item"), "code", link=lambda row: address("item", row.item_id)),
    Column("item.name", gettext_lazy("Name")),
    Column("supplier_sku", gettext_lazy("Their number"), "code"),
    Column("price", gettext_lazy("Price"), "price", currency="supplier.currency"),
    Column("unit", gettext_lazy("Per"), value=lambda row: row.unit or row.item.base_unit),
    Column("pack", gettext_lazy("Holds"), "quantity", priority=3),
    Column("minimum_quantity", gettext_lazy("At least"), "quantity", priority=2),
    Column("lead_days", gettext_lazy("Lead time"), "quantity", unit=DAYS, priority=3),
    Column("preferred", gettext_lazy("First choice"), "flag", priority=2),
)
ORDERS = (
    Column(
        "number", gettext_lazy("Purchase order"), "code", link=lambda row: address("purchase_order", row.pk)
    ),
    Column("state", gettext_lazy("State"), "state"),
    Column("made_at", gettext_lazy("Entered"), "moment", priority=2),
    Column("expected_on", gettext_lazy("Expected"), "day"),
    Column("total", gettext_lazy("Total"), "money"),
)
STORES = (
    Column(
        "code", gettext_lazy("Store"), "code", link=lambda row: address("warehouse", row.warehouse_id),
        note=lambda row: row.name,
    ),
    Column("beside", gettext_lazy("Beside")),
    Column("items", gettext_lazy("Items"), "quantity"),
    Column("units", gettext_lazy("Lies there"), "quantity"),
)  # fmt: skip
PEOPLE = (
    Column("name", gettext_lazy("Name"), note=lambda row: row["title"]),
    EMAIL,
    Column("phone", gettext_lazy("Telephone"), "code"),
)


def _bought(by: By, supplier: Supplier) -> tuple[list[Section], Trail]:
    """What was ordered there and what they sell, as far as this person may know; and the way of the goods."""
    may = access_queries.may
    if not may(by, "purchasing.read"):
        return [], Trail(supplier.pk)
    asked = {"supplier": [str(supplier.pk)]}
    orders = listed(by, purchasing_queries.PURCHASE_ORDERS, "purchase_orders", asked, NEWEST)
    receipts = listed(by, purchasing_queries.RECEIPTS, "receipts", asked, MAPPED)
    sees_costs = may(by, "catalog.read_cost")
    columns = ORDERS if sees_costs else ORDERS[:-1]
    empty = _("Nothing was ordered yet.")
    sections = [
        Section(
            _("Purchase orders"),
            columns,
            orders.rows,
            empty,
            link=orders.url,
            link_label=_("All"),
            count=orders.count,
        )
    ]
    if sees_costs:
        offers = listed(by, purchasing_queries.SUPPLIER_ITEMS, "supplier_items", asked, SHOWN)
        empty = _("No offer yet. An offer says what an item costs here and how long it takes.")
        sections.append(
            Section(
                _("What they sell"),
                OFFERS,
                offers.rows,
                empty,
                link=offers.url,
                link_label=_("All offers"),
                count=offers.count,
            )
        )
    return sections, _around(supplier, orders, receipts)


def supplier_page(by: By, supplier: Supplier) -> DocumentPage:
    sections, around = _bought(by, supplier)
    stores = inventory_queries.stores_of(supplier.pk)
    sections += _stores(by, supplier, stores)
    dead = dead_at(supplier.party)
    people = marked(supplier.party.contacts.all(), dead)
    return DocumentPage(
        kind=_("Supplier"),
        title=supplier.party.name,
        subtitle=supplier.number,
        state=supplier.state,
        back_url=address("suppliers"),
        back_label=_("Suppliers"),
        verbs=list(_verbs(by, supplier, stores)),
        history_url=address("supplier_history", supplier.pk),
        notices=_notices(supplier),
        facts=_facts(by, supplier, dead),
        sections=[*sections, *([Section(_("People"), PEOPLE, people)] if people else [])],
        related=around.stages,
        timeline=timeline({**around.subjects, supplier.pk: Subject(), supplier.party_id: Subject()}, 20),
        version=supplier.version,
        subject=("supplier", supplier.pk),
    )


def _around(supplier: Supplier, orders: Card, receipts: Card) -> Trail:
    """The newest of what was ordered there and of what came, and what followed from what."""
    found = Trail(supplier.pk)
    found.add(
        _("Purchase orders"),
        [(one.pk, one.number, "purchase_order", one.state, "") for one in reversed(orders.rows[:MAPPED])],
        count=orders.count,
        all_url=orders.url,
    )
    found.add(
        _("Receipts"),
        [(one.pk, one.number, "receipt", "", one.delivery_note) for one in reversed(receipts.rows)],
        count=receipts.count,
        all_url=receipts.url,
    )
    found.link([(one.purchase_order_id, one.pk) for one in receipts.rows])
    return found


def _stores(by: By, supplier: Supplier, stores: Sequence[Store]) -> list[Section]:
    """Their goods that lie with us, for those who may see stock."""
    if not stores or not access_queries.may(by, "inventory.read"):
        return []
    link = f"{address('stock')}?supplier={supplier.pk}&lying=yes"
    return [Section(_("Their goods with us"), STORES, stores, link=link, link_label=_("Stock"))]


def _verbs(by: By, supplier: Supplier, stores: Sequence[Store]) -> Iterator[Verb]:
    may, pk = access_queries.may, supplier.pk
    allowed = SUPPLIER.allowed(supplier.state)
    if may(by, "purchasing.order_from_supplier") and supplier.state == "active":
        url = f"{address('purchase_order_new')}?supplier={pk}"
        yield Verb("order", _("New purchase order"), url, strong=True, method="get", icon="plus")
    if stores:
        yield from statement_verb(by, pk)
    if may(by, "parties.change_supplier"):
        yield Verb("edit", _("Edit"), address("supplier_edit", pk), method="get", icon="pencil", key="l")
    if may(by, "purchasing.set_supplier_items"):
        form = OfferForm(auto_id="id_offer_%s")
        yield Verb("offer", _("Add offer"), address("supplier_offer", pk), form=form, icon="tag")
    if may(by, "parties.add_address"):
        hidden = {"address_id": new_id(by.now)}
        form_ = AddressForm(auto_id="id_address_%s")
        yield Verb(
            "address",
            _("Add address"),
            address("supplier_address", pk),
            form=form_,
            hidden=hidden,
            icon="map-pin",
        )
    if may(by, "parties.add_contact"):
        hidden = {"contact_id": new_id(by.now)}
        person = ContactForm(auto_id="id_contact_%s")
        yield Verb(
            "contact",
            _("Add contact"),
            address("supplier_contact", pk),
            form=person,
            hidden=hidden,
            icon="user-plus",
        )
    if "block" in allowed and may(by, "parties.block_supplier"):
        final = _("Nothing new can be ordered there. What is on its way can still be received.")
        yield Verb("block", _("Block"), address("supplier_block", pk), confirm=final, danger=True, icon="ban")
    if "unblock" in allowed and may(by, "parties.unblock_supplier"):
        yield Verb("unblock", _("Unblock"), address("supplier_unblock", pk), strong=True, icon="circle-play")


def _notices(supplier: Supplier) -> list[Notice]:
    country = next((one.country for one in supplier.party.addresses.all() if one.country), "")
    if supplier.party.tax_number and is_tax_number_doubtful(supplier.party.tax_number, country):
        return [
            Notice(
                _("Its check digits or its shape do not fit the country. Ask for it again."),
                "warn",
                _("Doubtful tax number."),
            )
        ]
    return []


def _facts(by: By, supplier: Supplier, dead: Mapping[str, str]) -> tuple[FactGroup, ...]:
    party = supplier.party
    owed = accounts_queries.payable(supplier.pk) if access_queries.may(by, "accounts.read") else None
    return (
        FactGroup(
            _("Reach"),
            (
                Fact(
                    _("E-mail"),
                    party.email,
                    link=f"mailto:{party.email}" if party.email else "",
                    note=dead.get(party.email.lower(), ""),
                    edit="email",
                ),
                Fact(_("Telephone"), party.phone, "code", edit="phone"),
                Fact(_("Web"), party.website, edit="website"),
                Fact(_("Tax number"), party.tax_number, "code", edit="tax_number"),
            ),
        ),
        FactGroup(
            _("Addresses"),
            [Fact(one.get_kind_display(), _address(one, party.name)) for one in party.addresses.all()],
        ),
        FactGroup(
            _("Terms"),
            (
                Fact(_("Delivers within"), supplier.lead_days, "quantity", unit=_("days"), edit="lead_days"),
                Fact(_("We pay within"), supplier.terms_days, "quantity", unit=_("days"), edit="terms_days"),
                Fact(
                    _("Least order"),
                    supplier.minimum_order or None,
                    "money",
                    currency=supplier.currency,
                    edit="minimum_order",
                ),
                Fact(_("Currency"), supplier.currency),
                *(
                    (Fact(_("We owe"), owed, "money", currency=settings.BASE_CURRENCY),)
                    if owed is not None
                    else ()
                ),
            ),
        ),
    )


def _address(one: object, name: str) -> str:
    parts = {part: getattr(one, part) for part in AddressLines.__dataclass_fields__}
    return address_text(AddressLines(**{**parts, "name": parts["name"] or name}))
