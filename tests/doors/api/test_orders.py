"""Orders through the API, as a program sees them."""

from decimal import Decimal as D
from uuid import uuid4

import pytest

from tradepost.base import sql
from tradepost.domain.sales.models import Order


def order_of(trade, *lines, **given):
    typed = [{"item_id": str(trade.items[sku]), "quantity": quantity} for sku, quantity in lines]
    return {"customer_id": str(trade.customers["Café Blum"]), "lines": typed, **given}


def everything():
    return [
        sql.rows(f"select count(*) from {table}")[0][0]
        for table in ("sales_order", "base_event", "base_answer")
    ]


def test_an_order_is_placed_promised_and_read_back(trade, api):
    sent = order_of(trade, ("tea", 2), ("milk", "7"), confirm=True, customer_po="PO-1")
    placed = api.post("/orders", sent)
    assert placed.status_code == 201, placed.said
    said = placed.said
    assert placed.headers["Location"] == f"/api/v1/orders/{said['id']}"
    assert [(x["sku"], x["quantity"], x["net"], x["promised_on"] is None) for x in said["lines"]] == [
        ("tea", 2, "20.00", False),
        ("milk", 7, "70.00", True),
    ]
    assert (said["state"], said["total"], said["customer_po"]) == ("confirmed", "90.00", "PO-1")
    read = api.get(f"/orders/{said['id']}")
    assert (read.status_code, read.said) == (200, said)
    assert read.headers["ETag"] == placed.headers["ETag"]


def test_a_draft_is_changed_submitted_confirmed_and_cancelled(trade, api):
    path = "/orders/" + api.post("/orders", order_of(trade, ("tea", 2))).said["id"]
    assert (
        api.patch(
            path, {"note": "ring", "lines": [{"item_id": str(trade.items["cup"]), "quantity": 3}]}
        ).said["total"]
        == "30.00"
    )
    assert api.post(f"{path}/submit").said["state"] == "submitted"
    confirmed = api.post(f"{path}/confirm").said
    assert (confirmed["state"], confirmed["note"], confirmed["lines"][0]["sku"]) == (
        "confirmed",
        "ring",
        "cup",
    )
    line = confirmed["lines"][0]["id"]
    cut = api.post(
        f"{path}/cancel-lines", {"lines": [{"line_id": line, "quantity": 1}], "reason": "too many"}
    )
    assert cut.said["lines"][0]["cancelled"] == 1
    assert api.post(f"{path}/cancel", {"reason": "no need"}).said["state"] == "cancelled"


def test_lines_that_cannot_be_priced_are_refused_together(trade, api):
    before = everything()
    sent = order_of(trade, ("tea", 2), ("tea", "0.5"))
    sent["lines"].append({"item_id": str(uuid4()), "quantity": 1})
    refused = api.post("/orders", sent)
    assert (refused.status_code, refused.headers["Content-Type"]) == (422, "application/problem+json")
    assert set(refused.said["fields"]) == {"lines.1.quantity", "lines.2.item_id"}
    assert refused.said["type"] == "/problems/invalid"
    assert everything() == before


@pytest.mark.parametrize(
    "lines",
    [
        [],
        [{"quantity": 1}],
        [{"item_id": "tea", "quantity": 1}],
        [{"item_id": str(uuid4()), "quantity": "NaN"}],
        [{"item_id": str(uuid4()), "quantity": True}],
        [{"item_id": str(uuid4()), "quantity": -1}],
        [{"item_id": str(uuid4()), "quantity": 10**40}],
        [{"item_id": str(uuid4()), "quantity": 1, "note": "a\x00b"}],
        [{"item_id": str(uuid4()), "quantity": 1, "requested_on": "0000-13-41"}],
        [{"item_id": str(uuid4()), "quantity": 1, "colour": "red"}],
    ],
)
def test_what_cannot_be_understood_is_422(trade, api, lines):
    before = everything()
    refused = api.post("/orders", {"customer_id": str(trade.customers["Café Blum"]), "lines": lines})
    assert refused.status_code == 422
    assert refused.said["fields"]
    assert everything() == before


@pytest.mark.parametrize(
    "body", [b"{", b"[" * 100_000, b'{"a": NaN}', b"\xff", b"1" * 5000, b'"\\ud800"', b"null"]
)
def test_what_is_not_json_is_422(trade, api, body):
    assert api.post("/orders", body).status_code == 422


def test_a_form_is_415(trade, api):
    response = api.client.post("/api/v1/orders", {"a": 1}, headers={"Authorization": f"Bearer {api.token}"})
    assert response.status_code == 415


