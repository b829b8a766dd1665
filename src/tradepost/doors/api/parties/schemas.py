"""Customers and suppliers as JSON."""

from decimal import Decimal

from tradepost.domain.parties.commands import AddressInput, ContactInput
from tradepost.domain.parties.rules import AUTOMATIC_HOLDS, SOURCING, TAX_ROUNDINGS
from tradepost.doors.api.fields import (
    AN_ID,
    Amount,
    AmountOut,
    Country,
    Currency,
    Id,
    IdOut,
    MomentOut,
    Name,
    Note,
    NumberOut,
    Percent,
    Word,
    Yes,
    about,
    new,
    one_of,
    text,
    whole,
)
from tradepost.doors.api.shapes import In, Shape

Days = whole(0, 3650)
TaxClass = one_of("standard", "exempt", "reverse")
OptionalCurrency = text(3)


class AddressIn(In):
    """An address."""

    id: Id | None = about("Your id for it.", None, None)
    kind: one_of("billing", "shipping") = about("What it is for.", "shipping", "billing")  # type: ignore[valid-type]
    name: Word = about("Whose door it is, if not the party's.", None, "")
    line1: Word = about("Street and number.", "Hauptstr. 1", "")
    line2: Word = about("More of it.", None, "")
    city: Word = about("The city.", "Köln", "")
    region: Word = about("State or province.", None, "")
    postal_code: Word = about("As they write it there.", "50667", "")
    country: Country = about("ISO 3166, two letters.", "DE", "")
    is_default: Yes = about("Taken when nobody says otherwise.", True, False)

    def typed(self) -> AddressInput:
        """The address as the command takes it."""
        return AddressInput(**self.model_dump(exclude={"id"}), address_id=self.id)


class AddressChange(In):
    """New values for an address; what is left out stays."""

    name: Word = new("Whose door it is.")
    line1: Word = new("Street and number.", "Hauptstr. 1")
    line2: Word = new("More of it.")
    city: Word = new("The city.", "Köln")
    region: Word = new("State or province.")
    postal_code: Word = new("As they write it there.", "50667")
    country: Country = new("ISO 3166, two letters.", "DE")
    is_default: Yes = new("True makes it the default one of its kind.", True)


class AddressOut(Shape):
    """An address."""

    id: IdOut = about("The address.")
    kind: str = about("billing or shipping.", "shipping")
    name: str = about("Whose door it is, if not the party's.")
    line1: str = about("Street and number.", "Hauptstr. 1")
    line2: str = about("More of it.")
    city: str = about("The city.", "Köln")
    region: str = about("State or province.")
    postal_code: str = about("As they write it there.", "50667")
    country: str = about("ISO 3166, two letters.", "DE")
    is_default: bool = about("Taken when nobody says otherwise.")
    version: int = about("Counts the changes.", 1)


class ContactIn(In):
    """A person."""

    id: Id | None = about("Your id for it.", None, None)
    name: Name = about("The name.", "Ada Blum")
    title: Word = about("What they do.", "Buyer", "")
    email: Word = about("The e-mail.", "ada@example.com", "")
    phone: Word = about("The phone number.", "+49 221 4710", "")

    def typed(self) -> ContactInput:
        """The contact as the command takes it."""
        return ContactInput(**self.model_dump(exclude={"id"}), contact_id=self.id)


class ContactOut(Shape):
    """A person."""

    id: IdOut = about("The contact.")
    name: str = about("The name.", "Ada Blum")
    title: str = about("What they do.", "Buyer")
    email: str = about("The e-mail.", "ada@example.com")
    phone: str = about("The phone number.", "+492214710")


