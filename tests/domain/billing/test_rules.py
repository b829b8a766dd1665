"""What documents amount to, and what pays for what: tables of cases, no database."""

from datetime import date
from decimal import Decimal as D
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tradepost.base.money import ZERO
from tradepost.domain.billing.rules import (
    LineToBill,
    LineToCredit,
    Match,
    Open,
    OrderToBill,
    Tally,
    credit_amounts,
    in_turn,
    invoice_amounts,
)
from tradepost.domain.pricing.rules import Taxed, TaxLine

DAY = date(2026, 3, 16)


def order(freight: str = "0", currency: str = "EUR") -> OrderToBill:
    return OrderToBill(
        UUID(int=1), "SO-1", UUID(int=2), "Ann", "", None, currency, 30, {}, "", "", D(freight), "S", D(19)
    )


def to_bill(
    net: str, ordered: int, billed: int = 0, billed_net: str = "0", rate: str = "19", number: int = 12
) -> LineToBill:
    ids = [UUID(int=n) for n in (10, 11, 1, number, 13)]
    return LineToBill(
        *ids, "TEA", "Tea", "", 1, 1, D(1), D(0), "S", D(rate), ordered, D(net), billed, D(billed_net), ordered - billed
    )  # fmt: skip


def to_credit(net: str, quantity: int, credited: int = 0, rate: str = "19", number: int = 20) -> LineToCredit:
    return LineToCredit(
        UUID(int=number), UUID(int=12), None, UUID(int=13), "TEA", "Tea", "", 1, 1, D(1), D(0), "S", D(rate),
        quantity, D(net), credited,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("line", "quantity", "net"),
    [
        (to_bill("10.00", 3), 1, "3.33"),
        (to_bill("10.00", 3, 1, "3.33"), 1, "3.34"),
        (to_bill("10.00", 3, 2, "6.67"), 1, "3.33"),
        (to_bill("10.00", 3), 3, "10.00"),
        # a cent that an earlier correction took too much comes back
        (to_bill("10.00", 3, 2, "6.66"), 1, "3.34"),
        (to_bill("0.00", 5), 2, "0.00"),
    ],
)
def test_part_of_a_line(line: LineToBill, quantity: int, net: str) -> None:
    amounts = invoice_amounts(order(), [(line, quantity)], Tally())
    assert [billed.net for billed in amounts.lines] == [D(net)]


def test_yen_have_no_cents() -> None:
    amounts = invoice_amounts(order(currency="JPY"), [(to_bill("1000", 3), 1)], Tally())
    assert (amounts.net_total, amounts.tax_total, amounts.total) == (D(333), D(63), D(396))


@given(
    net=st.decimals(0, 10**7, places=2),
    parts=st.lists(st.integers(1, 50), min_size=1, max_size=8),
)
def test_parts_of_a_line_always_add_up_to_its_net(net: D, parts: list[int]) -> None:
    ordered, billed, billed_net = sum(parts), 0, ZERO
    for part in parts:
        line = to_bill(str(net), ordered, billed, str(billed_net))
        billed_net += invoice_amounts(order(), [(line, part)], Tally()).net_total
        billed += part
    assert billed_net == net


def test_two_invoices_in_one_run_follow_each_other_and_freight_goes_on_the_first() -> None:
    tally = Tally()
    line = to_bill("10.00", 3)
    first, second = (invoice_amounts(order("5.00"), [(line, part)], tally) for part in (1, 2))
    assert (first.net_total, first.freight, first.total) == (D("3.33"), D("5.00"), D("9.91"))
    assert (second.net_total, second.freight, second.total) == (D("6.67"), ZERO, D("7.94"))


def test_tax_is_rounded_once_per_code_and_includes_freight() -> None:
    nets = [("0.03", "19"), ("0.03", "19"), ("1.00", "7")]
    lines = [(to_bill(net, 1, rate=rate, number=n), 1) for n, (net, rate) in enumerate(nets)]
    amounts = invoice_amounts(order("0.04"), lines, Tally())
    assert amounts.taxes == (
        TaxLine("S", D(7), D("1.00"), D("0.07")),
        TaxLine("S", D(19), D("0.10"), D("0.02")),
    )


@given(
    net=st.decimals(0, 10**6, places=2),
    freight=st.decimals(0, 1000, places=2),
    parts=st.lists(st.integers(1, 30), min_size=1, max_size=6),
)
def test_crediting_in_parts_gives_back_exactly_the_invoice(net: D, freight: D, parts: list[int]) -> None:
    quantity = sum(parts)
    invoiced = invoice_amounts(order(str(freight)), [(to_bill(str(net), quantity), quantity)], Tally())
    credited, back = 0, ZERO
    before: list[Taxed] = []
    for at, part in enumerate(parts):
        amounts = credit_amounts(
            [(to_credit(str(net), quantity, credited), part)],
            freight=freight if at == 0 else ZERO,
            freight_tax=("S", D(19)),
            credited_before=before,
            currency="EUR",
        )
        credited += part
        back += amounts.total
        before += [Taxed(tax.net, tax.code, tax.rate) for tax in amounts.taxes]
        assert amounts.total == amounts.net_total + amounts.freight + amounts.tax_total
    assert back == invoiced.total


def open_(number: int, amount: str, day: date = DAY) -> Open:
    return Open(UUID(int=number), D(amount), day)


@pytest.mark.parametrize(
    ("sources", "invoices", "matches"),
    [
        ([(1, "100")], [(5, "30"), (6, "50")], [(1, 5, "30"), (1, 6, "50")]),
        ([(1, "40")], [(5, "30"), (6, "50")], [(1, 5, "30"), (1, 6, "10")]),
        ([(1, "20"), (2, "20")], [(5, "30"), (6, "50")], [(1, 5, "20"), (2, 5, "10"), (2, 6, "10")]),
        ([(1, "30"), (2, "1")], [(5, "30")], [(1, 5, "30")]),
        ([(1, "30")], [(5, "0"), (6, "10")], [(1, 6, "10")]),
        ([], [(5, "30")], []),
        ([(1, "30")], [], []),
    ],
)
def test_sources_are_used_up_in_turn(
    sources: list[tuple[int, str]], invoices: list[tuple[int, str]], matches: list[tuple[int, int, str]]
) -> None:
    found = in_turn([open_(*source) for source in sources], [open_(*invoice) for invoice in invoices])
    assert found == [Match(UUID(int=s), UUID(int=i), D(amount), DAY) for s, i, amount in matches]


def test_a_match_is_dated_on_the_later_of_its_two_documents() -> None:
    paid, invoiced = date(2026, 3, 1), date(2026, 3, 9)
    assert in_turn([open_(1, "5", paid)], [open_(2, "5", invoiced)])[0].on == invoiced
    assert in_turn([open_(1, "5", invoiced)], [open_(2, "5", paid)])[0].on == invoiced