def test_a_wrong_method_and_a_wrong_address_are_problems(trade, api):
    wrong = api.send("DELETE", "/orders")
    assert (wrong.status_code, wrong.said["code"]) == (405, "method-not-allowed")
    assert set(wrong.headers["Allow"].replace(" ", "").split(",")) == {"GET", "POST"}
    assert api.get("/nowhere").said["code"] == "not-found"


def test_an_order_is_placed_once_for_a_key(trade, api):
    sent = order_of(trade, ("tea", 2), confirm=True)
    for key in (str(uuid4()), "order 7".replace(" ", "-")):
        answers = [api.post("/orders", sent, Idempotency_Key=key) for _ in range(3)]
        assert {answer.status_code for answer in answers} == {201}
        assert len({answer.content for answer in answers}) == 1
        assert len({answer.headers["ETag"] for answer in answers}) == 1
        other = api.post("/orders", order_of(trade, ("tea", 3)), Idempotency_Key=key)
        assert (other.status_code, other.said["code"]) == (409, "sent-twice-differently")
    assert Order.objects.count() == 2
    assert trade.stock("tea")["promised"] == 4


def test_a_change_is_refused_when_the_order_was_changed_meanwhile(trade, api):
    placed = api.post("/orders", order_of(trade, ("tea", 2)))
    path = f"/orders/{placed.said['id']}"
    first = api.patch(path, {"note": "first"}, If_Match=placed.headers["ETag"])
    assert first.status_code == 200
    late = api.patch(path, {"note": "second"}, If_Match=placed.headers["ETag"])
    assert (late.status_code, late.said["code"]) == (412, "changed-meanwhile")
    assert api.get(path).said["note"] == "first"
    assert api.patch(path, {"note": "second"}, If_Match=first.headers["ETag"]).status_code == 200


def test_what_was_not_changed_is_304(trade, api):
    path = f"/orders/{api.post('/orders', order_of(trade, ('tea', 2))).said['id']}"
    tag = api.get(path).headers["ETag"]
    again = api.get(path, If_None_Match=tag)
    assert (again.status_code, again.content) == (304, b"")
    api.post(f"{path}/confirm")
    assert api.get(path, If_None_Match=tag).status_code == 200


def test_a_list_is_filtered_sorted_paged_and_cut_down(trade, api):
    for quantity in (3, 1, 2):
        api.post("/orders", order_of(trade, ("tea", quantity)))
    api.post("/orders", order_of(trade, ("cup", 9), confirm=True))
    first = api.get("/orders?state=draft&sort=total&limit=2&fields=total,state")
    assert first.said["items"] == [{"state": "draft", "total": "10.00"}, {"state": "draft", "total": "20.00"}]
    link = first.headers["Link"]
    assert link.endswith('rel="next"')
    second = api.get(link[1 : link.index(">")].removeprefix("/api/v1"))
    assert [row["total"] for row in second.said["items"]] == ["30.00"]
    assert second.said["next"] is None
    back = api.get(
        f"/orders?state=draft&sort=total&limit=2&fields=total,state&after={second.said['previous']}"
    )
    assert back.said["items"] == first.said["items"]


@pytest.mark.parametrize(
    "query",
    [
        "state=lost",
        "sort=colour",
        "limit=0",
        "limit=x",
        "after=*",
        "after=bm8",
        "colour=red",
        "held=maybe",
        "customer=7",
        "placed=tomorrow",
        "fields=secret",
        "placed=9999-12-31",
        "q=%00",
        "sort=total&sort=number",
        pytest.param("&".join(["state=draft"] * 51), id="too many values"),
    ],
)
def test_a_list_refuses_what_it_does_not_know(trade, api, query):
    refused = api.get(f"/orders?{query}")
    assert (refused.status_code, refused.said["code"]) == (422, "invalid")


@pytest.mark.parametrize("count", [1, 3])
def test_a_list_takes_two_statements(trade, api, statements, count):
    for _ in range(count):
        api.post("/orders", order_of(trade, ("tea", 1)))
    with statements() as captured:
        assert len(api.get("/orders").said["items"]) == count
    assert len(captured) == 2  # who asks, and the page


def test_bulk_keeps_the_good_rows(trade, api):
    good, bad = order_of(trade, ("tea", 2), confirm=True), order_of(trade, ("tea", "0.5"))
    answers = [
        api.post("/orders/bulk", {"orders": [good, bad, good]}, Idempotency_Key="import-7") for _ in range(2)
    ]
    assert [answer.status_code for answer in answers] == [200, 200]
    said = answers[0].said
    assert (said["placed"], said["refused"]) == (2, 1)
    assert [row["status"] for row in said["rows"]] == [201, 422, 201]
    assert said["rows"][1]["problem"]["fields"].keys() == {"lines.0.quantity"}
    assert answers[1].said == said
    assert Order.objects.count() == 2


