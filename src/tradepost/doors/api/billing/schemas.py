"""Invoices, credit notes and payments as JSON. Amounts are in the document's currency."""

from decimal import Decimal

from tradepost.domain.billing.commands import CreditLineInput
from tradepost.doors.api.charged import ChargeOut, charges_of
from tradepost.doors.api.fields import (
    AN_ID,
    Amount,
    AmountOut,
    Count,
    Day,
    DayOut,
    Id,
    IdOut,
    MomentOut,
    NumberOut,
    Percent,
    Price,
    Quantity,
    Weight,
    Word,
    Yes,
    about,
    text,
)
from tradepost.doors.api.shapes import In, Shape


class PartIn(In):
    """So much of a line."""

    line_id: Id = about("The line.", AN_ID)
    quantity: Count = about("Base units.", 12)


class CreditPartIn(PartIn):
    """So much of a line that is credited."""

    weight: Weight | None = about(
        "What it weighs in the line's unit, where it was billed by that; null: its share.", "13.2", None
    )


class InvoiceIn(In):
    """What is invoiced of a shipment or an order."""

    id: Id | None = about("Your id for the invoice: sent twice, it is one invoice.", AN_ID, None)
    lines: list[PartIn] | None = about(
        "Only so much of these lines; null: all that is open.", None, None, max_length=5000
    )
    invoiced_on: Day | None = about("The day on it; null: today.", "2031-05-04", None)

    def parts(self) -> list[tuple[object, int]] | None:
        """The parts as the commands take them."""
        return None if self.lines is None else [(line.line_id, line.quantity) for line in self.lines]


class InvoiceShipmentIn(In):
    """A shipment to be invoiced."""

    shipment_id: Id = about("The shipment.", AN_ID)
    id: Id | None = about("Your id for its invoice.", None, None)


class InvoiceShipmentsIn(In):
    """Shipments to be invoiced."""

    shipments: list[InvoiceShipmentIn] = about("One invoice each.", min_length=1, max_length=1000)
    invoiced_on: Day | None = about("The day on them; null: today.", "2031-05-04", None)


class CreditIn(In):
    """What is credited of an invoice."""

    id: Id | None = about("Your id for the credit note: sent twice, it is one.", AN_ID, None)
    lines: list[CreditPartIn] | None = about(
        "So much of these invoice lines; null: all that is left.", None, None, max_length=5000
    )
    reason: text(1000, 1) = about("Why; stands on it.", "two boxes were broken")  # type: ignore[valid-type]
    freight: Amount | None = about(
        "Freight, net; null: none, or with all lines all that is left.", "5.00", None
    )
    bill_again: Yes = about("The invoice was wrong: the goods wait to be invoiced anew.", False, False)
    credited_on: Day | None = about("The day on it; null: today.", "2031-05-04", None)


_Words = text(500)


class CreditLineIn(In):
    """What is credited without an invoice."""

    item_id: Id | None = about("The item; null: what `text` says.", AN_ID, None)
    text: _Words = about(  # type: ignore[valid-type]
        "What is credited, where it is no item; beside one, what stands instead of its name.",
        "Bonus 2031",
        "",
    )
    quantity: Quantity = about("How many of `unit`.", "2")
    unit: Word = about("One of the item's; empty: its base unit.", "case", "")
    unit_price: Price = about("Net, of one `unit`.", "10.00")
    discount_percent: Percent = about("Taken off the line.", "5", Decimal(0))
    tax_class: Word = about("Of what is no item; empty: standard goods.", "standard", "")


class IssueCreditIn(In):
    """A credit note that names no invoice. Stock is not touched: goods that come back are a return."""

    id: Id | None = about("Your id for it: sent twice, it is one credit note.", AN_ID, None)
    customer_id: Id = about("Whom you owe.", AN_ID)
    lines: list[CreditLineIn] = about("What for.", None, min_length=1, max_length=5000)
    reason: text(1000, 1) = about("Why; stands on it.", "bonus of the year")  # type: ignore[valid-type]
    credited_on: Day | None = about("The day on it, by which it is taxed; null: today.", "2031-05-04", None)
    customer_po: text(200) = about("Their own reference.", "PO-7781", "")  # type: ignore[valid-type]
    currency: text(3) = about("Empty: the customer's.", "USD", "")  # type: ignore[valid-type]

    def inputs(self) -> list[CreditLineInput]:
        """The lines as the command takes them."""
        return [CreditLineInput(**line.model_dump()) for line in self.lines]


class MatchIn(In):
    """So much of an invoice."""

    invoice_id: Id = about("The invoice.", AN_ID)
    amount: Amount = about("How much of it is paid.", "119.00")


