"""A customer's number that stands on another order of theirs: said while it is typed."""

from django.utils.translation import gettext as _

from tradepost.base.by import By
from tradepost.domain.sales import queries as sales_queries
from tradepost.doors.office.parts.addresses import address
from tradepost.doors.office.parts.posted import Posted
from tradepost.doors.office.parts.standing import today_of
from tradepost.doors.office.sales.entry import line_id_of
from tradepost.render.formats import day_text


def same_po(by: By, sent: Posted) -> list[dict[str, str]]:
    """The notice, with a link to the newest of the others; none where the number is new or not given."""
    customer_id, number = line_id_of(sent.head.get("customer", "")), sent.head.get("customer_po", "").strip()
    if not number or customer_id is None:
        return []
    found = sales_queries.orders_with_po(by, customer_id, number, sent.id)[:1]
    return [
        {
            "tone": "warn",
            "text": _(
                "Their number %(po)s stands on order %(number)s of %(day)s too. Is this the same order again?"
            )
            % {"po": number, "number": one.number, "day": day_text(one.placed_at.date(), today_of(by))},
            "url": address("order", one.pk),
            "link": one.number,
        }
        for one in found
    ]
