"""The first day: steps that the books tick off, and examples in and out with one click each."""

from __future__ import annotations

import re
from decimal import Decimal as D
from typing import Any

import pytest
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from desk import Desk
from tradepost.base import sql
from tradepost.base.by import system
from tradepost.base.ids import new_id
from tradepost.domain.catalog import queries as catalog_queries
from tradepost.domain.parties import queries as parties_queries
from tradepost.domain.reports import queries as reports_queries
from tradepost.domain.sales import commands as sales
from tradepost.domain.sales.commands import LineInput

pytestmark = pytest.mark.django_db


def url(name: str, *args: Any) -> str:
    return reverse(f"office:{name}", args=args)


def steps(desk: Desk) -> dict[str, bool]:
    """The steps by title, and whether each is done."""
    html = desk.get(url("first_day")).content.decode()
    found = re.findall(r'<li class="tp-card tp-start-step([^"]*)".*?<h2>\d+\. ([^<]+)', html, re.DOTALL)
    return {title.strip(): "is-done" in css for css, title in found}


def books() -> list[tuple[str, int]]:
    tables = (
        "parties_customer", "parties_supplier", "parties_party", "parties_address", "parties_contact",
        "parties_customer_group", "catalog_category", "catalog_unit", "catalog_code", "pricing_price_list",
        "pricing_price_row", "purchasing_supplier_item",
    )  # fmt: skip
    return [(table, sql.rows(f"select count(*) from {table}")[0][0]) for table in tables]


def test_an_empty_company_begins_there_and_nobody_else() -> None:
    owner = Desk("owner")
    assert owner.get(url("today"), status=302).headers["Location"] == url("first_day")
    assert not any(steps(owner).values())
    assert "0 of 9 steps are done" in owner.see(url("first_day"))
    Desk("sales").get(url("today"))
    Desk("sales").get(url("first_day"), status=403)


def test_put_aside_it_is_found_again() -> None:
    owner = Desk("owner")
    assert "Put aside" in owner.say(url("first_day_dismiss"))
    assert owner.where == url("today")
    assert "The first day is not over" in owner.see(url("today"))
    assert "From nothing" in owner.see(url("settings"))
    owner.see(url("first_day"))


def test_examples_come_with_one_click_and_go_with_one() -> None:
    owner = Desk("owner")
    before = books()
    assert "examples are in the books" in owner.say(url("examples_in"))
    done = steps(owner)
    assert [title for title, is_done in done.items() if is_done] == [
        "Make a warehouse", "Bring in customers", "Bring in items", "Set prices", "Take in the opening stock",
    ]  # fmt: skip
    said = owner.say(url("examples_out"))
    assert said == "The examples are gone.", owner.see(url("first_day"))
    assert books() == before
    by = system(timezone.now())
    assert list(catalog_queries.ITEMS.rows(by)) == []
    assert catalog_queries.find_items("EX-TEA") == []
    assert sql.rows("select coalesce(sum(on_hand), 0), coalesce(sum(value), 0) from inventory_position") == [
        (0, D(0))
    ]
    assert [title for title, is_done in steps(owner).items() if is_done] == ["Make a warehouse"]
    connection.check_constraints()
    assert not list(reports_queries.verify())
    assert "examples are in the books" in owner.say(url("examples_in")), "and again"
    assert owner.say(url("examples_out")) == "The examples are gone."


def test_examples_that_were_used_stay_and_are_listed() -> None:
    owner = Desk("owner")
    owner.say(url("examples_in"))
    by = system(timezone.now())
    order = sales.place_order(
        by,
        order_id=new_id(by.now),
        customer_id=parties_queries.customer_ids(["EX-101"])["EX-101"],
        lines=[LineInput(catalog_queries.item_ids(["EX-CUP"])["EX-CUP"], D(2))],
        confirm=True,
    )
    said = owner.say(url("examples_out"))
    assert "but for" in said
    seen = owner.see(url("first_day"))
    assert "EX-101 Customers It is used: orders." in seen
    assert "EX-CUP Opening stock It is promised to orders." in seen
    assert [row.sku for row in catalog_queries.ITEMS.rows(by)] == ["EX-CUP"]
    assert sql.rows("select state from sales_order where id = %s", [order.id]) == [("confirmed",)]
    assert not list(reports_queries.verify())
