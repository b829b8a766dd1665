"""When a customer pays, on papers."""

from decimal import Decimal

from tradepost.domain.billing.models import Invoice
from tradepost.domain.parties.rules.terms import Terms, discount_on, terms_of
from tradepost.domain.sales.models import Order
from tradepost.render.papers.formats import day_text, money_text, quantity_text
from tradepost.render.papers.texts import language_of, text


def agreed(terms: Terms, locale: str) -> str:
    """The terms in a few words, for the head of a paper."""
    language = language_of(locale)
    if terms.parts:
        return text("terms.in_parts", language)
    words = "terms.month_end" if terms.month_end else "terms.days"
    return text(words, language).format(days=terms.days)


def deposit_note(order: Order, locale: str) -> tuple[str, ...]:
    """What is to be paid before an order leaves."""
    if not order.deposit:
        return ()
    amount = _money(order.deposit, order.currency, locale)
    return (text("terms.deposit", language_of(locale)).format(amount=amount),)


def due_notes(invoice: Invoice, locale: str) -> tuple[str, ...]:
    """What of an invoice is due when, where that is several days; and what is left of it for who pays early."""
    language, notes = language_of(locale), []
    if invoice.kind == "credit_note":
        return ()
    if invoice.parts:
        parts = [
            text("terms.part", language).format(
                amount=_money(due.amount, invoice.currency, locale), day=day_text(due.on, locale)
            )
            for due in invoice.dues
        ]
        notes.append(text("terms.parts", language).format(parts="; ".join(parts)))
    until, terms = invoice.discount_until, terms_of(invoice.terms_days, invoice.terms)
    if until and invoice.open_amount:
        left = invoice.open_amount
        kept = discount_on(terms, invoice.invoiced_on, until, left, invoice.currency)
        notes.append(
            text("terms.discount", language).format(
                day=day_text(until, locale),
                percent=quantity_text(terms.discount_percent.normalize(), locale),
                amount=_money(left - kept, invoice.currency, locale),
            )
        )
    return tuple(notes)


def _money(amount: Decimal, currency: str, locale: str) -> str:
    return f"{money_text(amount, currency, locale)} {currency}"
