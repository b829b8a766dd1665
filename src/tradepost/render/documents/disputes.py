"""The paper of a dispute: what the customer said, of which goods, and what they are asked or told."""

from django.utils import timezone

from tradepost.domain.parties import queries as parties_queries
from tradepost.domain.service import queries as service_queries
from tradepost.domain.service.models import Dispute, DisputeLine
from tradepost.render.documents.amounts import in_unit
from tradepost.render.documents.company import address_of, company
from tradepost.render.papers import Fact, Kind, Line, Paper
from tradepost.render.papers.texts import language_of, text


def reason_text(found: Dispute, locale: str) -> str:
    """What is wrong, in the reader's language."""
    return text(f"reason.{found.reason}", language_of(locale))


def answer_of(found: Dispute) -> str:
    """What the customer is told: the question while it is their turn, how it ended once it has; else nothing yet."""
    return found.question if found.state == "waiting" else found.explanation


def dispute_paper(found: Dispute) -> Paper:
    """In the customer's language, to their address. Who cares for it, and about how much money, is said inside only."""
    order, terms = found.order, parties_queries.customer_terms(found.customer_id)
    locale = terms.language or "en"
    facts = [
        Fact(found.kind, found.document_number),
        *([Fact("order", order.number)] if found.kind != "order" else []),
        *([Fact("your_order", order.customer_po)] if order.customer_po else []),
        Fact("customer_number", terms.number),
        Fact("reason", reason_text(found, locale)),
    ]
    answer = answer_of(found)
    return Paper(
        kind=Kind.DISPUTE,
        number=found.number,
        company=company(),
        issued_on=timezone.localtime(found.opened_at).date(),
        to=address_of(order.billing_address or order.shipping_address, found.customer_name),
        locale=locale,
        facts=tuple(facts),
        lines=tuple(_line(line) for line in service_queries.dispute_lines(found.pk)),
        notes=(found.said, *([answer] if answer else [])),
    )


def _line(line: DisputeLine) -> Line:
    return Line(
        position=str(line.position),
        code=line.sku,
        name=line.name,
        quantity=in_unit(line.quantity, line.unit_numerator, line.unit_denominator),
        unit=line.unit or (line.item.base_unit if line.item else ""),
    )
