"""The paper of a return: what comes back, to be laid into the parcel."""

from django.utils import timezone

from tradepost.domain.parties import queries as parties_queries
from tradepost.domain.returns import queries as returns_queries
from tradepost.domain.returns.models import Return, ReturnLine
from tradepost.render.documents.amounts import in_unit
from tradepost.render.documents.company import address_of, company
from tradepost.render.papers import Address, Fact, Kind, Line, Paper


def return_slip(found: Return) -> Paper:
    """In the customer's language, to their address; the goods go to the warehouse named on it. Four statements."""
    us, order = company(), found.order
    terms = parties_queries.customer_terms(found.customer_id)
    facts = [
        Fact("order", order.number),
        *([Fact("your_order", order.customer_po)] if order.customer_po else []),
        Fact("customer_number", terms.number),
        Fact("reason", found.reason),
    ]
    return Paper(
        kind=Kind.RETURN_SLIP,
        number=found.number,
        company=us,
        issued_on=timezone.localtime(found.made_at).date(),
        to=address_of(order.shipping_address, order.customer_name),
        deliver_to=Address(f"{us.name}, {found.warehouse.name}", us.lines),
        locale=terms.language or "en",
        facts=tuple(facts),
        lines=tuple(_line(line) for line in returns_queries.return_lines(found.pk)),
        notes=(found.note,) if found.note else (),
    )


def _line(line: ReturnLine) -> Line:
    wanted = line.order_line
    return Line(
        position=str(line.position),
        code=wanted.sku,
        name=wanted.name,
        note=line.reason,
        lot=line.lot.code if line.lot else "",
        quantity=in_unit(line.quantity, wanted.unit_numerator, wanted.unit_denominator),
        unit=wanted.unit or line.item.base_unit,
    )
