from decimal import Decimal
from uuid import UUID

from tradepost.base.by import By
from tradepost.base.command import command, publish
from tradepost.base.errors import Invalid
from tradepost.domain.sales import queries
from tradepost.domain.sales.events import QuoteAsked
from tradepost.domain.sales.flows import QUOTE
from tradepost.domain.sales.models import QuoteAsk

LONGEST, MOST = 2000, Decimal(1_000_000_000)


def _asked(ask_id: UUID) -> QuoteAsk:
    return QuoteAsk.objects.get(pk=ask_id)


@command(once="ask_id", again=_asked)
def ask_of_quote(
    by: By,
    *,
    ask_id: UUID,
    quote_id: UUID,
    line_id: UUID | None = None,
    quantity: Decimal | None = None,
    unit_price: Decimal | None = None,
    text: str = "",
) -> QuoteAsk:
    """Say something about a sent quote or a line of it: words, another quantity (0: strike it), another price.

    Nothing of the quote changes by it: whoever sells takes it over into a revision, or answers. Who says it is a
    buyer where the actor's scope is one customer. Raises Invalid, NotAllowed, NotFound.
    """
    quote = queries.quote_for_update(quote_id)
    QUOTE.next(quote.state, "accept")
    line = next((one for one in queries.quote_lines(quote_id) if one.pk == line_id), None)
    wrong = {}
    if line_id is not None and line is None:
        wrong["line_id"] = "Not a line of this quote."
    if len(text.strip()) > LONGEST:
        wrong["text"] = f"At most {LONGEST} characters."
    for name, value in (("quantity", quantity), ("unit_price", unit_price)):
        if value is not None and not (value.is_finite() and 0 <= value < MOST):
            wrong[name] = "0 or more."
        elif value is not None and line is None:
            wrong[name] = "Name a line."
    if not wrong and not text.strip() and quantity is None and unit_price is None:
        wrong["text"] = "Say something."
    if wrong:
        raise Invalid("This cannot be sent yet.", fields=wrong)
    ask = QuoteAsk.objects.create(
        id=ask_id,
        quote=quote,
        line=line,
        quantity=quantity,
        unit_price=unit_price,
        text=text.strip(),
        by=by.actor,
        from_buyer="customer" in by.scope,
        made_at=by.now,
    )
    publish(by, QuoteAsked(quote_id, ask_id, line.sku if line else "", quantity, unit_price, ask.text))
    return ask