def test_holds_stop_and_are_released_by_name(trade, api):
    path = f"/orders/{api.post('/orders', order_of(trade, ('tea', 2), confirm=True)).said['id']}"
    held = api.post(f"{path}/holds", {"note": "address?"}).said
    assert api.get(path).said["held"] is True
    released = api.post(f"{path}/holds/{held['id']}/release", {"note": "called"}).said
    assert (released["released_note"], api.get(path).said["held"]) == ("called", False)
    assert [hold["id"] for hold in api.get(f"{path}/holds").said] == [held["id"]]


def test_a_preview_prices_good_lines_and_names_the_bad_ones(trade, api):
    lines = [
        {"code": "TEA", "quantity": 1, "unit": "case"},
        {"code": "nothing", "quantity": 1},
        {"item_id": str(trade.items["milk"]), "quantity": 6},
        {"code": "cup", "quantity": "0.5"},
        {"code": "cup", "quantity": 2, "unit_price": "1.005"},
    ]
    said = api.post(
        "/prices/preview", {"customer_id": str(trade.customers["Café Blum"]), "lines": lines}
    ).said
    assert [
        (x["sku"], x["quantity"], x["net"], x["available"], sorted(x["problems"])) for x in said["lines"]
    ] == [
        ("tea", 12, "120.00", 100, []),
        ("", None, None, None, ["code"]),
        ("milk", 6, "60.00", 5, []),
        ("", None, None, None, ["quantity"]),
        ("cup", 2, "2.01", 100, []),
    ]
    assert D(said["net_total"]) == D("182.01")
    assert said["lines"][2]["promised_on"] is None


def test_a_check_says_what_placing_refuses_by_the_same_codes(trade, api):
    api.patch(f"/items/{trade.items['cup']}", {"increment": 6, "most_quantity": 12, "most_days": 30})
    body = {
        "customer_id": str(trade.customers["Café Blum"]),
        "customer_po": "PO 1",
        "lines": [
            {"item_id": str(trade.items["cup"]), "quantity": 7},
            {"item_id": str(trade.items["tea"]), "quantity": 1},
        ],
    }
    said = api.post("/orders/check", body).said
    assert said["may_be_placed"] is False
    assert said["findings"][0] == {
        "severity": "error",
        "code": "not-a-multiple",
        "field": "lines.0.quantity",
        "detail": "Sold in multiples of 6 (piece): 6 or 12.",
        "holds": "",
        "fix": {"field": "lines.0.quantity", "value": "12"},
        "substitute": None,
    }
    refused = api.post("/orders", body)
    assert (refused.status_code, refused.said["facts"]) == (
        422,
        {"codes": {"lines.0.quantity": "not-a-multiple"}, "fixes": {"lines.0.quantity": "12"}},
    )
    body["lines"][0]["quantity"] = 12
    assert api.post("/orders/check", body).said["may_be_placed"]
    assert api.post("/orders", body).status_code == 201
    assert [one["code"] for one in api.post("/orders/check", body).said["findings"]] == [
        "above-maximum",
        "customer-po-used",
    ]
    floor = {"floors": [{"percent": "15", "item_id": str(trade.items["tea"])}]}
    assert api.put("/margin-floors", floor).said == {"changed": 1}
    assert [row["percent"] for row in api.get("/margin-floors").said["items"]] == ["15"]


def test_what_may_be_missing_is_told_as_lines_to_be_taken(trade, api):
    for _ in range(2):
        trade.order(("tea", 3), ("cup", 5), customer="Café Blum")
    body = {"customer_id": str(trade.customers["Café Blum"])}
    tea = next(
        one for one in api.post("/orders/suggestions", body).said["suggestions"] if one["sku"] == "tea"
    )
    assert tea == {
        "kind": "usual",
        "item_id": str(trade.items["tea"]),
        "sku": "tea",
        "name": tea["name"],
        "quantity": "3",
        "unit": "piece",
        "reason": f"In 2 of the last 2 orders, the last time on {tea['last_on']}; usually 3 piece.",
        "orders": 2,
        "of_orders": 2,
        "last_on": tea["last_on"],
        "line": None,
        "substitute": None,
    }
    body["lines"] = [{"item_id": str(trade.items[sku]), "quantity": 1} for sku in ("tea", "cup")]
    assert api.post("/orders/suggestions", body).said == {"suggestions": []}


