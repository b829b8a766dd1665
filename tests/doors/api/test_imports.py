"""Imports by the API: a file or rows brought, corrected, tried, brought into the books, taken back."""

from __future__ import annotations

import base64
from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any
from uuid import uuid4

import pytest

from doors.api.people import Api, sign_in
from tradepost.base import sql
from tradepost.domain.access.commands import GrantInput
from tradepost.doors.worker.desk import Desk
from unchanged import unchanged

pytestmark = pytest.mark.django_db
HEADING = ["Kunden-Nr", "Firma", "Land"]
ROWS = [["K1", "Bäckerei Groß", "DE"], ["K2", "Café Blüm", "AT"], ["K3", "Falsch", "Nirgendwo"]]


def work() -> None:
    """The worker does what people asked for."""
    desk = Desk(beats=False)
    while desk.do_one():
        pass


def bring(api: Api, rows: list[list[str]] = ROWS, **more: Any) -> dict[str, Any]:
    answer = api.post("/imports", {"kind": "customers", "heading": HEADING, "rows": rows, **more})
    assert answer.status_code == 201, answer.said
    return answer.said


def do(api: Api, path: str, verb: str) -> dict[str, Any]:
    """Ask for it, let the worker do it, and look."""
    answer = api.post(f"{path}/{verb}")
    assert (answer.status_code, answer.said["work"]["state"]) == (202, "queued"), answer.said
    work()
    return api.get(path).said


def customers() -> list[tuple[str, str]]:
    return sql.rows(
        "select c.number, p.name from parties_customer c join parties_party p on p.id = c.party_id order by 1"
    )


@pytest.fixture
def standing(trade: Any) -> list[tuple[str, str]]:
    """The customers before anything is brought in."""
    return customers()


def test_rows_are_brought_corrected_tried_kept_and_taken_back(api: Api, standing: Any) -> None:
    found = bring(api, id=str(uuid4()))
    path = f"/imports/{found['id']}"
    assert found["columns"][1] == {"heading": "Firma", "field": "name"}
    assert (found["state"], found["counts"]["made"], found["work"]) == ("draft", 0, None)
    shown = api.get(f"{path}/columns").said
    assert shown["columns"][0]["samples"] == ["K1", "K2", "K3"]
    assert [(row["number"], row["cells"][1]["text"]) for row in shown["rows"]][:2] == [
        (2, "Bäckerei Groß"), (3, "Café Blüm"),
    ]  # fmt: skip
    corrected = api.patch(path, {"columns": [{"heading": "Kunden-Nr", "field": ""}]})
    assert corrected.said["columns"][0]["field"] == ""
    api.patch(path, {"columns": [{"heading": "Kunden-Nr", "field": "number"}]})

    tried = do(api, path, "check")
    assert (tried["state"], tried["work"]["said"]) == ("checked", "2 of 3 rows can be brought in.")
    assert (tried["counts"]["made"], tried["counts"]["refused"]) == (2, 1)
    assert customers() == standing
    refused = api.get(f"{path}/rows?verdict=refused").said["items"]
    assert [(row["number"], row["stage"], row["cells"]) for row in refused] == [(4, "checked", ROWS[2])]
    assert "is not a country" in refused[0]["reason"]

    kept = do(api, path, "bring-in")
    assert (kept["state"], kept["work"]["done"], kept["counts"]["through"]) == ("kept", 3, 3)
    assert customers() == [*standing, ("K1", "Bäckerei Groß"), ("K2", "Café Blüm")]
    row = api.get(f"{path}/rows?limit=1").said["items"][0]
    assert api.get(f"/customers/{row['subject_id']}").said["number"] == "K1"
    assert row["effects"][0]["old"] is None
    assert api.get(f"{path}/columns").status_code == 404

    assert api.get(f"{path}/take-back").said == {"goes": 2, "unseen": 0, "stays": []}
    back = do(api, path, "take-back")
    assert (back["state"], back["counts"]["undone"], customers()) == ("undone", 2, standing)


def test_what_was_used_stays_and_is_told_before(api: Api, trade: Any) -> None:
    path = f"/imports/{bring(api)['id']}"
    do(api, path, "check")
    do(api, path, "bring-in")
    used = api.get(f"{path}/rows").said["items"][0]["subject_id"]
    lines = [{"item_id": str(trade.items["tea"]), "quantity": 1}]
    assert api.post("/orders", {"customer_id": used, "lines": lines}).status_code == 201
    before = api.get(f"{path}/take-back").said
    assert (before["goes"], [row["key"] for row in before["stays"]]) == (1, ["K1"])
    assert before["stays"][0]["reason"]
    back = do(api, path, "take-back")
    assert (back["counts"]["undone"], back["counts"]["standing"]) == (1, 1)
    assert [row["key"] for row in api.get(f"{path}/rows?stage=standing").said["items"]] == ["K1"]