class PaymentIn(In):
    """Money that came in."""

    id: Id | None = about("Your id for it: sent twice, it is one payment.", AN_ID, None)
    customer_id: Id = about("From whom.", AN_ID)
    amount: Amount = about("How much.", "119.00")
    paid_on: Day = about("When it came.", "2031-05-20")
    method: Word = about("How it came.", "transfer", "transfer")
    reference: Word = about("What they wrote.", "INV-1042", "")
    currency: text(3) = about("Empty: the customer's.", "EUR", "")  # type: ignore[valid-type]
    oldest_first: Yes = about("Matched to the oldest open invoices.", True, False)
    allocations: list[MatchIn] = about(
        "Or to these; what is left stays on account.", None, [], max_length=1000
    )


class DepositIn(In):
    """Money that came in for an order before its invoice."""

    id: Id | None = about("Your id for it.", AN_ID, None)
    amount: Amount = about("How much, in the order's currency.", "50.00")
    paid_on: Day = about("When it came.", "2031-05-04")
    method: Word = about("How it came.", "transfer", "transfer")
    reference: Word = about("What they wrote.", "SO-1042", "")


class AllocateIn(In):
    """What is left of a payment or credit note, matched to invoices."""

    id: Id | None = about("Your id for the act: sent twice, it is done once.", AN_ID, None)
    allocations: list[MatchIn] = about("To which invoices.", min_length=1, max_length=1000)


class ReverseIn(In):
    """A match that is taken back."""

    id: Id | None = about("Your id for the act.", None, None)


class InvoiceRow(Shape):
    """An invoice or credit note in a list."""

    id: IdOut = about("The document.")
    number: str = about("Without gaps.", "INV-1042")
    kind: str = about("invoice or credit_note.", "invoice")
    state: str = about("posted.", "posted")
    customer_id: IdOut = about("Who pays.")
    customer_name: str = about("The name as it was that day.", "Café Blum")
    customer_po: str = about("The customer's own number.", "PO-7781")
    rep_id: IdOut | None = about("Who looks after the customer.")
    order_id: IdOut | None = about("The order; null of a credit note that names no invoice.")
    credits_id: IdOut | None = about("The invoice that a credit note is for; null: it names none.")
    currency: str = about("Of all amounts.", "EUR")
    invoiced_on: DayOut = about("The day on it.")
    due_on: DayOut = about("The day by which all of it is to be paid.")
    net_total: AmountOut = about("The sum of the lines.")
    freight: AmountOut = about("Freight and all other charges, net.")
    tax_total: AmountOut = about("Tax of lines and freight.")
    rounding: str = about(
        "The rule its totals follow: lines are rounded and added; tax is rounded once per code and rate "
        "(`line-then-tax-code`) or once per line (`line-then-tax-line`).",
        "line-then-tax-code",
    )
    total: AmountOut = about("What is to be paid (or given back).")
    settled: AmountOut = about("What is paid (or used) of it.")
    open_amount: AmountOut = about("What is left.")
    made_at: MomentOut = about("When it was made.")
    version: int = about("Counts the changes; the number in the ETag.", 1)


class InvoiceLineOut(Shape):
    """A line of an invoice or credit note."""

    id: IdOut = about("The line.")
    position: int = about("From 1.", 1)
    order_line_id: IdOut | None = about("The order's line; null of a credit note that names no invoice.")
    shipment_line_id: IdOut | None = about("The shipment's line.")
    item_id: IdOut | None = about("The item; null: what `name` says.")
    sku: str = about("As ordered; empty: no item.", "TEA-1")
    name: str = about("As ordered, or what is credited.", "Assam, 500 g")
    quantity: int = about("Base units.", 24)
    credited: int = about("Base units credited.", 0)
    weight: NumberOut | None = about(
        "What it weighs in `unit`, where it is billed by that; null: by the piece."
    )
    unit: str = about("The unit of the price.", "case")
    unit_price: AmountOut = about("Per unit.")
    discount_percent: NumberOut = about("Of the line.")
    net: AmountOut = about("After all discounts.")
    gross_price: AmountOut | None = about(
        "Per unit with tax, where that was agreed; null: the price is net.", default=None
    )
    gross: AmountOut | None = about("What the line comes to with tax, where that was agreed.", default=None)
    tax_code: str = about("The kind of tax.", "S")
    tax_rate: NumberOut = about("Percent.")


class TaxOut(Shape):
    """The tax of a document, by code and rate."""

    code: str = about("The kind of tax.", "S")
    rate: NumberOut = about("Percent.")
    net: AmountOut = about("Of so much.")
    tax: AmountOut = about("So much.")


class AllocationOut(Shape):
    """A match of a payment or credit note with an invoice."""

    id: IdOut = about("The match.")
    payment_id: IdOut | None = about("The payment.")
    credit_note_id: IdOut | None = about("Or the credit note.")
    invoice_id: IdOut = about("The invoice.")
    amount: AmountOut = about("How much; below 0: taken back.")
    discount: AmountOut = about("What was kept back for early payment, and settled with it.")
    allocated_on: DayOut = about("When.")
    reverses_id: IdOut | None = about("The match that it takes back.")


class DueOut(Shape):
    """What of an invoice is to be paid when."""

    on: DayOut = about("The day.")
    amount: AmountOut = about("So much.")


