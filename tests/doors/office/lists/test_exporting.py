"""A list as a file: short ones at once, long ones by a job; costs for who may see them; nothing runs as a formula."""

from __future__ import annotations

import io
from decimal import Decimal as D

import pytest
from python_calamine import CalamineWorkbook

from desk import Desk
from trade import Trade
from tradepost.base import kept_files
from tradepost.base.models import Job
from tradepost.domain.access import commands as access
from tradepost.domain.access.commands import GrantInput
from tradepost.domain.pricing import commands as pricing
from tradepost.domain.pricing.commands import TaxRuleInput
from tradepost.doors.office.lists import exporting
from tradepost.doors.worker.desk import Desk as JobDesk

pytestmark = pytest.mark.django_db
ORDERS = "/office/orders/"
JOB = "0199f0c0-0000-7000-8000-00000000000a"


@pytest.fixture
def trade() -> Trade:
    trade = Trade.open()
    trade.add_items("tea", stock=50, cost="2")
    trade.add_customer("=cmd|' /C calc'!A0")
    pricing.set_tax_rules(trade.by, rules=[TaxRuleInput("S", D(19))])
    return trade


def ask(desk: Desk, kind: str, path: str = ORDERS, query: str = "") -> str:
    given = {"path": path, "query": query, "format": kind, "job_id": JOB}
    answer = desk.client.post("/office/lists/export/", given)
    assert answer.status_code == 302
    return answer["Location"]


def rows_of(contents: bytes) -> list[list[object]]:
    return CalamineWorkbook.from_filelike(io.BytesIO(contents)).get_sheet_by_index(0).to_python()


def made(desk: Desk, kind: str, **given: str) -> bytes:
    """By the job: what the worker put away."""
    where = ask(desk, kind, **given)
    assert where == f"/office/jobs/{JOB}/"
    assert JobDesk({exporting.KIND: exporting.run}, beats=False).do_one()
    job = Job.objects.get(pk=JOB)
    assert job.state == "done", job.said
    return kept_files.fetch(job.file).read()


def test_a_short_list_comes_at_once_with_its_filter_and_columns(trade):
    mara, order = Desk("sales"), trade.order(("tea", 1))
    where = ask(mara, "xlsx", query="?state=confirmed&cols=number,total&sort=state,-total")
    assert where == f"{ORDERS}?state=confirmed&sort=state,-total&cols=number,total&export=xlsx"
    rows = rows_of(b"".join(mara.get(where).streaming_content))
    assert rows == [
        ["Number", "Total", "Total (currency)"],
        [order.number, float(order.total), order.currency],
    ]
    assert not Job.objects.exists()


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_a_long_list_is_made_by_a_job_and_no_cell_is_a_formula(trade, monkeypatch, kind):
    monkeypatch.setattr(exporting, "MOST_AT_ONCE", 1)
    mara, orders = Desk("sales"), [trade.order(("tea", 1)) for _ in range(2)]
    contents = made(mara, kind, query="?sort=number&cols=number,customer_name")
    if kind == "csv":
        lines = contents.decode("utf-8-sig").splitlines()
        assert lines[0] == "Number,Customer"
        assert lines[1:] == [f"{order.number},'=cmd|' /C calc'!A0" for order in orders]
    else:
        rows = rows_of(contents)
        assert [row[0] for row in rows[1:]] == [order.number for order in orders]
        assert rows[1][1] == "'=cmd|' /C calc'!A0"
    job = Job.objects.get()
    assert (job.said, job.done, job.total) == ("2 rows.", 2, 2)
    assert job.file_name.endswith(f".{kind}")


def test_costs_stand_in_the_file_of_who_may_see_them_only(trade, monkeypatch):
    monkeypatch.setattr(exporting, "MOST_AT_ONCE", 0)
    contents = made(Desk("sales"), "csv", path="/office/stock/", query="?cols=item.sku,value")
    assert "Value" not in contents.decode()
    Job.objects.all().delete()
    contents = made(Desk("owner"), "csv", path="/office/stock/", query="?cols=item.sku,value")
    assert "Value" in contents.decode()


def test_the_scope_of_who_asked_is_the_one_they_have_when_it_runs(trade, monkeypatch):
    monkeypatch.setattr(exporting, "MOST_AT_ONCE", 0)
    mara, order = Desk("sales"), trade.order(("tea", 1))
    ask(mara, "csv")
    access.set_roles(trade.by, user_id=mara.user_id, grants=[GrantInput("rep", "own_customers")])
    JobDesk({exporting.KIND: exporting.run}, beats=False).do_one()
    assert order.number not in kept_files.fetch(Job.objects.get().file).read().decode()


def test_a_format_or_a_list_that_is_none_is_refused(trade):
    mara = Desk("sales")
    assert mara.client.post("/office/lists/export/", {"path": ORDERS, "format": "exe"}).status_code == 302
    assert (
        mara.client.post("/office/lists/export/", {"path": "/office/users/", "format": "csv"}).status_code
        == 403
    )
    assert not Job.objects.exists()
