from collections.abc import Sequence
from decimal import Decimal
from uuid import UUID

from tradepost.base.by import By
from tradepost.base.command import command, publish
from tradepost.base.errors import ChangedMeanwhile, Invalid, NotFound
from tradepost.domain.sales import queries
from tradepost.domain.sales.commands.accept_quote import accept_quote
from tradepost.domain.sales.commands.order_quote import order_quote
from tradepost.domain.sales.events import QuoteSigned
from tradepost.domain.sales.models import Order


@command
def sign_share(
    by: By,
    *,
    share_id: UUID,
    quote_id: UUID,
    order_id: UUID,
    total: Decimal,
    signed_by: str,
    customer_po: str = "",
    chosen: Sequence[UUID] | None = None,
) -> Order:
    """The buyer signs what the link shows: the quote is accepted with these options, and ordered.

    `quote_id` and `total` are what was read: when another revision stands now, or what is chosen comes to something
    else, it is refused with ChangedMeanwhile. However often and from however many windows it is said, one link makes
    one order, and each is told the same. Raises NotFound for a link that does not open, and what `accept_quote` and
    `order_quote` refuse.
    """
    share = queries.share_for_update(share_id)
    if share.order_id is not None:
        return Order.objects.get(pk=share.order_id)
    if share.revoked_at is not None or by.now >= share.expires_at:
        raise NotFound("This link opens nothing.")
    name = " ".join(signed_by.split())
    if not 0 < len(name) <= 200:
        raise Invalid("Sign with your name.", fields={"signed_by": "Your name."})
    if queries.shared_quote(share).pk != quote_id:
        raise ChangedMeanwhile("The offer was changed meanwhile. Read what stands now, and sign again.")
    quote = accept_quote(by, quote_id=quote_id, accepted_by=name, customer_po=customer_po, chosen=chosen)
    if quote.total != total:
        raise ChangedMeanwhile("What you chose comes to another total. Read it, and sign again.")
    order = order_quote(by, quote_id=quote_id, order_id=order_id, customer_po=customer_po, confirm=True)
    share.signed_at, share.signed_by, share.order = by.now, name, order
    share.save(update_fields=["signed_at", "signed_by", "order"])
    publish(by, QuoteSigned(quote_id, share.pk, name, customer_po, order.pk))
    return order