class InvoiceOut(InvoiceRow):
    """An invoice or credit note, whole."""

    FROM = {"charges": charges_of}
    charges: list[ChargeOut] = about("What `freight` is made of; of a part of it the one figure.")

    terms_days: int = about("Days until it is due.", 30)
    dues: list[DueOut] = about("What is to be paid when, the first day first: one, or its instalments.")
    discount_until: DayOut | None = about("The last day on which less may be paid.")
    billing_address: str = about("As it was that day.")
    shipping_address: str = about("Where it went.")
    reason: str = about("Why it is credited.")
    lines: list[InvoiceLineOut] = about("By position.")
    taxes: list[TaxOut] = about("By code.")
    allocations: list[AllocationOut] = about("What was paid, the oldest first.")


class PaymentRow(Shape):
    """A payment in a list."""

    id: IdOut = about("The payment.")
    number: str = about("The number people say.", "PAY-1042")
    customer_id: IdOut = about("From whom.")
    order_id: IdOut | None = about("The order it is a deposit for.")
    currency: str = about("Of the amounts.", "EUR")
    amount: AmountOut = about("How much came.")
    allocated: AmountOut = about("How much is matched.")
    open_amount: AmountOut = about("What is left on account.")
    paid_on: DayOut = about("When it came.")
    method: str = about("How it came.", "transfer")
    reference: str = about("What they wrote.", "INV-1042")
    made_at: MomentOut = about("When it was entered.")
    version: int = about("Counts the changes; the number in the ETag.", 1)


class PaymentOut(PaymentRow):
    """A payment and what it paid."""

    allocations: list[AllocationOut] = about("The oldest first.")


class ToInvoiceOut(Shape):
    """A shipment that left and is not (wholly) invoiced."""

    shipment_id: IdOut = about("The shipment.")
    shipment_number: str = about("Its number.", "SH-1042")
    order_id: IdOut = about("The order.")
    order_number: str = about("Its number.", "SO-1042")
    customer_id: IdOut = about("Who pays.")
    customer_name: str = about("Their name.", "Café Blum")
    currency: str = about("Of the amount.", "EUR")
    shipped_at: MomentOut = about("When it left.")
    quantity: int = about("Base units to be invoiced.", 24)
    net: AmountOut = about("What they come to.")


class StatementLineOut(Shape):
    """A document on a statement."""

    day: DayOut = about("The day on it.")
    kind: str = about("invoice, credit_note, payment or discount.", "invoice")
    id: IdOut = about("The document.")
    number: str = about("Its number.", "INV-1042")
    reference: str = about("What belongs to it.")
    due_on: DayOut | None = about("When it is due.")
    debit: AmountOut = about("What they owe more.")
    credit: AmountOut = about("What they owe less.")
    open: AmountOut = about("What is left of it.")
    balance: AmountOut = about("What they owed after it.")
    parts: list[DueOut] = about("What of an invoice is due when, where that is more than one day.")


class StatementOut(Shape):
    """What happened on a customer's account in a range of days."""

    customer_id: IdOut = about("The customer.")
    customer_number: str = about("Our number.", "C-1007")
    customer_name: str = about("Their name.", "Café Blum")
    currency: str = about("Of all amounts.", "EUR")
    since: DayOut = about("The first day.")
    until: DayOut = about("The first day outside.")
    opening: AmountOut = about("What they owed before.")
    closing: AmountOut = about("What they owed after.")
    lines: list[StatementLineOut] = about("In order.")


class CreditOut(Shape):
    """What a customer owes and will owe, with those who share its limit. Base currency."""

    customer_id: IdOut = about("Whose limit it is: theirs, or that of the parent with whom they share it.")
    currency: str = about("Of all amounts.", "EUR")
    unpaid: AmountOut = about("Invoices less credit notes and payments; below 0: paid in advance.")
    unbilled: AmountOut = about("Shipped, not invoiced.")
    orders: AmountOut = about("Confirmed and not shipped, without what is paid before it leaves.")
    total: AmountOut = about("All of it.")
    credit_limit: AmountOut | None = about("Null: without limit.")
    free: AmountOut | None = about("What is left of the limit; below 0: it is exceeded.")
    oldest_due_on: DayOut | None = about("The first day on which something was to be paid that is not.")
    days_overdue: int = about("Since then.", 0)
    overdue_days: int | None = about("Orders are held after so many; null: age does not matter.", 30)


class AgeingOut(Shape):
    """What a customer owed at the end of a day, by days past due."""

    customer_id: IdOut = about("The customer.")
    customer_name: str = about("Their name.", "Café Blum")
    currency: str = about("Of all amounts.", "EUR")
    not_due: AmountOut = about("Not due yet.")
    days_1_to_30: AmountOut = about("Up to 30 days.")
    days_31_to_60: AmountOut = about("Up to 60 days.")
    days_61_to_90: AmountOut = about("Up to 90 days.")
    days_over_90: AmountOut = about("Longer.")
    on_account: AmountOut = about("Paid and not matched.")
    overdue: AmountOut = about("All that is past due.")
    total: AmountOut = about("What they owe in all.")
