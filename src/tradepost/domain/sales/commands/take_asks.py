from collections.abc import Mapping
from dataclasses import replace
from uuid import UUID

from tradepost.base.by import By
from tradepost.base.command import command
from tradepost.base.errors import Refusal
from tradepost.domain.sales import queries
from tradepost.domain.sales.commands.revise_quote import revise_quote
from tradepost.domain.sales.models import Quote, QuoteAsk
from tradepost.domain.sales.queries import OfferedInput
from tradepost.domain.sales.rules import is_free


class NothingAsked(Refusal):
    """The buyer asked for no other quantity and no other price."""


def _made(revision_id: UUID) -> Quote:
    return Quote.objects.get(pk=revision_id)


@command(once="revision_id", again=_made)
def take_asks(by: By, *, quote_id: UUID, revision_id: UUID) -> Quote:
    """Make the next revision, a draft, of what the buyer asked for last of each line, quantity and price.

    Lines struck are left out; all else is as it was offered. It can be changed before it is sent. Raises NothingAsked,
    and what `revise_quote` raises.
    """
    queries.quote_for_update(quote_id)
    wanted = queries.wanted_by_buyer(quote_id)
    if not wanted:
        raise NothingAsked("The buyer asked for no other quantity and no other price.")
    standing = [line for line in queries.quote_lines(quote_id) if not is_free(line.price_trace)]
    offered = zip(standing, queries.quote_as_offered(standing), strict=True)
    lines = [_as_asked(line, wanted.get(row.pk, {})) for row, line in offered]
    return revise_quote(
        by, quote_id=quote_id, revision_id=revision_id, lines=[line for line in lines if line is not None]
    )


def _as_asked(line: OfferedInput, asked: Mapping[str, QuoteAsk]) -> OfferedInput | None:
    if (ask := asked.get("quantity")) is not None and ask.quantity is not None:
        if ask.quantity == 0:
            return None
        line = replace(line, quantity=ask.quantity)
    if (ask := asked.get("unit_price")) is not None:
        # The buyer read a price with tax where the line has one, and means another such price.
        with_tax = line.gross_price is not None
        line = replace(line, unit_price=ask.unit_price, gross_price=ask.unit_price if with_tax else None)
    return line