class PartyIn(In):
    """What is said of customers and suppliers alike."""

    id: Id | None = about("Your id for it.", AN_ID, None)
    name: Word = about("The company's name; not needed with `party_id`.", "Café Blum", "")
    number: text(40) = about("Our number; empty: the next one.", "C-1007", "")  # type: ignore[valid-type]
    party_id: Id | None = about("A party that stands already, who is both.", None, None)
    tax_number: text(40) = about("VAT or tax number, checked.", "DE123456789", "")  # type: ignore[valid-type]
    email: Word = about("The company's e-mail.", "office@example.com", "")
    phone: text(40) = about("The company's phone number.", "+49 221 4711", "")  # type: ignore[valid-type]
    website: Word = about("The company's web site.", "https://example.com", "")
    language: text(10) = about("In which they are written to.", "de", "")  # type: ignore[valid-type]
    currency: OptionalCurrency = about("Of all their documents; empty: the base currency.", "EUR", "")
    terms_days: Days = about("Days until an invoice is due.", 30, 30)
    addresses: list[AddressIn] = about("Their addresses.", None, [], max_length=100)
    contacts: list[ContactIn] = about("Their people.", None, [], max_length=100)


class InstalmentIn(In):
    """A part of each invoice."""

    percent: Percent = about("So much of it; all parts together are 100.", "30")
    days: Days = about("Due so many days on.", 30)


class InstalmentOut(Shape):
    """A part of each invoice."""

    percent: NumberOut = about("So much of it.")
    days: int = about("Due so many days on.", 30)


class CustomerIn(PartyIn):
    """A customer to be made."""

    terms_month_end: Yes = about("Days count from the end of the invoice's month.", False, False)
    instalments: list[InstalmentIn] = about(
        "Paid in these parts; none: all after `terms_days`.", None, [], max_length=36
    )
    terms_discount_percent: Percent = about("Cash discount.", "2", Decimal(0))
    terms_discount_days: Days = about("When paid within so many days.", 10, 0)
    deposit_percent: Percent = about(
        "Of each order, paid before it leaves; 100: prepayment.", "30", Decimal(0)
    )
    overdue_days: Days | None = about(
        "Orders are held while an invoice is more than so many days overdue; null: as the company says.",
        30,
        None,
    )
    parent_id: Id | None = about("Whose branch they are.", None, None)
    shares_limit: Yes = about("They share the credit limit of `parent_id`.", False, False)
    po_required: Yes = about("Their orders need a `customer_po`; one without it is held.", False, False)
    least_order: Amount | None = about(
        "Their orders come to at least so much, net, in base currency; null: as the company says.", "50", None
    )
    no_holds: list[one_of(*AUTOMATIC_HOLDS)] = about(  # type: ignore[valid-type]
        "For these reasons their orders are not held by themselves.", ["stock"], [], max_length=10
    )
    credit_limit: Amount | None = about("Base currency; null: without limit.", "5000", None)
    group_id: Id | None = about("The customer group.", None, None)
    tax_class: TaxClass = about("How they are taxed.", "standard", "standard")
    tax_rounding: one_of("", *TAX_ROUNDINGS) = about(  # type: ignore[valid-type]
        "How the tax of their documents is rounded; empty: as the company says.", "line", ""
    )
    discount_percent: Percent = about("On every line.", "5", Decimal(0))
    rep_id: Id | None = about("Who looks after them.", None, None)
    ship_complete: Yes = about("Their orders leave only when whole.", False, False)
    minimum_fill_percent: whole(0, 100) = about("Of a line at least so much leaves at once; 0: any.", 80, 0)  # type: ignore[valid-type]
    minimum_shelf_days: Days = about("So many days their goods must still last.", 30, 0)
    warehouse_id: Id | None = about("Their own warehouse; null: the first.", None, None)
    sourcing: one_of("", *SOURCING) = about(  # type: ignore[valid-type]
        "How the other warehouses of their orders are chosen; empty: as the company says.", "own_first", ""
    )


class CustomersIn(In):
    """Customers to be made."""

    customers: list[CustomerIn] = about("Up to 1,000 customers.", min_length=1, max_length=1000)


