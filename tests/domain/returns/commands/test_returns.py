"""Goods come back: against what was shipped, into stock or scrap, credited on the invoice they were billed on."""

from collections.abc import Callable, Sequence
from decimal import Decimal as D
from uuid import UUID

import pytest

from small_warehouse import NOW, Trade, differences, everything, statements
from tradepost.base.errors import Invalid, NotFound, Refusal, SentTwiceDifferently
from tradepost.base.flows import NotAllowed
from tradepost.base.ids import new_id
from tradepost.domain.billing import commands as billing
from tradepost.domain.billing import queries as billing_queries
from tradepost.domain.fulfilment import queries as fulfilment_queries
from tradepost.domain.fulfilment.models import Shipment
from tradepost.domain.returns import commands as returns
from tradepost.domain.returns import queries
from tradepost.domain.returns.commands import ReturnLineInput
from tradepost.domain.returns.models import Return
from tradepost.domain.returns.rules import MoreThanShipped, NothingCameBack


def shipped(trade: Trade, *lines: tuple[str | UUID, int]) -> Shipment:
    return trade.ship(trade.order(*lines))


def line_of(shipment: Shipment, sku: str = "tea") -> UUID:
    return next(line.id for line in fulfilment_queries.shipment_lines(shipment.id) if line.item.sku == sku)


def request(trade: Trade, shipment: Shipment, *lines: ReturnLineInput) -> Return:
    return returns.request_return(
        trade.by, return_id=new_id(NOW), order_id=shipment.order_id, reason="Too many", lines=lines
    )


def authorised(trade: Trade, shipment: Shipment, *lines: ReturnLineInput) -> tuple[Return, list[UUID]]:
    one = request(trade, shipment, *lines)
    returns.authorise_return(trade.by, return_id=one.id)
    return one, [line.id for line in queries.return_lines(one.id)]


def receive(trade: Trade, one: Return, *lines: tuple[UUID, int, str]) -> Return:
    return returns.receive_return(trade.by, return_id=one.id, lines=lines)


def invoice(trade: Trade, shipment: Shipment) -> UUID:
    invoice_id = new_id(NOW)
    billing.invoice_shipment(trade.by, invoice_id=invoice_id, shipment_id=shipment.id)
    return invoice_id


def test_from_the_wish_to_the_credit(trade: Trade) -> None:
    trade.stock("tea", 10, cost="1.00")
    trade.stock("cup", 10, cost="0.50")
    shipment = shipped(trade, ("tea", 6), ("cup", 4))
    invoice_id = invoice(trade, shipment)
    books = trade.books()

    wanted = [ReturnLineInput(line_of(shipment), 3, "stale"), ReturnLineInput(line_of(shipment, "cup"), 2)]
    one, (tea, cup) = authorised(trade, shipment, *wanted)
    assert (one.number[:4], one.quantity_total, trade.shelf("tea")) == ("RMA-", 5, (4, 0, 0))
    back = receive(trade, one, (tea, 3, "restock"), (cup, 2, "scrap"))

    assert (back.state, back.received_total, back.value) == ("inspected", 5, D("4.00"))
    assert (trade.shelf("tea"), trade.shelf("cup")) == ((7, 0, 0), (6, 0, 0))
    assert trade.counters(shipment.order_id) == [(6, 0, 0, 6, 3), (4, 0, 0, 4, 2)]
    after = trade.books()
    assert after["COGS"] == books["COGS"] - 4
    assert after["STOCK"] == books["STOCK"] + 3
    assert after["STOCK_LOSS"] == D(1)
    assert differences() == []

    settled = returns.settle_return(trade.by, return_id=one.id)

    assert settled.state == "settled"
    credited = queries.credits_of(one.id)
    assert [(credit.line.position, credit.quantity) for credit in credited] == [(1, 3), (2, 2)]
    note = credited[0].credit_note
    assert (note.credits_id, note.net_total, note.reason) == (
        invoice_id,
        D(15),
        f"Return {one.number}: Too many",
    )
    assert trade.books()["REVENUE"] == books["REVENUE"] + 15
    assert trade.names(one.id) == [
        "returns.requested",
        "returns.authorised",
        "returns.received",
        "returns.inspected",
        "returns.settled",
    ]
    assert differences() == []
    assert list(billing_queries.differences()) == []


