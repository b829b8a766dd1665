"""Quotes: one, its lines, its revisions and what changed between them, and the list."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from django.db.models import Q, QuerySet

from tradepost.base.by import By
from tradepost.base.errors import NotFound
from tradepost.base.finding import having
from tradepost.base.listing import NONE, Filter, Listing, Rows, Sum, choice, day_range, flag, reference
from tradepost.base.money import ZERO
from tradepost.domain.access import queries as access_queries
from tradepost.domain.pricing.rules import Taxed, tax_lines
from tradepost.domain.sales import rules
from tradepost.domain.sales.flows import QUOTE
from tradepost.domain.sales.models import Order, Quote, QuoteLine
from tradepost.domain.sales.queries.lines import OfferedInput


def visible_quotes(by: By) -> QuerySet[Quote]:
    """The quotes within the actor's scope; a customer sees none that was not sent yet."""
    rows = access_queries.scoped(Quote.objects.all(), by, rep="rep_id", customer="customer_id")
    return rows.exclude(state="draft") if "customer" in by.scope else rows


def quote(by: By, quote_id: UUID) -> Quote:
    """One revision the actor may see, with its customer. Raises NotFound."""
    found = visible_quotes(by).select_related("customer__party").filter(pk=quote_id).first()
    if found is None:
        raise NotFound("There is no such quote.")
    return found


def quote_for_update(quote_id: UUID) -> Quote:
    """One revision, locked until the command ends. Raises NotFound."""
    found = Quote.objects.select_for_update(no_key=True).filter(pk=quote_id).first()
    if found is None:
        raise NotFound("There is no such quote.")
    return found


def quote_lines(quote_id: UUID) -> list[QuoteLine]:
    """The lines of a revision by position."""
    return list(QuoteLine.objects.filter(quote_id=quote_id).order_by("position"))


def revisions_of(by: By, number: str) -> list[Quote]:
    """All revisions of a quote the actor may see, the newest first."""
    return list(visible_quotes(by).filter(number=number).order_by("-revision"))


def orders_of_quote(quote_id: UUID) -> list[Order]:
    """The orders that were made from it, the oldest first."""
    return list(Order.objects.filter(quote_id=quote_id).order_by("placed_at", "id"))


def changes_of(revision: Quote) -> list[rules.LineChange]:
    """What this revision changed against the one it replaces, by position; nothing for a first one."""
    return [] if revision.replaces_id is None else changes_between(revision.replaces_id, revision.pk)


def changes_between(before_id: UUID, after_id: UUID) -> list[rules.LineChange]:
    """Line by line, from one revision to another; one statement."""
    before: list[rules.QuotedLine] = []
    after: list[rules.QuotedLine] = []
    for line in QuoteLine.objects.filter(quote_id__in=[before_id, after_id]).order_by("position"):
        (after if line.quote_id == after_id else before).append(_quoted(line))
    return rules.changes_between(before, after)


_TERMS = (
    "valid_until",
    "requested_on",
    "order_discount_percent",
    "value_discount_percent",
    "freight",
    "shipping_address",
    "note",
    "terms_text",
    "net_total",
    "tax_total",
    "total",
)


def terms_changed(revision: Quote) -> dict[str, tuple[object, object]]:
    """What this revision changed beside its lines: field to (before, after); totals included."""
    if revision.replaces_id is None:
        return {}
    return terms_between(Quote.objects.get(pk=revision.replaces_id), revision)


def terms_between(before: Quote, after: Quote) -> dict[str, tuple[object, object]]:
    """What is different beside the lines: field to (before, after); totals included."""
    return {
        name: (getattr(before, name), getattr(after, name))
        for name in _TERMS
        if getattr(before, name) != getattr(after, name)
    }


def options_of(lines: Sequence[QuoteLine]) -> Decimal:
    """What the options would add, net: rules.options_net."""
    return rules.options_net([rules.Stand(line.kind, line.choice, line.chosen, line.net) for line in lines])


@dataclass(frozen=True, slots=True)
class Totals:
    """What some lines and freight come to, and how the freight is taxed."""

    freight_tax: tuple[str, Decimal]
    net: Decimal
    tax: Decimal
    total: Decimal