class PartyChange(In):
    """New values; what is left out stays."""

    name: Name = new("The company's name.", "Café Blum")
    number: text(40, 1) = new("Our number.", "C-1007")  # type: ignore[valid-type]
    tax_number: text(40) = new("VAT or tax number, checked.", "DE123456789")  # type: ignore[valid-type]
    email: Word = new("The company's e-mail.", "office@example.com")
    phone: text(40) = new("The company's phone number.", "+49 221 4711")  # type: ignore[valid-type]
    website: Word = new("The company's web site.", "https://example.com")
    language: text(10) = new("In which they are written to.", "de")  # type: ignore[valid-type]
    currency: Currency = new("Of all new documents.", "EUR")
    terms_days: Days = new("Days until an invoice is due.", 30)


class CustomerChange(PartyChange):
    """New values for a customer; what is left out stays."""

    terms_month_end: Yes = new("Days count from the end of the invoice's month.", False)
    instalments: list[InstalmentIn] = new(
        "Paid in these parts; none: all after `terms_days`.", None, max_length=36
    )
    terms_discount_percent: Percent = new("Cash discount.", "2")
    terms_discount_days: Days = new("When paid within so many days.", 10)
    deposit_percent: Percent = new("Of each order, paid before it leaves; 100: prepayment.", "30")
    overdue_days: Days | None = new(
        "Orders are held while an invoice is more than so many days overdue; null: as the company says.", 30
    )
    parent_id: Id | None = new("Whose branch they are; null: nobody's.")
    shares_limit: Yes = new("They share the credit limit of `parent_id`.", False)
    po_required: Yes = new("Their orders need a `customer_po`; one without it is held.", False)
    least_order: Amount | None = new(
        "Their orders come to at least so much, net, in base currency; null: as the company says.", "50"
    )
    no_holds: list[one_of(*AUTOMATIC_HOLDS)] = new(  # type: ignore[valid-type]
        "For these reasons their orders are not held by themselves.", ["stock"], max_length=10
    )
    credit_limit: Amount | None = new("Base currency; null: without limit.", "5000")
    group_id: Id | None = new("The customer group; null: none.")
    tax_class: TaxClass = new("How they are taxed.", "standard")
    tax_rounding: one_of("", *TAX_ROUNDINGS) = new(  # type: ignore[valid-type]
        "How the tax of their documents is rounded; empty: as the company says.", "line"
    )
    discount_percent: Percent = new("On every line.", "5")
    rep_id: Id | None = new("Who looks after them; null: nobody.")
    ship_complete: Yes = new("Their orders leave only when whole.", False)
    minimum_fill_percent: whole(0, 100) = new("Of a line at least so much leaves at once; 0: any.", 80)  # type: ignore[valid-type]
    minimum_shelf_days: Days = new("So many days their goods must still last.", 30)
    warehouse_id: Id | None = new("Their own warehouse; null: the first.", None)
    sourcing: one_of("", *SOURCING) = new(  # type: ignore[valid-type]
        "How the other warehouses of their orders are chosen; empty: as the company says.", "own_first"
    )


class BlockIn(In):
    """Why."""

    reason: Note = about("In words; kept on the timeline.", "unpaid since March", "")