def test_a_file_is_read_as_it_is_and_then_as_one_says(api: Api) -> None:
    text = "Kunden-Nr;Name;Kreditlimit\nK1;Groß;1.500\n".encode("cp1252")
    body = {"kind": "customers", "file_name": "kunden.csv", "content": base64.b64encode(text).decode()}
    found = api.post("/imports", body).said
    assert found["told"] == "CSV, cp1252, delimiter ';'"
    path = f"/imports/{found['id']}"
    columns = [{"heading": "Kreditlimit", "field": "credit_limit"}]
    changed = api.patch(path, {"decimal": ",", "columns": columns}).said
    assert changed["reading"] == {"decimal": ","}
    shown = api.get(f"{path}/columns").said["rows"][0]["cells"]
    assert {cell["field"]: cell["text"] for cell in shown} == {
        "number": "K1",
        "name": "Groß",
        "credit_limit": "1500",
    }
    other = api.patch(path, {"delimiter": ","}).said
    assert [column["heading"] for column in other["columns"]] == ["Kunden-Nr;Name;Kreditlimit"]
    assert api.get(f"{path}/columns").said["missing"] == ["name"]


def test_sent_twice_it_is_one_import_and_one_job(api: Api) -> None:
    key = str(uuid4())
    body = {"kind": "customers", "heading": HEADING, "rows": ROWS}
    first = api.post("/imports", body, Idempotency_Key=key)
    assert (first.status_code, first.said["id"]) == (201, key)
    with unchanged("imports"):
        assert api.post("/imports", body, Idempotency_Key=key).said["id"] == key
        other = api.post("/imports", {**body, "rows": ROWS[:1]}, Idempotency_Key=key)
        assert other.said["code"] == "sent-twice-differently"
    asked = api.post(f"/imports/{key}/check", Idempotency_Key="once")
    with unchanged("imports"):
        assert api.post(f"/imports/{key}/check", Idempotency_Key="once").said == asked.said
        assert api.post(f"/imports/{key}/check").said["code"] == "worked-on-already"
    assert sql.rows("select count(*) from base_job") == [(1,)]


def test_work_is_stopped_and_a_draft_thrown_away(api: Api) -> None:
    path = f"/imports/{bring(api)['id']}"
    api.post(f"{path}/check")
    assert api.post(f"{path}/stop").said["work"]["state"] == "cancelled"
    work()
    assert api.get(path).said["state"] == "draft"
    assert api.post(f"{path}/discard").said["state"] == "draft"
    assert api.get(path).status_code == 404


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"kind": "secrets", "heading": HEADING, "rows": ROWS}, "kind"),
        ({"kind": "customers"}, "content"),
        ({"kind": "customers", "heading": HEADING}, "content"),
        ({"kind": "customers", "content": "not base64!"}, "content"),
        ({"kind": "customers", "content": "AAAA"}, ""),
        ({"kind": "customers", "file_name": "a.xlsx", "content": "UEsDBGdhcmJhZ2U="}, ""),
    ],
)
def test_what_is_no_table_is_refused_and_nothing_kept(api: Api, given: dict[str, Any], field: str) -> None:
    with unchanged("imports"):
        answer = api.post("/imports", given)
    assert answer.status_code == 422
    assert list(answer.said["fields"]) == ([field] if field else [])


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"columns": [{"heading": "Nobody", "field": "name"}]}, "columns.0.heading"),
        ({"columns": [{"heading": "Land", "field": "price"}]}, "columns.0.field"),
        ({"columns": [{"heading": "Land", "field": "name"}]}, "columns"),
        ({"encoding": "idna"}, "encoding"),
        ({"price_list": "Retail"}, "price_list"),
        ({"confirm": False}, "confirm"),
    ],
)
def test_a_choice_that_cannot_be_is_refused_at_its_field(
    api: Api, change: dict[str, Any], field: str
) -> None:
    path = f"/imports/{bring(api)['id']}"
    with unchanged("imports"):
        answer = api.patch(path, change)
    assert (answer.status_code, list(answer.said["fields"])) == (422, [field])


def test_where_stock_and_orders_go_is_chosen(api: Api, trade: Any) -> None:
    stock = {"kind": "stock", "heading": ["SKU", "Quantity", "Unit cost"], "rows": [["tea", "5", "1.5"]]}
    path = f"/imports/{api.post('/imports', stock).said['id']}"
    with unchanged("imports"):
        assert list(api.patch(path, {"warehouse": "NOWHERE"}).said["fields"]) == ["warehouse"]
    code = api.get("/warehouses").said[0]["code"]
    assert api.patch(path, {"warehouse": code}).said["options"] == {"warehouse": code}
    assert api.patch(path, {"warehouse": ""}).said["options"] == {}