def test_goods_wait_in_quarantine_until_somebody_looked(trade: Trade) -> None:
    trade.stock("milk", 4, lot="a")
    trade.stock("tea", 6)
    shipment = shipped(trade, ("milk", 4), ("tea", 6))
    wanted = [ReturnLineInput(line_of(shipment, "milk"), 4), ReturnLineInput(line_of(shipment), 2)]
    one, (milk, tea) = authorised(trade, shipment, *wanted)

    back = receive(trade, one, (milk, 3, ""), (tea, 2, ""))
    assert (back.state, back.inspected_at, trade.shelf("milk")) == ("received", None, (0, 0, 0))
    assert differences() == []
    decided = returns.inspect_return(trade.by, return_id=one.id, lines=[(milk, "restock"), (tea, "scrap")])

    assert (decided.state, decided.inspected_at) == ("inspected", NOW)
    assert (trade.shelf("milk"), trade.shelf("tea")) == ((3, 0, 0), (0, 0, 0))
    found = [
        (line.received, line.disposition, line.lot and line.lot.code) for line in queries.return_lines(one.id)
    ]
    assert found == [(3, "restock", "a"), (2, "scrap", None)]
    assert trade.books() == {"STOCK": D(3), "COGS": D(5), "STOCK_LOSS": D(2)}
    assert differences() == []


def test_returned_goods_go_to_who_waits_for_them(trade: Trade) -> None:
    trade.stock("tea", 6)
    shipment = shipped(trade, ("tea", 6))
    waiting = trade.order(("tea", 2))
    one, (tea,) = authorised(trade, shipment, ReturnLineInput(line_of(shipment), 6))

    receive(trade, one, (tea, 6, "restock"))

    assert trade.shelf("tea") == (6, 2, 0)
    assert trade.release(waiting).asked_total == 2


def test_a_line_of_several_lots_says_which(trade: Trade) -> None:
    trade.stock("milk", 3, lot="a")
    trade.stock("milk", 3, lot="b")
    shipment = shipped(trade, ("milk", 6))
    milk = line_of(shipment, "milk")
    first, second = fulfilment_queries.shipped_lots([milk])[milk]
    before = everything()

    with pytest.raises(Invalid) as refused:
        request(trade, shipment, ReturnLineInput(milk, 2))
    assert everything() == before
    assert refused.value.facts["fields"] == {"lines.0.lot_id": "Say which of the shipped lots it is."}

    wanted = [ReturnLineInput(milk, 1, lot_id=first.lot_id), ReturnLineInput(milk, 2, lot_id=second.lot_id)]
    one, (a, b) = authorised(trade, shipment, *wanted)
    receive(trade, one, (a, 1, "restock"), (b, 2, "restock"))
    assert trade.shelf("milk") == (3, 0, 0)
    assert differences() == []


def test_the_shares_of_all_returns_are_the_cost(trade: Trade) -> None:
    trade.stock("tea", 3, cost="0.333333")
    shipment = shipped(trade, ("tea", 3))
    cost = shipment.value
    values = []
    for _ in range(3):
        one, (tea,) = authorised(trade, shipment, ReturnLineInput(line_of(shipment), 1))
        values.append(receive(trade, one, (tea, 1, "restock")).value)

    assert (sum(values), trade.books().get("COGS")) == (cost, None)
    assert differences() == []


def test_what_was_never_billed_is_settled_without_a_credit(trade: Trade) -> None:
    trade.stock("tea", 6)
    shipment = shipped(trade, ("tea", 6))
    one, (tea,) = authorised(trade, shipment, ReturnLineInput(line_of(shipment), 2))
    receive(trade, one, (tea, 2, "restock"))

    returns.settle_return(trade.by, return_id=one.id)

    assert queries.credits_of(one.id) == []
    assert invoice(trade, shipment)
    assert trade.books()["REVENUE"] == -4 * 3
    assert differences() == []


def test_the_credit_note_may_bear_an_id_of_the_caller(trade: Trade) -> None:
    trade.stock("tea", 6)
    shipment = shipped(trade, ("tea", 6))
    invoice(trade, shipment)
    one, (tea,) = authorised(trade, shipment, ReturnLineInput(line_of(shipment), 2))
    receive(trade, one, (tea, 2, "restock"))
    note_id = new_id(NOW)

    returns.settle_return(trade.by, return_id=one.id, credit_note_id=note_id)

    assert {credit.credit_note_id for credit in queries.credits_of(one.id)} == {note_id}