def totals_of(quote: Quote, lines: Sequence[Taxed]) -> Totals:
    """The lines that count, with the quote's freight; tax is rounded as it says."""
    as_goods = rules.freight_tax(lines)
    amounts = rules.with_freight(lines, quote.freight, as_goods)
    net = sum((line.net for line in lines), ZERO)
    tax = sum((one.tax for one in tax_lines(amounts, quote.currency, quote.tax_rounding)), ZERO)
    return Totals(as_goods, net, tax, net + quote.freight + tax)


def totals_if(quote: Quote, lines: Sequence[QuoteLine], chosen: Collection[UUID]) -> Totals:
    """What a quote would come to with these of its options."""
    taken = [line for line in lines if line.kind == "firm" or line.pk in chosen]
    return totals_of(quote, [line.taxed for line in taken])


def lines_left(lines: Sequence[QuoteLine]) -> list[QuoteLine]:
    """Those of which something may still be ordered."""
    return [line for line in lines if line.left > 0]


def _quoted(line: QuoteLine) -> rules.QuotedLine:
    return rules.QuotedLine(
        line.item_id,
        line.sku,
        line.name,
        line.typed_quantity,
        line.unit,
        line.unit_price,
        line.discount_percent,
        line.requested_on,
        line.note,
        line.net,
        line.section,
        line.kind,
        line.choice,
        line.chosen,
    )


def quote_as_typed(quote_id: UUID) -> list[OfferedInput]:
    """The lines to be priced again: only prices and discounts that were typed are kept."""
    return [
        _input(line, keep_price=bool(line.price_trace.get("typed")))
        for line in quote_lines(quote_id)
        if not rules.is_free(line.price_trace)
    ]


def quote_as_offered(lines: Sequence[QuoteLine]) -> list[OfferedInput]:
    """The lines at the offered prices and discounts, wherever they came from."""
    return [_input(line, keep_price=True, keep_discount=True) for line in lines]


def _input(line: QuoteLine, *, keep_price: bool, keep_discount: bool = False) -> OfferedInput:
    keep_discount = keep_discount or line.price_trace.get("discount") == "typed"
    return OfferedInput(
        line.item_id,
        line.typed_quantity,
        line.unit,
        line.unit_price if keep_price else None,
        line.discount_percent if keep_discount else None,
        line.requested_on,
        line.note,
        is_net=keep_price and bool(line.price_trace.get("is_net")),
        gross_price=line.gross_price if keep_price else None,
        section=line.section,
        kind=line.kind,
        choice=line.choice,
        chosen=line.chosen,
    )


def _lost_for(rows: Rows, values: list[str]) -> Rows:
    """By the codes of the reasons; `none`: declined without one."""
    return rows.filter(state="declined", lost_for__in=["" if value == NONE else value for value in values])


QUOTES: Listing[Quote] = Listing(
    name="quotes",
    rows=visible_quotes,
    sorts={
        "made_at": ("made_at", "id"),
        "number": ("number", "revision"),
        "customer": ("customer_name", "made_at"),
        "total": ("total",),
        "state": ("state", "made_at"),
        "valid_until": ("valid_until",),
    },
    default_sort="-made_at",
    filters={
        "state": choice("State", "state", QUOTE.states),
        "customer": reference("Customer", "customer_id"),
        "rep": reference("Sales rep", "rep_id"),
        "made": day_range("Made", "made_at"),
        "valid_until": day_range("Valid until", "valid_until"),
        "sent": day_range("Sent", "sent_at"),
        "lost_for": Filter("Declined for", _lost_for, "text"),
        "currency": Filter("Currency", lambda rows, values: rows.filter(currency__in=values), "text"),
        "current": flag("Newest revision", ~Q(state="superseded")),
    },
    search=lambda rows, text: rows.filter(having(text)),
    sums={
        "total": Sum("Total", "total", "currency"),
        "net": Sum("Net", "net_total", "currency"),
        "quotes": Sum("Quotes", "pk", distinct=True),
    },
    subject="pk",
)
