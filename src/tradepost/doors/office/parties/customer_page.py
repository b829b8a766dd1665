"""A customer all round: terms, credit, open orders and invoices, ages, addresses, people, prices."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from tradepost.base.by import By
from tradepost.base.ids import new_id
from tradepost.domain.access import queries as access_queries
from tradepost.domain.billing import queries as billing_queries
from tradepost.domain.inventory import queries as inventory_queries
from tradepost.domain.parties import queries as parties_queries
from tradepost.domain.parties.flows import CUSTOMER
from tradepost.domain.parties.models import Address, Customer
from tradepost.domain.parties.queries import CustomerTerms
from tradepost.domain.parties.rules import AddressLines, address_text
from tradepost.domain.pricing import queries as pricing_queries
from tradepost.domain.sales import queries as sales_queries
from tradepost.domain.sales.rules.credit import Exposure, over_limit
from tradepost.doors.office.parties.asked_of_orders import asked_of_orders
from tradepost.doors.office.parties.customer_documents import Documents, documents_of
from tradepost.doors.office.parties.forms import TAX_CLASSES, AddressForm, BlockForm, ContactForm
from tradepost.doors.office.parts.addresses import address
from tradepost.doors.office.parts.ages import ages
from tradepost.doors.office.parts.credit import credit_facts
from tradepost.doors.office.parts.exemptions import exemption_section
from tradepost.doors.office.parts.lot_rules import lot_section
from tradepost.doors.office.parts.mailing import EMAIL, dead_at, mail_url, marked
from tradepost.doors.office.parts.payterms import term_facts
from tradepost.doors.office.parts.rounded import ROUNDED
from tradepost.doors.office.parts.sourced import RULES
from tradepost.doors.office.parts.standing import today_of
from tradepost.doors.office.parts.timeline import Subject, timeline
from tradepost.doors.office.parts.with_tax import currency_words
from tradepost.render.screens.columns import Column
from tradepost.render.screens.document import (
    Badge,
    DocumentPage,
    Fact,
    FactGroup,
    Notice,
    Paper,
    Section,
    Verb,
)

CONSIGNED = (
    Column(
        "code", gettext_lazy("Warehouse"), "code", link=lambda row: address("warehouse", row.warehouse_id)
    ),
    Column("name", gettext_lazy("Name")),
    Column("items", gettext_lazy("Items"), "number"),
    Column("units", gettext_lazy("Lies there"), "quantity"),
)
Credit = tuple[CustomerTerms, Exposure]


def customer_page(by: By, customer: Customer) -> DocumentPage:
    """The customer with party, addresses, contacts and branches, and what is between us."""
    pk = customer.pk
    bills = access_queries.may(by, "billing.read")
    credit = _credit_of(pk) if bills else None
    dead = dead_at(customer.party)
    documents = documents_of(by, pk)
    around = documents.trail()
    return DocumentPage(
        kind=_("Customer"),
        title=customer.party.name,
        subtitle=customer.number,
        state=customer.state,
        badges=_badges(customer, documents),
        verbs=_verbs(by, customer),
        history_url=address("customer_history", customer.pk),
        notices=_notices(customer, credit, today_of(by)),
        facts=_facts(by, customer, credit, dead),
        sections=_sections(by, customer, documents, dead),
        related=around.stages,
        timeline=timeline({**around.subjects, pk: Subject(), customer.party_id: Subject()}, 14),
        papers=[Paper(_("Statement of account"), address("statement_pdf", pk))] if bills else [],
        mail_url=mail_url(by, "statement", pk),
        back_url=address("customers"),
        back_label=_("Customers"),
        version=customer.version,
        subject=("customer", customer.pk),
    )


def _badges(customer: Customer, documents: Documents) -> list[Badge]:
    group = customer.group
    found = [Badge(group.name, group.name, "quiet", "disc")] if group else []
    return [*found, Badge("disputed")] if documents.disputes and documents.disputes.rows else found


def _verbs(by: By, customer: Customer) -> list[Verb]:
    pk, active = customer.pk, customer.state == "active"
    allowed = CUSTOMER.allowed(customer.state)

    def may(name: str) -> bool:
        return access_queries.may(by, name)

    found = [
        Verb("order", _("New order"), f"{address('order_new')}?customer={pk}", method="get", strong=True,
             icon="shopping-basket") if active and may("sales.place_order") else None,
        Verb("edit", _("Edit"), address("customer_edit", pk), method="get", icon="pencil", key="l")
        if may("parties.change_customer") else None,
        Verb("quote", _("New quote"), f"{address('quote_new')}?customer={pk}", method="get", icon="file-pen-line")
        if active and may("sales.make_quote") else None,
        Verb("templates", _("Templates"), address("customer_templates", pk), method="get", icon="copy")
        if may("sales.read") else None,
        Verb("blankets", _("Blanket orders"), f"{address('blankets')}?customer={pk}", method="get",
             icon="clipboard-list") if may("sales.read") else None,
        Verb("codes", _("Their codes"), address("customer_codes", pk), method="get", icon="scan-barcode"),
        Verb("pay", _("Record payment"), f"{address('payment_new')}?customer={pk}", method="get", icon="banknote")
        if may("billing.record_payment") else None,
        Verb("credit", _("New credit note"), f"{address('credit_new')}?customer={pk}", method="get", icon="undo-2")
        if may("billing.issue_credit") else None,
        Verb("block", _("Block"), address("customer_block", pk), form=BlockForm(auto_id="id_block_%s"), danger=True,
             confirm=_("Nothing can be sold to them until somebody unblocks them."), icon="ban")
        if "block" in allowed and may("parties.block_customer") else None,
        Verb("unblock", _("Unblock"), address("customer_unblock", pk), strong=True, icon="circle-play")
        if "unblock" in allowed and may("parties.unblock_customer") else None,
    ]  # fmt: skip
    return [verb for verb in found if verb is not None]


def _credit_of(pk: UUID) -> Credit:
    terms = parties_queries.customer_terms(pk)
    return terms, sales_queries.exposure_of(terms)


def _notices(customer: Customer, credit: Credit | None, today: date) -> list[Notice]:
    if customer.state == "blocked":
        return [Notice(_("Nothing can be sold to them until somebody unblocks them."), "bad", _("Blocked."))]
    if credit is None:
        return []
    terms, exposure = credit
    found = []
    if over_limit(terms.credit_limit, exposure):
        text = _("What they owe and ordered is above the credit limit; new orders are held.")
        found.append(Notice(text, "warn", _("Over the limit.")))
    late = exposure.days_overdue(today)
    if terms.overdue_days is not None and late > terms.overdue_days:
        link = address("statement", customer.pk)
        text = _("The oldest of what is unpaid is %(days)s days overdue; new orders are held.") % {
            "days": late
        }
        found.append(Notice(text, "warn", _("Overdue."), link=link, link_label=_("Statement")))
    return found


def _facts(by: By, customer: Customer, credit: Credit | None, dead: Mapping[str, str]) -> list[FactGroup]:
    party = customer.party
    rep = access_queries.names_of([customer.rep_id]).get(customer.rep_id, "") if customer.rep_id else ""
    groups = [
        FactGroup(
            _("Contact"),
            [
                Fact(
                    _("E-mail"),
                    party.email,
                    link=f"mailto:{party.email}" if party.email else "",
                    note=dead.get(party.email.lower(), ""),
                    edit="email",
                ),
                Fact(
                    _("Telephone"),
                    party.phone,
                    link=f"tel:{party.phone}" if party.phone else "",
                    edit="phone",
                ),
                Fact(_("Tax number"), party.tax_number, "code", edit="tax_number"),
                Fact(_("Sold by"), rep),
            ],
        ),
        FactGroup(_("Terms"), _terms(customer)),
    ]
    if credit is not None:
        groups.append(
            FactGroup(
                pgettext("with a customer", "Credit"),
                _credit(customer, *credit),
                address("statement", customer.pk),
                _("Statement"),
            )
        )
    return groups


def _terms(customer: Customer) -> list[Fact]:
    whole = customer.ship_complete
    least = Decimal(customer.minimum_fill_percent) / 100 if customer.minimum_fill_percent else None
    off = customer.discount_percent / 100 if customer.discount_percent else None
    return [
        *term_facts(customer.terms, edit=True),
        Fact(_("Currency"), customer.currency, "code"),
        Fact(_("Tax"), dict(TAX_CLASSES).get(customer.tax_class, customer.tax_class), edit="tax_class"),
        Fact(_("Tax is rounded"), ROUNDED.get(customer.tax_rounding, ""), edit="tax_rounding", hides=True),
        Fact(_("Discount"), off, "percent", edit="discount_percent", hides=True),
        Fact(_("Ships"), _("only when complete") if whole else "", edit="ship_complete", hides=True),
        *_sources(customer),
        *asked_of_orders(customer),
        Fact(_("Least of a line"), least, "percent", edit="minimum_fill_percent", hides=True),
        Fact(
            _("Goods must last"),
            customer.minimum_shelf_days or None,
            "quantity",
            unit=_("days"),
            edit="minimum_shelf_days",
            hides=True,
        ),
    ]


def _sources(customer: Customer) -> list[Fact]:
    """Where their orders come from, as far as it is said."""
    found = []
    if customer.warehouse_id:
        found.append(Fact(_("Own warehouse"), inventory_queries.warehouse(customer.warehouse_id).name))
    if customer.sourcing:
        name, what = RULES[customer.sourcing]
        found.append(Fact(_("Other warehouses"), name, note=what))
    return found


def _credit(customer: Customer, terms: CustomerTerms, exposure: Exposure) -> list[Fact]:
    branches = [one for one in customer.branches.all() if one.shares_limit]
    facts = credit_facts(terms, exposure, shared=bool(branches) or customer.shares_limit)
    if customer.parent is not None:
        note = _("shares its credit limit") if customer.shares_limit else ""
        name, link = customer.parent.party.name, address("customer", customer.parent_id)
        facts.insert(0, Fact(_("Branch of"), name, link=link, note=note))
    if branches:
        names = ", ".join(sorted(one.party.name for one in branches))
        facts.insert(0, Fact(_("Shared with"), names))
    return facts


# ---- sections


def _sections(by: By, customer: Customer, documents: Documents, dead: Mapping[str, str]) -> list[Section]:
    sections = []
    if access_queries.may(by, "inventory.read"):
        sections += _consigned(by, customer)
    sections += documents.sections()
    if access_queries.may(by, "billing.read"):
        sections += _ages(by, customer)
    if access_queries.may(by, "pricing.read"):
        sections += [_prices(customer), exemption_section(by, customer.pk)]
    if access_queries.may(by, "fulfilment.read"):
        sections += lot_section(by, customer)
    return [*sections, _addresses(by, customer), _contacts(by, customer, dead)]


def _consigned(by: By, customer: Customer) -> list[Section]:
    """Our goods that lie with them; nothing is said where there are none."""
    rows = inventory_queries.consigned_to(customer.pk)
    link = f"{address('stock')}?customer={customer.pk}"
    title = _("Our goods with them")
    return (
        [Section(title, CONSIGNED, rows, link=link, link_label=_("Stock"), name="consigned")] if rows else []
    )


def _ages(by: By, customer: Customer) -> list[Section]:
    today = today_of(by)
    rows = billing_queries.ageing(today, customer.pk, by=by)
    if not rows:
        return []
    link = address("statement", customer.pk)
    return [
        Section(_("By age"), ages(by, today)[1:], rows, link=link, link_label=_("Statement"), name="ages")
    ]


def _prices(customer: Customer) -> Section:
    rows = [
        {
            "name": row.price_list.name,
            "url": address("price_list", row.price_list_id),
            "through": row.group.name if row.group else _("themselves"),
            "rank": row.rank,
            "currency": currency_words(row.price_list),
        }
        for row in pricing_queries.lists_for(customer.pk, customer.group_id)
    ]
    return Section(_("Price lists"), PRICES, rows, empty=_("They buy at list prices."), name="prices")


def _addresses(by: By, customer: Customer) -> Section:
    may_change = access_queries.may(by, "parties.change_address")
    rows = [_address_row(customer, one, may_change) for one in _in_order(customer.party.addresses.all())]
    verbs = []
    if access_queries.may(by, "parties.add_address"):
        form = AddressForm(auto_id="id_address_%s")
        hidden = {"address_id": new_id(by.now)}
        url = address("customer_address_add", customer.pk)
        verbs.append(Verb("address", _("Add address"), url, form=form, hidden=hidden, icon="plus"))
    empty = _("No address yet. Without one nothing can be sent.")
    return Section(_("Addresses"), ADDRESSES, rows, empty=empty, verbs=verbs, name="addresses")


def _in_order(rows: Any) -> list[Address]:
    return sorted(rows, key=lambda one: (one.kind, not one.is_default, one.pk))


def _address_row(customer: Customer, one: Address, may_change: bool) -> dict[str, Any]:
    lines = AddressLines(one.name, one.line1, one.line2, one.city, one.region, one.postal_code, one.country)
    return {
        "text": ", ".join(address_text(lines).splitlines()) or "–",
        "kind": _("Goods") if one.kind == "shipping" else _("Bills"),
        "is_default": one.is_default,
        "url": address("customer_address", customer.pk, one.pk) if may_change else "",
    }


def _contacts(by: By, customer: Customer, dead: Mapping[str, str]) -> Section:
    verbs = []
    if access_queries.may(by, "parties.add_contact"):
        form = ContactForm(auto_id="id_contact_%s")
        hidden = {"contact_id": new_id(by.now)}
        url = address("customer_contact_add", customer.pk)
        verbs.append(Verb("contact", _("Add contact"), url, form=form, hidden=hidden, icon="plus"))
    found = sorted(customer.party.contacts.all(), key=lambda one: (one.name.lower(), one.pk))
    people = marked(found, dead)
    return Section(
        _("Contacts"), CONTACTS, people, empty=_("Nobody is named yet."), verbs=verbs, name="contacts"
    )


PRICES = (
    Column("name", gettext_lazy("Price list"), link=lambda row: row["url"]),
    Column("through", gettext_lazy("Through")),
    Column("rank", gettext_lazy("Asked"), "number"),
    Column("currency", gettext_lazy("Currency"), "code"),
)
ADDRESSES = (
    Column("text", gettext_lazy("Address"), link=lambda row: row["url"]),
    Column("kind", gettext_lazy("For")),
    Column("is_default", gettext_lazy("Usual"), "flag"),
)
CONTACTS = (
    Column("name", gettext_lazy("Name"), note=lambda row: row["title"]),
    EMAIL,
    Column(
        "phone", gettext_lazy("Telephone"), link=lambda row: f"tel:{row['phone']}" if row["phone"] else ""
    ),
)