def test_a_wish_sent_twice_is_one_return(trade: Trade) -> None:
    trade.stock("tea", 6)
    shipment = shipped(trade, ("tea", 6))
    sent = {
        "return_id": new_id(NOW),
        "order_id": shipment.order_id,
        "reason": "Too many",
        "lines": [ReturnLineInput(line_of(shipment), 2)],
    }
    first = returns.request_return(trade.by, **sent)
    before = everything()

    assert returns.request_return(trade.by, **sent).number == first.number
    with pytest.raises(SentTwiceDifferently):
        returns.request_return(trade.by, **{**sent, "reason": "Broken"})
    assert everything() == before


def test_more_than_was_shipped_never_comes_back(trade: Trade) -> None:
    trade.stock("tea", 10)
    shipment = shipped(trade, ("tea", 6))
    tea = line_of(shipment)
    _received, (received,) = authorised(trade, shipment, ReturnLineInput(tea, 2))
    receive(trade, _received, (received, 2, "restock"))
    rejected = request(trade, shipment, ReturnLineInput(tea, 4))
    returns.reject_return(trade.by, return_id=rejected.id, reason="Used")
    request(trade, shipment, ReturnLineInput(tea, 3))
    before = everything()

    with pytest.raises(MoreThanShipped) as refused:
        request(trade, shipment, ReturnLineInput(tea, 2))

    assert everything() == before
    assert refused.value.facts["lines"] == {str(tea): 1}
    assert request(trade, shipment, ReturnLineInput(tea, 1)).quantity_total == 1


Lines = Callable[[Shipment, Shipment], Sequence[ReturnLineInput]]
WISHES: dict[str, tuple[Lines, dict[str, str]]] = {
    "nothing": (lambda own, other: [], {"lines": "At least one."}),
    "another order's": (
        lambda own, other: [ReturnLineInput(line_of(other), 1)],
        {"lines.0.shipment_line_id": "Not a shipped line of this order."},
    ),
    "all that is wrong": (
        lambda own, other: [ReturnLineInput(line_of(own), 0), ReturnLineInput(new_id(NOW), 1)],
        {
            "lines.0.quantity": "Must be more than 0.",
            "lines.1.shipment_line_id": "Not a shipped line of this order.",
        },
    ),
    "twice": (
        lambda own, other: [ReturnLineInput(line_of(own), 1), ReturnLineInput(line_of(own), 1)],
        {"lines.1.shipment_line_id": "Named twice."},
    ),
    "a lot it has not": (
        lambda own, other: [ReturnLineInput(line_of(own), 1, lot_id=new_id(NOW))],
        {"lines.0.lot_id": "Say which of the shipped lots it is."},
    ),
}


@pytest.mark.parametrize(("lines", "fields"), WISHES.values(), ids=WISHES.keys())
def test_request_refuses(trade: Trade, lines: Lines, fields: dict[str, str]) -> None:
    trade.stock("tea", 10)
    own, other = shipped(trade, ("tea", 2)), shipped(trade, ("tea", 2))
    wanted = lines(own, other)
    before = everything()

    with pytest.raises(Invalid) as refused:
        request(trade, own, *wanted)

    assert everything() == before
    assert refused.value.facts["fields"] == fields


def test_request_refuses_what_has_not_left_or_has_no_reason(trade: Trade) -> None:
    trade.stock("tea", 10)
    packed = trade.pack(trade.order(("tea", 2)))
    gone = shipped(trade, ("tea", 2))
    before = everything()

    with pytest.raises(Invalid):
        request(trade, packed, ReturnLineInput(line_of(packed), 1))
    asked = {"return_id": new_id(NOW), "lines": [ReturnLineInput(line_of(gone), 1)]}
    with pytest.raises(Invalid) as refused:
        returns.request_return(trade.by, order_id=gone.order_id, reason=" ", **asked)
    assert refused.value.facts["fields"] == {"reason": "Say why."}
    with pytest.raises(NotFound):
        returns.request_return(trade.by, order_id=new_id(NOW), reason="x", **asked)
    assert everything() == before


