"""Master data as it was: who changed which field from what to what, when, and by which door."""

from __future__ import annotations

import json
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone

from desk import Desk, count_of
from shop import Shop, open_shop, url
from tradepost.base.by import system
from tradepost.base.ids import new_id
from tradepost.domain.access import commands as access
from tradepost.domain.access import queries as access_queries
from tradepost.domain.access.models import User
from tradepost.domain.mails import commands as mails
from tradepost.domain.parties import commands as parties
from tradepost.domain.reports import queries as reports_queries

pytestmark = pytest.mark.django_db


@pytest.fixture
def shop() -> Shop:
    return open_shop()


def _customer(name: str = "Café Bramble") -> Any:
    by = system(timezone.now())
    return parties.create_customer(
        by, customer_id=new_id(by.now), name=name, currency="EUR", credit_limit=Decimal(500)
    )


def _said(page: reports_queries.HistoryPage) -> list[tuple[str, dict[str, tuple[Any, Any]]]]:
    return [
        (one.kind, {name: (was, (one.after or {}).get(name)) for name, was in one.before.items()})
        for one in page.changes
    ]


def test_a_change_is_told_field_by_field_the_newest_first(shop: Shop) -> None:
    by, bramble = system(timezone.now()), _customer()
    parties.change_customer(by, customer_id=bramble.pk, credit_limit=Decimal(900), name="Café Bramble & Son")
    parties.change_customer(by, customer_id=bramble.pk, credit_limit=Decimal(1200))
    told = _said(reports_queries.history_of(by, "customer", bramble.pk))
    assert [fields for kind, fields in told if kind == "customer"] == [
        {"credit_limit": (900, 1200)},
        {"credit_limit": (500, 900)},
    ]
    assert [fields for kind, fields in told if kind == "party"] == [
        {"name": ("Café Bramble", "Café Bramble & Son")}
    ]


@pytest.mark.django_db(transaction=True)
def test_the_page_says_who_by_which_door_and_what_it_was() -> None:
    # Not in one transaction: who did it is told by the fact of the same.
    bramble = _customer()
    desk = Desk("owner", name="Ingrid Sol")
    by = access_queries.by_of(User.objects.get(pk=desk.user_id), timezone.now())
    token = access.make_token(
        by, token_id=new_id(by.now), user_id=desk.user_id, name="x", expires_at=by.now + timedelta(days=1)
    )
    Client().patch(
        f"/api/v1/customers/{bramble.pk}",
        json.dumps({"credit_limit": "700"}),
        content_type="application/json",
        headers={"Authorization": f"Bearer {token.secret}"},
    )
    shown = desk.see(url("customer_history", bramble.pk))
    assert "Ingrid Sol API Café Bramble Customer Credit limit 500" in shown
    assert "→ 700" in shown
    assert url("customer_history", bramble.pk) in desk.get(url("customer", bramble.pk)).content.decode()


def test_what_somebody_did_in_the_database_itself_is_told_too(shop: Shop) -> None:
    bramble = _customer()
    with connection.cursor() as cursor:
        cursor.execute("update parties_customer set credit_limit = 1 where id = %s", [bramble.pk])
    # In a test all is one transaction, so that the fact of its making stands beside it; elsewhere nobody does.
    told = reports_queries.history_of(system(timezone.now()), "customer", bramble.pk).changes
    assert (told[0].before, told[0].after) == ({"credit_limit": 500}, {"credit_limit": 1})


def test_roles_of_a_user_are_told_by_their_words(shop: Shop) -> None:
    desk, walt = Desk("owner"), Desk("warehouse", name="Walt Jensen")
    desk.say(url("user_roles", walt.user_id), roles=["billing"])
    shown = desk.see(url("user_history", walt.user_id))
    assert "taken away" in shown
    assert "Warehouse" in shown


def test_the_list_of_all_is_for_the_owner_and_narrows(shop: Shop) -> None:
    bramble = _customer()
    desk, other = Desk("owner", name="Ingrid Sol"), Desk("owner", name="Vera Rep")
    form = {"name": "Walt J.", "email": "walt@sol.example"}
    desk.say(url("user_edit", other.user_id), **form)
    parties.change_customer(system(timezone.now()), customer_id=bramble.pk, credit_limit=Decimal(900))
    everything = desk.see(url("history"))
    assert "Credit limit" in everything
    assert "Walt J." in everything
    assert "Credit limit" not in desk.see(f"{url('history')}?kind=user")
    assert "Walt J." not in desk.see(f"{url('history')}?kind=user&until=2020-01-01").partition("Show")[2]
    assert Desk("sales").client.get(url("history")).status_code == 403
    assert Desk("viewer").client.get(url("history")).status_code == 403


def test_pages_follow_each_other_without_gap_or_double(shop: Shop) -> None:
    by, bramble = system(timezone.now()), _customer()
    for limit in range(1, 8):
        parties.change_customer(by, customer_id=bramble.pk, credit_limit=Decimal(limit))
    seen, after = [], ""
    while True:
        page = reports_queries.history_of(by, "customer", bramble.pk, after=after, limit=3)
        seen += [one.before["credit_limit"] for one in page.changes]
        after = page.older
        if not after:
            break
    assert seen == [6, 5, 4, 3, 2, 1, 500]


def test_it_costs_the_same_for_one_change_and_for_three(shop: Shop) -> None:
    by, bramble, desk = system(timezone.now()), _customer(), Desk("owner")
    parties.change_customer(by, customer_id=bramble.pk, credit_limit=Decimal(1))
    one = [count_of(desk, path) for path in (url("customer_history", bramble.pk), url("history"))]
    for limit in (2, 3):
        parties.change_customer(by, customer_id=bramble.pk, credit_limit=Decimal(limit), name=f"B {limit}")
    three = [count_of(desk, path) for path in (url("customer_history", bramble.pk), url("history"))]
    assert three == one


def test_the_text_of_a_mail_is_told_as_it_was(shop: Shop) -> None:
    by, desk = system(timezone.now()), Desk("owner")
    for title in ("Your invoice", "Your bill"):
        mails.set_template(by, kind="invoice", language="en", title=title, text="Hello {contact}")
    told = desk.see(f"{url('history')}?kind=template")
    assert "Invoice, English Text of a mail Title Your invoice → Your bill" in told


@pytest.mark.parametrize(
    "asked",
    ["after=x", "after=2026-01-01~1~1", "after=2026-01-01T00:00:00%2B00:00~9999999999999999999~1", "who=x", "kind=x",
     "since=x", "until=9999-12-31", "after=%00"],
)  # fmt: skip
def test_rubbish_in_the_address_breaks_nothing(shop: Shop, asked: str) -> None:
    assert Desk("owner").client.get(f"{url('history')}?{asked}").status_code in (200, 302)


def test_what_we_pay_is_told_to_who_may_know(shop: Shop) -> None:
    with_costs = {kept.kind for kept in reports_queries.open_kinds(system(timezone.now()))}
    sales = access_queries.by_of(User.objects.get(pk=Desk("sales").user_id), timezone.now())
    without = {kept.kind for kept in reports_queries.open_kinds(sales)}
    assert with_costs - without == {"supplier_item"}