def test_a_preview_costs_the_same_for_one_line_and_a_thousand(trade, api, statements):
    counts = []
    for count in (1, 1000):
        lines = [{"code": "tea", "quantity": 1}] * count
        with statements() as captured:
            api.post("/prices/preview", {"customer_id": str(trade.customers["Café Blum"]), "lines": lines})
        counts.append(len(captured))
    assert counts == [7, 7]


def test_credit_holds_and_cancelling_are_told_to_programs(trade, api):
    trade.add_items("T-1", stock=50)
    klamm = str(trade.add_customer("Klamm"))
    terms = {
        "credit_limit": "50",
        "instalments": [{"percent": "40", "days": 10}, {"percent": "60", "days": 40}],
    }
    api.patch(f"/customers/{klamm}", terms)
    assert api.get(f"/customers/{klamm}").said["instalments"][0] == {"percent": "40", "days": 10}
    bad = api.patch(f"/customers/{klamm}", {"instalments": [{"percent": "40", "days": 10}]})
    assert (bad.status_code, bad.said["fields"]["instalments"]) == (
        422,
        "The instalments add up to 40 per cent, not to 100.",
    )
    line = {"item_id": str(trade.items["T-1"]), "quantity": 6}
    order = api.post("/orders", {"customer_id": klamm, "lines": [line], "confirm": True}).said
    credit = api.get(f"/customers/{klamm}/credit").said
    assert (credit["orders"], credit["credit_limit"], credit["free"]) == ("60.00", "50.00", "-10.00")
    (hold,) = api.get(f"/holds?customer={klamm}").said["items"]
    assert (hold["reason"], hold["order_id"]) == ("credit", order["id"])
    path = f"/orders/{order['id']}"
    assert api.post(f"{path}/holds/{hold['id']}/release", {"note": ""}).status_code == 422
    api.post(f"{path}/holds/{hold['id']}/release", {"note": "They paid by phone."})
    cut = {"lines": [{"line_id": order["lines"][0]["id"], "quantity": 2}]}
    freed = api.post(f"{path}/cancel-preview", cut).said
    assert (freed["net"], freed["lines"][0]["stock"], freed["value"]) == ("20.00", 2, "20.00")
    cut["lines"][0]["quantity"] = 7
    assert api.post(f"{path}/cancel-preview", cut).status_code == 422
    assert api.post("/cancel-reasons", {"code": "weather", "name": "The weather"}).said["is_open"] is True
    assert "weather" in [one["code"] for one in api.get("/cancel-reasons").said]
    # An order that may not leave is refused, and held so that somebody may let it go.
    second = api.post(
        "/orders", {"customer_id": str(trade.add_customer("Blum")), "lines": [line], "confirm": True}
    ).said
    api.patch(f"/customers/{second['customer_id']}", {"credit_limit": "1"})
    refused = api.post(f"/orders/{second['id']}/release")
    assert (refused.status_code, refused.said["type"].rsplit("/")[-1]) == (409, "credit-refused")
    (held,) = api.get(f"/orders/{second['id']}/holds").said
    assert held["reason"] == "credit"


def test_an_order_is_split_and_merged_again_as_previewed(trade, api):
    order = trade.order(("tea", 3), ("cup", 2), customer="Café Blum")
    tea = api.get(f"/orders/{order.pk}").said["lines"][0]
    body = {"lines": [{"line_id": tea["id"], "quantity": 1}]}
    seen = api.post(f"/orders/{order.pk}/split/preview", body).said
    made = api.post(f"/orders/{order.pk}/split", body)
    assert made.status_code == 201
    assert (seen["others"]["total"], seen["moved"], seen["difference"]) == (made.said["total"], 1, "0.00")
    pk = made.said["id"]
    refused = api.post(f"/orders/{order.pk}/split", {"lines": [{"line_id": tea["id"], "quantity": 9}]})
    assert (refused.status_code, refused.said["type"].rpartition("/")[2]) == (422, "invalid")
    seen = api.post(f"/orders/{order.pk}/merge/preview", {"order_ids": [pk]}).said
    merged = api.post(f"/orders/{order.pk}/merge", {"order_ids": [pk]})
    assert (seen["first"]["total"], len(merged.said["lines"])) == (merged.said["total"], 3)
    assert (
        api.post(f"/orders/{order.pk}/merge", {"order_ids": [pk]}).said["version"] == merged.said["version"]
    )
    gone = api.get(f"/orders/{pk}").said
    assert (gone["state"], gone["lines"], gone["total"]) == ("cancelled", [], "0.00")
