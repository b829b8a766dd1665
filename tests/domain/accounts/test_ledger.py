from datetime import timedelta
from decimal import Decimal as D

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from trade import BASE, NOW, TODAY
from tradepost.base.by import system
from tradepost.base.errors import Invalid
from tradepost.base.ids import new_id
from tradepost.domain.accounts import commands as accounts
from tradepost.domain.accounts import queries as accounts_queries
from tradepost.domain.accounts.commands import EntryInput, NoExchangeRate, PeriodIsClosed, PostingInput
from tradepost.domain.accounts.models import Entry, Posting
from tradepost.domain.accounts.rules import Ledger

pytestmark = pytest.mark.django_db
BY = system(NOW, "Test")
CUSTOMER = new_id(NOW)


def invoice(amount: str = "119", currency: str = BASE, on: object = TODAY, tax: str = "19") -> EntryInput:
    gross, part = D(amount), D(tax)
    return EntryInput(
        new_id(NOW),
        "invoice",
        new_id(NOW),
        on,  # type: ignore[arg-type]
        currency,
        [
            PostingInput(Ledger.RECEIVABLE, gross, CUSTOMER),
            PostingInput(Ledger.REVENUE, part - gross),
            PostingInput(Ledger.TAX, -part),
        ],
    )


def balances() -> dict[str, D]:
    return {row.code: row.balance for row in accounts_queries.trial_balance() if row.balance}


def test_an_invoice_debits_the_customer_and_credits_sales_and_tax() -> None:
    accounts.post(BY, entries=[invoice(), invoice("50", tax="0")])
    assert balances() == {"1200": D(169), "2200": D(-19), "4000": D(-150)}
    assert accounts_queries.receivable(CUSTOMER) == D(169)
    assert list(accounts_queries.differences()) == []


def test_foreign_money_keeps_its_rate_and_its_rounding_is_posted() -> None:
    accounts.set_rate(BY, rate_id=new_id(NOW), currency="GBP", valid_from=TODAY, rate=D("1.17345"))
    accounts.post(BY, entries=[invoice("100.01", "GBP", tax="33.35")])
    assert sum(balances().values()) == 0
    assert (balances()["1200"], balances()["5990"]) == (D("117.36"), D("-0.01"))
    assert Entry.objects.get().rate == D("1.17345")
    with pytest.raises(NoExchangeRate):
        accounts.post(BY, entries=[invoice(currency="GBP", on=TODAY - timedelta(days=1))])
    with pytest.raises(NoExchangeRate):
        accounts.post(BY, entries=[invoice(currency="CHF")])
    assert Entry.objects.count() == 1


def test_nothing_is_posted_into_a_closed_period() -> None:
    accounts.close_period(BY, open_from=TODAY)
    with pytest.raises(PeriodIsClosed), transaction.atomic():
        accounts.post(BY, entries=[invoice(), invoice(on=TODAY - timedelta(days=1))])
    assert Entry.objects.count() == 0
    accounts.post(BY, entries=[invoice()])
    with pytest.raises(Invalid):
        accounts.close_period(BY, open_from=TODAY - timedelta(days=30))


def test_an_entry_that_does_not_balance_cannot_be_written() -> None:
    lame = EntryInput(new_id(NOW), "invoice", new_id(NOW), TODAY, BASE, [PostingInput(Ledger.CASH, D(1))])
    with pytest.raises(ValueError, match="sum to zero"):
        accounts.post(BY, entries=[lame])
    nameless = [PostingInput(Ledger.RECEIVABLE, D(1)), PostingInput(Ledger.REVENUE, D(-1))]
    with pytest.raises(ValueError, match="name a party"):
        accounts.post(BY, entries=[EntryInput(new_id(NOW), "x", new_id(NOW), TODAY, BASE, nameless)])
    accounts.post(BY, entries=[invoice()])
    for harm in (
        lambda: Posting.objects.create(
            entry=Entry.objects.get(), account=Ledger.CASH, amount=D(1), base_amount=D(1)
        ),
        lambda: Posting.objects.update(amount=D(0)),
        lambda: Entry.objects.all()._raw_delete("default"),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            harm()
    assert list(accounts_queries.differences()) == []


def test_many_entries_cost_the_statements_of_one() -> None:
    counts = []
    for size in (1, 10, 500):
        entries = [invoice() for _ in range(size)]
        with CaptureQueriesContext(connection) as captured:
            accounts.post(BY, entries=entries)
        counts.append(len([q for q in captured if "SAVEPOINT" not in q["sql"]]))
    assert counts == [4, 4, 4]