class CustomerRow(Shape):
    """A customer in a list."""

    FROM = {
        "name": "party.name",
        "tax_number": "party.tax_number",
        "email": "party.email",
        "phone": "party.phone",
        "website": "party.website",
        "language": "party.language",
    }

    id: IdOut = about("The customer.")
    party_id: IdOut = about("The company, which may be a supplier as well.")
    number: str = about("Our number.", "C-1007")
    name: str = about("The company's name.", "Café Blum")
    state: str = about("active or blocked.", "active")
    tax_number: str = about("VAT or tax number.", "DE123456789")
    email: str = about("The company's e-mail.", "office@example.com")
    phone: str = about("The company's phone number.", "+492214711")
    website: str = about("The company's web site.")
    language: str = about("In which they are written to.", "de")
    currency: str = about("Of all their documents.", "EUR")
    terms_days: int = about("Days until an invoice is due.", 30)
    terms_month_end: bool = about("Days count from the end of the invoice's month.", False)
    instalments: list[InstalmentOut] = about("Paid in these parts; none: all after `terms_days`.")
    terms_discount_percent: NumberOut = about("Cash discount.")
    terms_discount_days: int = about("When paid within so many days.", 0)
    deposit_percent: NumberOut = about("Of each order, paid before it leaves; 100: prepayment.")
    overdue_days: int | None = about(
        "Orders are held while an invoice is more than so many days overdue; null: as the company says.", 30
    )
    parent_id: IdOut | None = about("Whose branch they are.")
    shares_limit: bool = about("They share the credit limit of `parent_id`.", False)
    po_required: bool = about("Their orders need a `customer_po`; one without it is held.", False)
    least_order: AmountOut | None = about(
        "Their orders come to at least so much, net, in base currency; null: as the company says."
    )
    no_holds: list[str] = about("For these reasons their orders are not held by themselves.", ["stock"])
    credit_limit: AmountOut | None = about("Base currency; null: without limit.")
    group_id: IdOut | None = about("The customer group.")
    tax_class: str = about("How they are taxed.", "standard")
    tax_rounding: str = about(
        "How the tax of their documents is rounded; empty: as the company says.", "line"
    )
    discount_percent: NumberOut = about("On every line.")
    rep_id: IdOut | None = about("Who looks after them.")
    ship_complete: bool = about("Their orders leave only when whole.")
    minimum_fill_percent: int = about("Of a line at least so much leaves at once; 0: any.", 80)
    minimum_shelf_days: int = about("So many days their goods must still last.", 30)
    warehouse_id: IdOut | None = about("Their own warehouse; null: the first.")
    sourcing: str = about("How other warehouses are chosen; empty: as the company says.", "own_first")
    made_at: MomentOut = about("Since when we know them.")
    version: int = about("Counts the changes; the number in the ETag.", 1)


class CustomerOut(CustomerRow):
    """A customer with addresses and contacts."""

    addresses: list[AddressOut] = about("Their addresses.")
    contacts: list[ContactOut] = about("Their people.")


class SupplierIn(PartyIn):
    """A supplier to be made."""

    lead_days: Days = about("Usual days from order to arrival.", 7, 7)
    minimum_order: Amount = about("The least they deliver, in their currency.", "250", Decimal(0))


class SuppliersIn(In):
    """Suppliers to be made."""

    suppliers: list[SupplierIn] = about("Up to 1,000 suppliers.", min_length=1, max_length=1000)


class SupplierChange(PartyChange):
    """New values for a supplier; what is left out stays."""

    lead_days: Days = new("Usual days from order to arrival.", 7)
    minimum_order: Amount = new("The least they deliver, in their currency.", "250")


class SupplierRow(Shape):
    """A supplier in a list."""

    FROM = CustomerRow.FROM

    id: IdOut = about("The supplier.")
    party_id: IdOut = about("The company, which may be a customer as well.")
    number: str = about("Our number.", "S-1003")
    name: str = about("The company's name.", "Teehaus Nord")
    state: str = about("active or blocked.", "active")
    tax_number: str = about("VAT or tax number.", "DE123456789")
    email: str = about("The company's e-mail.", "office@example.com")
    phone: str = about("The company's phone number.", "+492214711")
    website: str = about("The company's web site.")
    language: str = about("In which they are written to.", "de")
    currency: str = about("Of all their documents.", "EUR")
    terms_days: int = about("Days until their bill is due.", 30)
    lead_days: int = about("Usual days from order to arrival.", 7)
    minimum_order: AmountOut = about("The least they deliver.")
    made_at: MomentOut = about("Since when we know them.")
    version: int = about("Counts the changes; the number in the ETag.", 1)


class SupplierOut(SupplierRow):
    """A supplier with addresses and contacts."""

    addresses: list[AddressOut] = about("Their addresses.")
    contacts: list[ContactOut] = about("Their people.")


class GroupIn(In):
    """A customer group to be made."""

    id: Id | None = about("Your id for it.", None, None)
    name: Name = about("Its name.", "Cafés")


class GroupOut(Shape):
    """A customer group."""

    id: IdOut = about("The group.")
    name: str = about("Its name.", "Cafés")


class BulkMade(Shape):
    """What was made of many."""

    ids: list[IdOut] = about("The ids, in the order of the request.")