def test_what_is_below_0_and_whom_the_nameless_are_for_is_chosen(api: Api, trade: Any) -> None:
    rows = [["C-7", "", "TEA", "-2", "3"]]
    orders = {"kind": "orders", "heading": ["Order", "Customer", "SKU", "Quantity", "Price"], "rows": rows}
    path = f"/imports/{api.post('/imports', orders).said['id']}"
    with unchanged("imports"):
        assert list(api.patch(path, {"customer": "NOBODY"}).said["fields"]) == ["customer"]
    number = api.get("/customers").said["items"][0]["number"]
    chosen = {"credits": True, "customer": number}
    assert api.patch(path, chosen).said["options"] == chosen


def test_somebody_elses_change_is_not_written_over(api: Api) -> None:
    path = f"/imports/{bring(api)['id']}"
    read = api.get(path).headers["ETag"]
    assert api.patch(path, {"decimal": ","}, If_Match=read).status_code == 200
    with unchanged("imports"):
        for answer in (
            api.patch(path, {"decimal": "."}, If_Match=read),
            api.post(f"{path}/check", If_Match=read),
            api.post(f"{path}/discard", If_Match=read),
        ):
            assert answer.said["code"] == "changed-meanwhile"


def test_what_is_in_the_books_is_neither_changed_nor_thrown_away(api: Api) -> None:
    path = f"/imports/{bring(api)['id']}"
    with unchanged("imports"):
        for verb in ("bring-in", "take-back"):
            assert api.post(f"{path}/{verb}").said["code"] == "not-allowed"
    do(api, path, "check")
    do(api, path, "bring-in")
    with unchanged("imports"):
        for answer in (
            api.patch(path, {"decimal": ","}), api.post(f"{path}/check"), api.post(f"{path}/discard")
        ):  # fmt: skip
            assert answer.status_code in (404, 409), answer.said
    assert api.post(f"/imports/{uuid4()}/check").status_code == 404
    assert api.get(f"/imports/{uuid4()}/rows").status_code == 404


def test_each_role_brings_what_it_may_do_by_hand(api: Api) -> None:
    sales, purchasing = sign_in(GrantInput("sales")), sign_in(GrantInput("purchasing"))
    assert {one["kind"] for one in sales.get("/import-kinds").said} == {
        "prices", "orders", "tax_rules", "tax_exemptions",
    }  # fmt: skip
    assert "stock" in {one["kind"] for one in purchasing.get("/import-kinds").said}
    path = f"/imports/{bring(api)['id']}"
    shut_out = [sign_in(GrantInput(role)) for role in ("viewer", "warehouse", "rep")]
    shut_out.append(sign_in(GrantInput("sales", "own_customers")))
    with unchanged("imports"):
        assert sales.get("/imports").said["items"] == []
        for answer in (
            sales.post("/imports", {"kind": "customers", "heading": HEADING, "rows": ROWS}),
            sales.get(path),
            sales.get(f"{path}/rows"),
            sales.get(f"{path}/columns"),
            sales.get(f"{path}/take-back"),
            sales.patch(path, {"decimal": ","}),
            *(sales.post(f"{path}/{verb}") for verb in ("check", "bring-in", "take-back", "stop", "discard")),
        ):
            assert answer.status_code in (403, 404), answer.said
        for person in shut_out:
            assert person.get("/imports").status_code == 403
            assert person.post(f"{path}/check").status_code == 403
    colleague = sign_in(GrantInput("owner"))
    api.post(f"{path}/check")
    assert colleague.get(path).said["work"]["state"] == "queued"


def test_lists_cost_the_same_with_one_and_with_three(
    api: Api, statements: Callable[[], AbstractContextManager[Any]]
) -> None:
    counts = []
    for rows in (ROWS[:1], ROWS):
        path = f"/imports/{bring(api, rows)['id']}"
        do(api, path, "check")
        for _ in rows[1:]:
            bring(api)
        for address in ("/imports", f"{path}/rows", path, f"{path}/take-back"):
            with statements() as captured:
                assert api.get(address).status_code == 200
            counts.append(len(captured))
    assert counts[:4] == counts[4:] == [2, 3, 4, 4]


def test_rows_are_walked_by_cursor(api: Api) -> None:
    path = f"/imports/{bring(api)['id']}"
    do(api, path, "check")
    first = api.get(f"{path}/rows?limit=2").said
    second = api.get(f"{path}/rows?limit=2&after={first['next']}").said
    assert [row["number"] for row in (*first["items"], *second["items"])] == [2, 3, 4]
    assert second["next"] is None
    assert api.get(f"{path}/rows?import={uuid4()}").status_code == 422