ARRIVALS: dict[str, tuple[type[Refusal], Callable[[UUID], list[tuple[UUID, int, str]]]]] = {
    "more than authorised": (Invalid, lambda tea: [(tea, 3, "restock")]),
    "unknown line": (Invalid, lambda tea: [(new_id(NOW), 1, "restock")]),
    "unknown disposition": (Invalid, lambda tea: [(tea, 1, "burn")]),
    "twice": (Invalid, lambda tea: [(tea, 1, "scrap"), (tea, 1, "restock")]),
    "nothing": (NothingCameBack, lambda tea: [(tea, 0, "restock")]),
}


@pytest.mark.parametrize(("refusal", "lines"), ARRIVALS.values(), ids=ARRIVALS.keys())
def test_receive_refuses(
    trade: Trade, refusal: type[Refusal], lines: Callable[[UUID], list[tuple[UUID, int, str]]]
) -> None:
    trade.stock("tea", 10)
    shipment = shipped(trade, ("tea", 6))
    one, (tea,) = authorised(trade, shipment, ReturnLineInput(line_of(shipment), 2))
    before = everything()

    with pytest.raises(refusal):
        receive(trade, one, *lines(tea))
    assert everything() == before


def test_inspect_decides_every_line(trade: Trade) -> None:
    trade.stock("tea", 10)
    trade.stock("cup", 10)
    shipment = shipped(trade, ("tea", 6), ("cup", 2))
    wanted = [ReturnLineInput(line_of(shipment), 3), ReturnLineInput(line_of(shipment, "cup"), 2)]
    one, (tea, cup) = authorised(trade, shipment, *wanted)
    receive(trade, one, (tea, 3, ""), (cup, 2, "restock"))
    before = everything()

    for lines in ([], [(tea, "burn")], [(tea, "scrap"), (cup, "scrap")]):
        with pytest.raises(Invalid):
            returns.inspect_return(trade.by, return_id=one.id, lines=lines)
    assert everything() == before


def test_only_what_the_flow_allows(trade: Trade) -> None:
    trade.stock("tea", 10)
    shipment = shipped(trade, ("tea", 6))
    asked = request(trade, shipment, ReturnLineInput(line_of(shipment), 1))
    received, (tea,) = authorised(trade, shipment, ReturnLineInput(line_of(shipment), 1))
    receive(trade, received, (tea, 1, "restock"))
    before = everything()
    by = trade.by
    refused: list[Callable[[], object]] = [
        lambda: receive(trade, asked, (tea, 1, "restock")),
        lambda: returns.inspect_return(by, return_id=asked.id, lines=[]),
        lambda: returns.settle_return(by, return_id=asked.id),
        lambda: returns.authorise_return(by, return_id=received.id),
        lambda: returns.reject_return(by, return_id=received.id, reason="late"),
        lambda: receive(trade, received, (tea, 1, "restock")),
    ]
    for step in refused:
        with pytest.raises(NotAllowed):
            step()
    with pytest.raises(Invalid):
        returns.reject_return(by, return_id=asked.id, reason=" ")
    with pytest.raises(NotFound):
        returns.authorise_return(by, return_id=new_id(NOW))
    assert everything() == before


@pytest.mark.parametrize("lines", [1, 3, 300])
def test_the_whole_way_takes_the_same_statements_for_any_number_of_lines(trade: Trade, lines: int) -> None:
    shipment = trade.ship(trade.order(*((item_id, 2) for item_id in trade.many_items(lines))))
    invoice(trade, shipment)
    wanted = [ReturnLineInput(line.id, 1) for line in fulfilment_queries.shipment_lines(shipment.id)]

    with statements() as to_request:
        one, ids = authorised(trade, shipment, *wanted)
    with statements() as to_receive:
        receive(trade, one, *((line_id, 1, "scrap" if n % 2 else "") for n, line_id in enumerate(ids)))
    undecided = [line.line_id for line in queries.undecided_lines(one.id)]
    with statements() as to_inspect:
        returns.inspect_return(
            trade.by, return_id=one.id, lines=[(line_id, "restock") for line_id in undecided]
        )
    with statements() as to_settle:
        returns.settle_return(trade.by, return_id=one.id)

    counts = [len(said) for said in (to_request, to_receive, to_inspect, to_settle)]
    # A return of one line has nothing to scrap: the adjustment is not made at all.
    assert counts == ([14, 24, 18, 30] if lines == 1 else [14, 32, 18, 30])
    assert differences() == []
